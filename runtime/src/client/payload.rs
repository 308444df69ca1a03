//! The type of a request's content where the content is one member (`@httpPayload`) and no document: bytes or text.

use aws_smithy_runtime_api::http::Request;

use crate::wire::{Schema, ShapeType};

/// Gives the member of a request that is its body; `None` where its body is a document of members, or nothing.
pub(super) fn member_of<'s>(input: &'s Schema<'_>) -> Option<&'s Schema<'s>> {
    input.members().iter().copied().find(|member| member.http_payload().is_some())
}

/// Sets the type of content that is bytes or text, unless a header of the request says it.
pub(super) fn set_content_type(request: &mut Request, payload: &Schema<'_>) {
    let usual = match payload.shape_type() {
        ShapeType::Blob => "application/octet-stream",
        ShapeType::String => "text/plain",
        _ => return,
    };
    let is_empty = request.body().content_length() == Some(0);
    let headers = request.headers_mut();
    if is_empty || headers.get("content-type").is_some() {
        return;
    }
    let own = payload.media_type().map(|media_type| media_type.value().to_owned());
    // What a model has as a media type can be anything; a header cannot.
    let is_set = own.is_some_and(|own| headers.try_insert("content-type", own).is_ok());
    if !is_set {
        headers.insert("content-type", usual);
    }
}
