//! A model whose protocol cannot be generated, compared as if it spoke the protocol of the other side.
//!
//! In come two models; out goes an overlay for the one of which no crate can be made, where the other one has a protocol to lend.

use tinsmith_codegen::Document;
use tinsmith_codegen::stages::diagnostic::Diagnostics;
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::resolve;
use tinsmith_codegen::stages::smithy::{Protocol, ShapeId};

use super::{Pair, SdkVersion};

/// The protocol that one side lends to the other.
pub(super) struct Lent {
    /// Whether it is the old side that has none of its own.
    pub(super) is_to_old: bool,
    /// An overlay that gives it to that side.
    pub(super) overlay: String,
    /// What the reader has to know.
    pub(super) warning: String,
}

/// `None` where both sides have a protocol that can be generated, or none has, or a model cannot be read.
pub(super) fn lent(pair: &Pair) -> Option<Lent> {
    let (old, new) = (Spoken::of(&pair.old)?, Spoken::of(&pair.new)?);
    let (is_to_old, needy, label, protocol) = match (old.protocol, new.protocol) {
        (None, Some(protocol)) => (true, old, &pair.old.label, protocol),
        (Some(protocol), None) => (false, new, &pair.new.label, protocol),
        _ => return None,
    };
    // One without any protocol is a mistake, and is told as one.
    let own = needy.own?;
    let (id, protocol) = (needy.service, protocol.shape_id());
    Some(Lent {
        is_to_old,
        overlay: format!(
            r#"{{"smithy": "2.0", "shapes": {{"{id}": {{"type": "apply", "traits": {{"{protocol}": {{}}}}}}}}}}"#
        ),
        warning: format!(
            "{label}: compared as if the service spoke `{protocol}`; no crate can be generated for {own}"
        ),
    })
}

/// What the service of a model speaks.
struct Spoken {
    service: ShapeId,
    /// The protocol that a crate would speak, where one can be generated.
    protocol: Option<Protocol>,
    /// The protocols that the service lists, in words.
    own: Option<String>,
}

impl Spoken {
    fn of(version: &SdkVersion) -> Option<Self> {
        let inputs = &version.inputs;
        let document = Document { name: &inputs.name, bytes: &inputs.documents.model };
        let (model, _) = read_model(document).ok()?;
        let wanted = inputs.settings.selection.service.as_deref();
        let mut services = model
            .services()
            .map(|(id, _)| id)
            .filter(|id| wanted.is_none_or(|wanted| id.as_str() == wanted || id.name() == wanted));
        // Of several, the generator says which there are.
        let (service, None) = (services.next()?.clone(), services.next()) else { return None };
        let protocol = resolve::protocol(&model, &service, &mut Diagnostics::new(&inputs.name));
        let traits = model.get(&service)?.traits.iter().map(|(name, _)| name);
        let own: Vec<String> = traits
            .filter(|name| resolve::is_protocol(&model, name))
            .map(|name| format!("`{name}`"))
            .collect();
        let own = (!own.is_empty()).then(|| own.join(", "));
        Some(Self { service, protocol, own })
    }
}
