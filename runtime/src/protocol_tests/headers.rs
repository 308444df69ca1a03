//! Headers of a request.

use aws_smithy_runtime_api::http::Headers;

/// The headers that a case expects, forbids, and wants with any value.
#[derive(Clone, Debug, Default)]
pub(super) struct Expected {
    pub(super) values: Vec<(String, String)>,
    pub(super) forbidden: Vec<String>,
    pub(super) required: Vec<String>,
}

impl Expected {
    pub(super) fn compare(&self, found: &Headers, lines: &mut Vec<String>) {
        for (name, expected) in &self.values {
            match value(found, name) {
                None => lines.push(format!("header {name}: expected {expected:?}, found none")),
                Some(found) if normalized(&found) != normalized(expected) => {
                    lines.push(format!("header {name}: expected {expected:?}, found {found:?}"));
                }
                Some(_) => {}
            }
        }
        for name in &self.forbidden {
            if let Some(found) = value(found, name) {
                lines.push(format!("header {name}: expected none, found {found:?}"));
            }
        }
        for name in &self.required {
            if value(found, name).is_none() {
                lines.push(format!("header {name}: expected any value, found none"));
            }
        }
    }
}

/// Gives the value of a header; several of one name are one list.
fn value(headers: &Headers, name: &str) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// White space around the commas of a list says nothing.
fn normalized(value: &str) -> String {
    value.split(',').map(str::trim).collect::<Vec<_>>().join(", ")
}
