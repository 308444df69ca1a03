//! C2J, the `service-2.json` that botocore ships, to a [`Model`].
//!
//! In comes a parsed service description, with the documents that belong to it when the caller has them ([`Companions`]);
//! out goes a model that says in Smithy's terms what C2J says, in the order of the document.
//! What C2J cannot say (defaults, dedicated input and output structures, a status that is absent) is left out, never guessed:
//! it is in the model only where it is a known fact of that service (`beyond`).
//! Every key of the document is either lowered, named in `keys` as dropped, or reported.
//!
//! Prose is lowered like everything else; whoever does not want it has [`crate::transform::prose`].

mod beyond;
mod companions;
mod constraints;
mod enums;
mod errors;
mod fields;
mod keys;
mod members;
mod names;
mod operations;
mod paginators;
mod protocols;
mod service;
mod shapes;
mod traits;
mod variants;
mod waiters;

use std::collections::BTreeMap;

use indexmap::IndexMap;

pub use self::companions::Companions;
use self::errors::ErrorFacts;
use self::fields::Fields;
use self::names::Names;
use self::protocols::Protocols;
use self::variants::Variants;
use crate::diagnostic::Diagnostics;
use crate::smithy::{Model, Node};

/// Lowers a service description that comes alone.
///
/// Problems go to `diagnostics`; what could be read is returned.
pub fn lower(document: Node, diagnostics: &mut Diagnostics) -> Model {
    lower_with(document, &Companions::default(), diagnostics)
}

/// Lowers a service description together with its companion documents.
///
/// Problems go to `diagnostics`; what could be read is returned.
pub fn lower_with(document: Node, companions: &Companions, diagnostics: &mut Diagnostics) -> Model {
    let mut document = document;
    companions.merge_service_extras(&mut document, diagnostics);
    let Node::Object(top) = &document else {
        diagnostics.error("expected a JSON object at the top of a C2J document");
        return Model::default();
    };
    let empty = IndexMap::new();
    let sections = Sections {
        metadata: section(top, "metadata", &empty, diagnostics),
        operations: section(top, "operations", &empty, diagnostics),
        shapes: section(top, "shapes", &empty, diagnostics),
    };
    let Some(names) = Names::collect(&sections, diagnostics) else {
        return Model::default();
    };

    let top = Fields::new(top, names.service.clone());
    keys::check(&top, &[&keys::TOP], diagnostics);
    let protocols =
        Protocols::read(&Fields::new(sections.metadata, names.service.clone()), diagnostics);
    let mut lowering = Lowering {
        variants: Variants::collect(&sections, &names, diagnostics),
        errors: ErrorFacts::collect(&sections, &names, diagnostics),
        requests: operations::requests(&sections, &names),
        namespace: None,
        sections,
        names,
        protocols,
        diagnostics,
    };

    let mut model = Model::default();
    let service = lowering.service(&top);
    model.shapes.insert(lowering.names.service.clone(), service);
    lowering.operations(&mut model);
    lowering.shapes(&mut model);
    beyond::apply(&lowering.sections, &lowering.names, &mut model, lowering.diagnostics);
    paginators::apply(companions, &lowering.names, &mut model, lowering.diagnostics);
    waiters::apply(companions, &lowering.names, &mut model, lowering.diagnostics);
    companions.apply_endpoints(&lowering.names.service, &mut model, lowering.diagnostics);
    model
}

/// The three objects that make up a service description.
#[derive(Clone, Copy)]
struct Sections<'d> {
    metadata: &'d IndexMap<String, Node>,
    operations: &'d IndexMap<String, Node>,
    shapes: &'d IndexMap<String, Node>,
}

/// What every rule may look at while shapes are lowered.
struct Lowering<'d, 'r> {
    sections: Sections<'d>,
    names: Names,
    protocols: Protocols,
    variants: Variants,
    errors: ErrorFacts<'d>,
    /// How operations refer to the structures of their requests.
    requests: BTreeMap<&'d str, Fields<'d>>,
    /// The XML namespace of the service, once it is known.
    namespace: Option<Node>,
    diagnostics: &'r mut Diagnostics,
}

fn section<'d>(
    top: &'d IndexMap<String, Node>,
    name: &str,
    empty: &'d IndexMap<String, Node>,
    diagnostics: &mut Diagnostics,
) -> &'d IndexMap<String, Node> {
    match top.get(name) {
        Some(Node::Object(section)) => section,
        Some(other) => {
            diagnostics.error(format!("expected an object as `{name}`, found {}", other.kind()));
            empty
        }
        None => {
            diagnostics
                .error(format!("expected `{name}` at the top of a C2J document, found none"));
            empty
        }
    }
}
