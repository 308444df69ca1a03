//! The protocols whose documents are XML, on the official codec; and the errors of all services that answer in XML.

mod corrected;
pub(super) mod error;
mod rest;

pub(super) use self::rest::RestXml;
