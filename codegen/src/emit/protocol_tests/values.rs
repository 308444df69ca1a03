//! Values as Rust expressions, each of exactly the type that its member has.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::ir::Folder;
use crate::ir::protocol_test::{Elements, EnumValue, FieldValue, Rest, Structure, Value};
use crate::ir::ty::TypeRef;
use crate::naming::RustIdent;
use crate::text::is_unseen;
use crate::write::compact;

use super::super::tokens::{float_number, ident, ident_str, signed_number};

/// Writes values, and keeps what they name, for the imports of the file.
#[derive(Default)]
pub(super) struct Values {
    pub(super) uses_absent: bool,
    pub(super) uses_map: bool,
    pub(super) uses_primitives: bool,
    pub(super) uses_types: bool,
    /// Types that live with an operation.
    own: BTreeSet<RustIdent>,
    /// Functions of the runtime.
    functions: BTreeSet<&'static str>,
}

impl Values {
    /// The functions of the runtime's `protocol_tests` that the values call.
    pub(super) fn support(&self) -> impl Iterator<Item = TokenStream> {
        self.functions.iter().map(|name| {
            let name = ident_str(name);
            quote! { #name }
        })
    }

    /// Whether a value so far calls one of them, which can fail.
    pub(super) fn calls_functions(&self) -> bool {
        !self.functions.is_empty()
    }

    /// The types that the file imports from its operation's module.
    pub(super) fn of_operations(&self, error: Option<&RustIdent>) -> Vec<Ident> {
        let names: BTreeSet<&RustIdent> = self.own.iter().chain(error).collect();
        names.into_iter().map(ident).collect()
    }

    pub(super) fn value(&mut self, value: &Value) -> TokenStream {
        match value {
            Value::Boolean(value) => quote! { #value },
            Value::Whole(value) => signed_number(*value),
            Value::Float(value, is_single) => float_number(*value, *is_single),
            Value::SpecialFloat(ty, name) => {
                let (ty, name) = (ident_str(ty), ident_str(name));
                quote! { #ty::#name }
            }
            Value::Text(value) => {
                let value = text(value);
                quote! { #value.to_owned() }
            }
            Value::Blob(value) => {
                self.uses_primitives = true;
                let value = text(value);
                quote! { primitives::Blob::new(#value) }
            }
            Value::Timestamp(seconds, nanos) => {
                self.uses_primitives = true;
                let seconds = signed_number(*seconds);
                if *nanos == 0 {
                    quote! { primitives::DateTime::from_secs(#seconds) }
                } else {
                    let nanos = Literal::u32_unsuffixed(*nanos);
                    quote! { primitives::DateTime::from_secs_and_nanos(#seconds, #nanos) }
                }
            }
            Value::Document(node) => {
                let document = self.function("document");
                let json = text(&compact(node));
                quote! { #document(#json)? }
            }
            Value::BigInteger(digits) => {
                let function = self.function("big_integer");
                quote! { #function(#digits)? }
            }
            Value::BigDecimal(digits) => {
                let function = self.function("big_decimal");
                quote! { #function(#digits)? }
            }
            Value::Enum(ty, value) => {
                let ty = self.path(ty);
                match value {
                    EnumValue::Variant(name) => {
                        let name = ident(name);
                        quote! { #ty::#name }
                    }
                    EnumValue::Text(text) => quote! { #ty::from(#text) },
                    EnumValue::Number(number) => {
                        let number = signed_number(i64::from(*number));
                        quote! { #ty::from(#number) }
                    }
                }
            }
            Value::List(list) => self.list(list),
            Value::Map(map) => self.map(map),
            Value::Structure(structure) => self.structure(structure),
            Value::Union(ty, variant, value) => {
                let (ty, variant) = (self.path(ty), ident(variant));
                match value {
                    Some(value) => {
                        let value = self.value(value);
                        quote! { #ty::#variant(#value) }
                    }
                    None => quote! { #ty::#variant },
                }
            }
            Value::Boxed(value) => {
                let value = self.value(value);
                quote! { Box::new(#value) }
            }
            Value::Absent => {
                self.uses_absent = true;
                quote! { Absent::absent() }
            }
        }
    }

    /// A list is made of an array: the formatter leaves the inside of `vec![…]` alone.
    fn list(&mut self, list: &Elements<Option<Value>>) -> TokenStream {
        if list.values.is_empty() {
            return quote! { Vec::new() };
        }
        let elements = list.values.iter().map(|value| self.nullable(value.as_ref(), list.sparse));
        let elements: Vec<_> = elements.collect();
        quote! { Vec::from([#(#elements),*]) }
    }

    fn map(&mut self, map: &Elements<(Value, Option<Value>)>) -> TokenStream {
        self.uses_map = true;
        if map.values.is_empty() {
            return quote! { HashMap::new() };
        }
        let entries = map.values.iter().map(|(key, value)| {
            let (key, value) = (self.value(key), self.nullable(value.as_ref(), map.sparse));
            quote! { (#key, #value) }
        });
        let entries: Vec<_> = entries.collect();
        quote! { HashMap::from([#(#entries),*]) }
    }

    fn structure(&mut self, structure: &Structure) -> TokenStream {
        let ty = self.path(&structure.ty);
        if structure.fields.is_empty() {
            match structure.rest {
                Rest::None => return quote! { #ty {} },
                Rest::Absent => {
                    self.uses_absent = true;
                    return quote! { #ty::absent() };
                }
                // `default` can be the setter of a member.
                Rest::Default => return quote! { #ty::new() },
                Rest::Private(_) | Rest::Made(_) => {}
            }
        }
        let fields: Vec<_> = structure.fields.iter().map(|field| self.field(field)).collect();
        let rest = match &structure.rest {
            Rest::None => TokenStream::new(),
            Rest::Default => quote! { ..Default::default() },
            Rest::Absent => {
                self.uses_absent = true;
                quote! { ..Absent::absent() }
            }
            Rest::Made(arguments) => {
                let steps = arguments.iter().filter_map(|field| {
                    let name = ident(&field.name);
                    let value = match field.value.as_ref()? {
                        // A step puts it into the `Box`.
                        Value::Boxed(inner) => self.value(inner),
                        value => self.value(value),
                    };
                    Some(quote! { #name(#value) })
                });
                let steps: Vec<_> = steps.collect();
                if fields.is_empty() {
                    return quote! { #ty::#(#steps).* };
                }
                quote! { ..#ty::#(#steps).* }
            }
            Rest::Private(field) => {
                let field = ident_str(field);
                quote! { #field: Default::default() }
            }
        };
        quote! { #ty { #(#fields,)* #rest } }
    }

    fn field(&mut self, field: &FieldValue) -> TokenStream {
        let name = ident(&field.name);
        match &field.value {
            None => quote! { #name: None },
            Some(value) => {
                let value = self.value(value);
                if field.optional {
                    quote! { #name: Some(#value) }
                } else {
                    quote! { #name: #value }
                }
            }
        }
    }

    fn nullable(&mut self, value: Option<&Value>, sparse: bool) -> TokenStream {
        let value = value.map(|value| self.value(value));
        match value {
            Some(value) if sparse => quote! { Some(#value) },
            Some(value) => value,
            None => quote! { None },
        }
    }

    fn function(&mut self, name: &'static str) -> Ident {
        self.functions.insert(name);
        ident_str(name)
    }

    pub(super) fn path(&mut self, ty: &TypeRef) -> TokenStream {
        let name = ident(&ty.name);
        match ty.place.folder {
            Folder::Operation => {
                self.own.insert(ty.name.clone());
                quote! { #name }
            }
            Folder::Types => {
                self.uses_types = true;
                quote! { types::#name }
            }
            Folder::Errors => {
                self.uses_types = true;
                quote! { types::error::#name }
            }
        }
    }
}

/// A string literal: raw where that is easier to read, and where a line is not taken for one of the file.
pub(super) fn text(text: &str) -> TokenStream {
    let needs_escapes = text.contains(['"', '\\']);
    let can_be_raw = !text.contains(is_unseen) && !text.contains("\"#");
    if needs_escapes
        && can_be_raw
        && let Ok(raw) = format!("r#\"{text}\"#").parse()
    {
        return raw;
    }
    let literal = Literal::string(text);
    quote! { #literal }
}
