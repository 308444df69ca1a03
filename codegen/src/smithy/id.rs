//! Shape ids: `namespace#Name` and `namespace#Name$member`.

use std::fmt;

/// An absolute shape id, with or without a member (Smithy 2.0, "Shape ID").
///
/// Kept as the one string that the model writes; the parts are slices of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(Box<str>);

impl ShapeId {
    /// Parses an absolute id.
    ///
    /// # Errors
    /// The reason why `text` is not an absolute shape id, in words for a diagnostic.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (namespace, rest) = text.split_once('#').ok_or_else(|| {
            format!("expected an absolute shape id such as `com.example#Name`, found `{text}`")
        })?;
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        if !namespace.split('.').all(is_identifier) {
            return Err(format!("`{namespace}` in `{text}` is not a namespace"));
        }
        if !is_identifier(name) {
            return Err(format!("`{name}` in `{text}` is not a shape name"));
        }
        match member {
            Some(member) if !is_identifier(member) => {
                Err(format!("`{member}` in `{text}` is not a member name"))
            }
            _ => Ok(Self(text.into())),
        }
    }

    /// An id from parts that are known to be well formed, such as names from Smithy's prelude.
    pub fn from_parts(namespace: &str, name: &str) -> Self {
        Self(format!("{namespace}#{name}").into())
    }

    /// The id of a member of this shape.
    pub fn with_member(&self, member: &str) -> Self {
        Self(format!("{}${member}", self.shape_part()).into())
    }

    /// The shape's id, without the member.
    pub fn without_member(&self) -> Self {
        Self(self.shape_part().into())
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `#`.
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// The shape's name, without namespace and member.
    pub fn name(&self) -> &str {
        self.shape_part().split_once('#').map_or(&self.0, |(_, name)| name)
    }

    /// The member's name, if this is the id of a member.
    pub fn member(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    fn shape_part(&self) -> &str {
        self.0.split_once('$').map_or(&self.0, |(shape, _)| shape)
    }
}

/// Whether `text` is a Smithy identifier: a letter or underscores and a letter or digit first, then letters, digits and underscores.
pub fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let leading_underscores = rest.len() < text.len();
    let first_fits = rest.bytes().next().is_some_and(|first| {
        first.is_ascii_alphabetic() || (leading_underscores && first.is_ascii_digit())
    });
    first_fits && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl indexmap::Equivalent<ShapeId> for str {
    fn equivalent(&self, key: &ShapeId) -> bool {
        *self == *key.0
    }
}
