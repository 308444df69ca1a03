//! Types as a program outside of the crate writes them, with their paths.

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::Field;
use tinsmith_codegen::stages::ir::ty::{RustType, TypeRef};
use tinsmith_codegen::stages::naming::RustIdent;
use tinsmith_codegen::stages::naming::reserved::is_keyword;
use tinsmith_codegen::stages::smithy::SimpleType;

/// Writes names below the path of a crate.
pub(crate) struct Names<'m> {
    pub(crate) root: &'m str,
}

impl Names<'_> {
    /// The path of a definition.
    pub(crate) fn path(&self, ty: &TypeRef) -> String {
        let name = ident(&ty.name);
        match ty.place.folder {
            Folder::Operation => self.in_operation(&ty.place.module, &name),
            Folder::Types => format!("{}::types::{name}", self.root),
            Folder::Errors => format!("{}::types::error::{name}", self.root),
        }
    }

    pub(crate) fn in_operation(&self, module: &RustIdent, name: &str) -> String {
        format!("{}::operation::{}::{name}", self.root, ident(module))
    }

    /// The type of a value.
    pub(super) fn ty(&self, ty: &RustType) -> String {
        let nullable =
            |inner: String, is_sparse| if is_sparse { format!("Option<{inner}>") } else { inner };
        match ty {
            RustType::Simple(simple) => self.simple(*simple),
            RustType::Named(named) => self.path(named),
            RustType::List(element, list) => {
                format!("Vec<{}>", nullable(self.ty(element), list.sparse))
            }
            RustType::Map(key, value, map) => {
                let value = nullable(self.ty(value), map.sparse);
                format!("std::collections::HashMap<{}, {value}>", self.ty(key))
            }
            RustType::Boxed(inner) => format!("Box<{}>", self.ty(inner)),
        }
    }

    /// The type of a field.
    pub(super) fn field(&self, field: &Field) -> String {
        let ty = self.ty(&field.ty);
        if field.optional { format!("Option<{ty}>") } else { ty }
    }

    /// The type that `new` and setters take for a field.
    pub(super) fn argument(&self, field: &Field) -> String {
        match &field.ty {
            RustType::Boxed(inner) => self.ty(inner),
            other => self.ty(other),
        }
    }

    fn simple(&self, simple: SimpleType) -> String {
        let primitive = |name: &str| format!("{}::primitives::{name}", self.root);
        match simple {
            SimpleType::Boolean => "bool".to_owned(),
            SimpleType::String => "String".to_owned(),
            SimpleType::Byte => "i8".to_owned(),
            SimpleType::Short => "i16".to_owned(),
            SimpleType::Integer => "i32".to_owned(),
            SimpleType::Long => "i64".to_owned(),
            SimpleType::Float => "f32".to_owned(),
            SimpleType::Double => "f64".to_owned(),
            SimpleType::Blob => primitive("Blob"),
            SimpleType::BigInteger => primitive("BigInteger"),
            SimpleType::BigDecimal => primitive("BigDecimal"),
            SimpleType::Timestamp => primitive("DateTime"),
            SimpleType::Document => primitive("Document"),
        }
    }
}

/// A name as code.
pub(crate) fn ident(name: &RustIdent) -> String {
    let name = name.as_str();
    if is_keyword(name) { format!("r#{name}") } else { name.to_owned() }
}
