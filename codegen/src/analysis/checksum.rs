//! Which checksum the requests of an operation have.
//!
//! `aws.protocols#httpChecksum` says it; where an operation has that trait not, `smithy.api#httpChecksumRequired` does.

use crate::smithy::{Model, Node, Protocol, Shape, ShapeKind, SimpleType, traits};

use super::endpoint_params::input;

/// The checksum of a request.
#[derive(Clone, Copy, Debug)]
pub enum Checksum<'m> {
    /// The MD5 of the body, as `Content-MD5`.
    ContentMd5,
    /// Every request has one; a caller can choose its algorithm with this header, if there is one.
    Required(Option<&'m str>),
    /// As the client is configured, or where a caller chooses an algorithm with this header.
    Optional(&'m str),
}

/// The checksum of an operation's requests; `None` if they have none.
///
/// # Errors
/// Why a caller could not choose the algorithm, in words for a diagnostic.
pub fn of<'m>(
    model: &'m Model,
    protocol: Protocol,
    operation: &'m Shape,
) -> Result<Option<Checksum<'m>>, String> {
    let Some(found) = operation.traits.get(traits::HTTP_CHECKSUM) else {
        let is_required = operation.traits.has(traits::HTTP_CHECKSUM_REQUIRED);
        return Ok(is_required.then_some(Checksum::ContentMd5));
    };
    let is_required =
        found.get("requestChecksumRequired").and_then(Node::as_bool).unwrap_or_default();
    let member = found.get("requestAlgorithmMember").and_then(Node::as_str);
    let header = member.map(|name| header(model, protocol, operation, name)).transpose()?;
    Ok(match header {
        header if is_required => Some(Checksum::Required(header)),
        header => header.map(Checksum::Optional),
    })
}

/// The header that the member of this name is sent in.
fn header<'m>(
    model: &'m Model,
    protocol: Protocol,
    operation: &'m Shape,
    name: &str,
) -> Result<&'m str, String> {
    let member = input(model, operation).and_then(Shape::members).and_then(|all| all.get(name));
    let Some(member) = member else {
        return Err(format!("{MEMBER} names `{name}`, which is no member of the input"));
    };
    let is_text = model.get(&member.target).is_some_and(|target| {
        matches!(target.kind, ShapeKind::Simple(SimpleType::String) | ShapeKind::Enum(_))
    });
    if !is_text {
        return Err(format!("{MEMBER} names `{name}`, which is no string"));
    }
    let header = member.traits.get(traits::HTTP_HEADER).and_then(Node::as_str);
    header.filter(|_| protocol.has_http_bindings()).ok_or_else(|| {
        format!("{MEMBER} names `{name}`: an algorithm that is chosen elsewhere than in a header is not supported yet")
    })
}

const MEMBER: &str = "`requestAlgorithmMember` of `aws.protocols#httpChecksum`";
