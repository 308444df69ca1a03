//! `Validate`: one call for each constraint, in member order, that a reviewer can read.
//!
//! What is absent meets every constraint, so a call is the same for an optional member and a required one.

use crate::smithy::Number;
use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::constraint::Check;
use crate::ir::item::{Item, Struct, Union};
use crate::ir::ty::RustType;
use crate::smithy::SimpleType;
use crate::text::is_unseen;

use super::answers;
use super::tokens::{float_number, ident, ident_str, number, signed_number};

/// A value in the two forms in which checks take it.
struct Value {
    /// An expression of reference type.
    by_ref: TokenStream,
    /// An expression of the value itself, for numbers.
    by_value: TokenStream,
}

impl Value {
    /// A name that is bound to a reference.
    fn bound(name: &str) -> Self {
        let name = ident_str(name);
        Self { by_ref: quote! { #name }, by_value: quote! { *#name } }
    }
}

/// `impl Validate` of a structure.
pub(super) fn of_struct(item: &Struct) -> TokenStream {
    let name = ident(&item.ty.name);
    let statements: Vec<TokenStream> = item
        .fields
        .iter()
        .map(|field| {
            let member = field.member.as_str();
            let name = ident(&field.name);
            let required = field
                .required_but_optional
                .then(|| quote! { v.required(#member, self.#name.is_some()); });
            let value = Value { by_ref: quote! { &self.#name }, by_value: quote! { self.#name } };
            let checks = statements(&quote! { #member }, &value, &field.ty, &field.checks);
            quote! { #required #(#checks;)* }
        })
        .collect();
    let keys = answers::check(item);
    let statements: Vec<TokenStream> = statements.into_iter().chain(keys).collect();
    // An input without constraints says so instead of leaving an unused argument.
    let unused = statements.iter().all(TokenStream::is_empty);
    let validator = if unused {
        quote! { _ }
    } else {
        quote! { v }
    };
    quote! {
        impl Validate for #name {
            #[inline]
            fn validate(&self, #validator: &mut Validator) {
                #(#statements)*
            }
        }
    }
}

/// `impl Validate` of a union.
pub(super) fn of_union(item: &Union) -> TokenStream {
    let name = ident(&item.ty.name);
    let checked = item.variants.iter().filter(|variant| !variant.checks.is_empty());
    let arms = checked.map(|variant| {
        let member = variant.member.as_str();
        let name = ident(&variant.name);
        let checks = variant.ty.iter().flat_map(|ty| {
            statements(&quote! { #member }, &Value::bound("value"), ty, &variant.checks)
        });
        (quote! { Self::#name(value) }, quote! { { #(#checks;)* } })
    });
    let statement = match arms.collect::<Vec<_>>().as_slice() {
        [(variant, checks)] => quote! { if let #variant = self #checks },
        arms => {
            let arms = arms.iter().map(|(variant, checks)| quote! { #variant => #checks });
            quote! { match self { #(#arms)* _ => {} } }
        }
    };
    quote! {
        impl Validate for #name {
            #[inline]
            fn validate(&self, v: &mut Validator) {
                #statement
            }
        }
    }
}

/// Whether an item's checks name keys of maps.
pub(super) fn uses_segment(item: &Item) -> bool {
    let has_entries = |checks: &[Check]| checks.iter().any(is_or_holds_entries);
    match item {
        Item::Struct(item) => {
            item.traits.validated && item.fields.iter().any(|field| has_entries(&field.checks))
        }
        Item::Union(item) => {
            item.traits.validated
                && item.variants.iter().any(|variant| has_entries(&variant.checks))
        }
        Item::Enum(_) => false,
    }
}

fn is_or_holds_entries(check: &Check) -> bool {
    match check {
        Check::Entries { .. } => true,
        Check::Elements { checks, .. } => checks.iter().any(is_or_holds_entries),
        Check::Opaque(check) => is_or_holds_entries(check),
        _ => false,
    }
}

/// The calls for one value, in the order of the checks.
fn statements(
    segment: &TokenStream,
    value: &Value,
    ty: &RustType,
    checks: &[Check],
) -> Vec<TokenStream> {
    checks.iter().map(|check| statement(segment, value, ty, check)).collect()
}

fn statement(segment: &TokenStream, value: &Value, ty: &RustType, check: &Check) -> TokenStream {
    let Value { by_ref, by_value } = value;
    match check {
        Check::Length { min, max } => {
            let bounds = bounds(min.map(quote_number), max.map(quote_number));
            quote! { v.length(#segment, #by_ref, #bounds) }
        }
        Check::Opaque(check) => {
            let statement = statement(segment, value, ty, check);
            quote! { v.opaque(|v| #statement) }
        }
        Check::Pattern(pattern) => {
            let pattern = raw_string(pattern);
            quote! { v.pattern(#segment, #by_ref, #pattern) }
        }
        Check::Range { min, max, float, hidden } => {
            let bound = |number: &Number| {
                if *float {
                    let is_single = *ty == RustType::Simple(SimpleType::Float);
                    float_number(number.as_f64().unwrap_or_default(), is_single)
                } else {
                    whole_number(number)
                }
            };
            let bounds = bounds(min.as_ref().map(bound), max.as_ref().map(bound));
            let method = method("range", *hidden);
            quote! { v.#method(#segment, #by_value, #bounds) }
        }
        Check::Unique { hashed: true } => quote! { v.unique(#segment, #by_ref) },
        Check::Unique { hashed: false } => {
            quote! { v.unique_by_comparison(#segment, #by_ref) }
        }
        Check::Known { hidden } => {
            let method = method("known", *hidden);
            quote! { v.#method(#segment, #by_ref) }
        }
        Check::Nested { hidden } => {
            let method = method("nested", *hidden);
            quote! { v.#method(#segment, #by_ref) }
        }
        Check::Elements { checks, hidden } => {
            let RustType::List(element, _) = ty else { return TokenStream::new() };
            let inner = statements(&quote! { at }, &Value::bound("item"), element, checks);
            let (method, body) = (method("items", *hidden), body(&inner));
            quote! { v.#method(#segment, #by_ref, |v, at, item| #body) }
        }
        Check::Entries { key, value: of_value, hidden } => {
            let RustType::Map(key_ty, value_ty, _) = ty else { return TokenStream::new() };
            let key_text = match &**key_ty {
                RustType::Named(_) => quote! { key.as_str() },
                _ => quote! { key },
            };
            let (key_segment, value_segment) =
                (quote! { Segment::KeyOf(#key_text) }, quote! { Segment::Key(#key_text) });
            let mut inner = statements(&key_segment, &Value::bound("key"), key_ty, key);
            inner.extend(statements(&value_segment, &Value::bound("value"), value_ty, of_value));
            let (method, body) = (method("entries", *hidden), body(&inner));
            let value = ident_str(if of_value.is_empty() { "_" } else { "value" });
            quote! { v.#method(#segment, #by_ref, |v, key, #value| #body) }
        }
    }
}

/// A method of the validator, or its sibling that shows nothing.
fn method(name: &str, hidden: bool) -> proc_macro2::Ident {
    if hidden { ident_str(&format!("{name}_sensitive")) } else { ident_str(name) }
}

/// The body of a closure: one call as it is, several in a block.
fn body(statements: &[TokenStream]) -> TokenStream {
    match statements {
        [statement] => statement.clone(),
        statements => quote! { { #(#statements;)* } },
    }
}

fn quote_number(value: u64) -> TokenStream {
    let value = number(value);
    quote! { #value }
}

fn bounds(min: Option<TokenStream>, max: Option<TokenStream>) -> TokenStream {
    match (min, max) {
        (Some(min), Some(max)) => quote! { #min..=#max },
        (Some(min), None) => quote! { #min.. },
        (None, max) => quote! { ..=#max },
    }
}

fn whole_number(value: &Number) -> TokenStream {
    signed_number(value.as_i64().unwrap_or_default())
}

/// A raw string literal: patterns are full of backslashes.
fn raw_string(text: &str) -> TokenStream {
    let hashes = "#".repeat(
        text.split(|c| c != '#').map(str::len).max().unwrap_or(0) + usize::from(text.contains('"')),
    );
    // Nothing is escaped in a raw string, and the compiler refuses what changes the direction of writing.
    let is_raw = text.contains(['\\', '"']) && !text.contains(is_unseen);
    if is_raw && let Ok(literal) = format!("r{hashes}\"{text}\"{hashes}").parse() {
        literal
    } else {
        quote! { #text }
    }
}
