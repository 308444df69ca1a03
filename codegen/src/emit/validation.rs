//! `Validate`: one call for each constraint, in member order, that a reviewer can read.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Number;

use crate::ir::constraint::Check;
use crate::ir::item::{Item, Struct, Union};
use crate::ir::ty::{NamedKind, RustType};

use super::tokens::{float_number, ident, ident_str, number, signed_number};
use super::values::{Value, binding};

/// `impl Validate` of a structure.
pub(super) fn of_struct(item: &Struct) -> TokenStream {
    let name = ident(&item.ty.name);
    let statements: Vec<TokenStream> = item
        .fields
        .iter()
        .map(|field| {
            let member = field.member.as_str();
            let name = ident(&field.name);
            let segment = quote! { #member };
            let required = field
                .required_but_optional
                .then(|| quote! { v.required(#member, self.#name.is_some()); });
            if field.checks.is_empty() {
                return quote! { #required };
            }
            if !field.optional {
                let checks = checks(&segment, &Value::field(&field.name), &field.ty, &field.checks);
                // The validator of the elements must not outlive them.
                let needs_scope = field.checks.iter().any(goes_inside);
                return if needs_scope {
                    quote! { { #checks } }
                } else {
                    checks
                };
            }
            let binding = binding(&field.name, "v");
            let value = Value::bound(&binding);
            let checks = checks(&segment, &value, &field.ty, &field.checks);
            let binding = ident_str(&binding);
            quote! {
                #required
                if let Some(#binding) = &self.#name {
                    #checks
                }
            }
        })
        .collect();
    // An input without constraints says so instead of leaving an unused argument.
    let unused = statements.iter().all(TokenStream::is_empty);
    let validator = if unused {
        quote! { _ }
    } else {
        quote! { v }
    };
    quote! {
        impl Validate for #name {
            fn validate(&self, #validator: &mut Validator) {
                #(#statements)*
            }
        }
    }
}

/// `impl Validate` of a union.
pub(super) fn of_union(item: &Union) -> TokenStream {
    let name = ident(&item.ty.name);
    let arms = item.variants.iter().filter(|variant| !variant.checks.is_empty()).map(|variant| {
        let member = variant.member.as_str();
        let name = ident(&variant.name);
        let ty = variant.ty.as_ref().map_or_else(TokenStream::new, |ty| {
            checks(&quote! { #member }, &Value::bound("value"), ty, &variant.checks)
        });
        quote! { Self::#name(value) => { #ty } }
    });
    quote! {
        impl Validate for #name {
            fn validate(&self, v: &mut Validator) {
                match self {
                    #(#arms)*
                    _ => {}
                }
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
        _ => false,
    }
}

fn checks(segment: &TokenStream, value: &Value, ty: &RustType, checks: &[Check]) -> TokenStream {
    let statements = checks.iter().map(|check| statement(segment, value, ty, check));
    quote! { #(#statements)* }
}

fn statement(segment: &TokenStream, value: &Value, ty: &RustType, check: &Check) -> TokenStream {
    let Value { by_ref, by_value, receiver } = value;
    match check {
        Check::Length { min, max } => {
            let bounds = bounds(min.map(quote_number), max.map(quote_number));
            let measured = match ty {
                RustType::Named(named) if named.kind == NamedKind::Enum => {
                    quote! { #receiver.as_str() }
                }
                _ => by_ref.clone(),
            };
            quote! { v.length(#segment, #measured, #bounds); }
        }
        Check::Pattern(pattern) => {
            let pattern = raw_string(pattern);
            quote! { v.pattern(#segment, #by_ref, #pattern); }
        }
        Check::Range { min, max, float, hidden } => {
            let bound = |number: &Number| {
                if *float {
                    float_number(number.as_f64().unwrap_or_default())
                } else {
                    whole_number(number)
                }
            };
            let bounds = bounds(min.as_ref().map(bound), max.as_ref().map(bound));
            let method = ident_str(if *hidden { "range_sensitive" } else { "range" });
            quote! { v.#method(#segment, #by_value, #bounds); }
        }
        Check::Unique => quote! { v.unique(#segment, #by_ref); },
        Check::Known { hidden } => {
            let method = ident_str(if *hidden { "known_sensitive" } else { "known" });
            let unknown = match ty {
                RustType::Named(named) if named.kind == NamedKind::IntEnum => {
                    quote! { #receiver.unknown_value().map(|value| value.to_string()).as_deref() }
                }
                _ => quote! { #receiver.unknown_value() },
            };
            quote! { v.#method(#segment, #unknown); }
        }
        Check::Nested { hidden } => {
            let method = ident_str(if *hidden { "nested_sensitive" } else { "nested" });
            quote! { v.#method(#segment, #by_ref); }
        }
        Check::Elements { checks, sparse, hidden } => {
            let RustType::List(element, _) = ty else { return TokenStream::new() };
            let inner = self::checks(&quote! { index }, &Value::bound("item"), element, checks);
            let inner = if *sparse {
                quote! { if let Some(item) = item { #inner } }
            } else {
                inner
            };
            within(
                (segment, *hidden),
                &quote! { for (index, item) in #receiver.iter().enumerate() { #inner } },
            )
        }
        Check::Entries { key, value: of_value, hidden, sparse } => {
            let of = Entries { key, value: of_value, hidden: *hidden, sparse: *sparse };
            entries(segment, ty, value, of)
        }
    }
}

/// The checks of a map's keys and values.
struct Entries<'c> {
    key: &'c [Check],
    value: &'c [Check],
    hidden: bool,
    sparse: bool,
}

fn entries(segment: &TokenStream, ty: &RustType, map: &Value, of: Entries<'_>) -> TokenStream {
    let Value { by_ref, receiver, .. } = map;
    let Entries { key, value, hidden, sparse } = of;
    let has_value = !value.is_empty();
    let RustType::Map(key_ty, value_ty, _) = ty else { return TokenStream::new() };
    let key_text = match &**key_ty {
        RustType::Named(_) => quote! { key.as_str() },
        _ => quote! { key },
    };
    let (of_key, of_value) =
        (quote! { Segment::KeyOf(#key_text) }, quote! { Segment::Key(#key_text) });
    let key_checks = checks(&of_key, &Value::bound("key"), key_ty, key);
    let value_checks = checks(&of_value, &Value::bound("value"), value_ty, value);
    let value_checks = if sparse && has_value {
        quote! { if let Some(value) = value { #value_checks } }
    } else {
        value_checks
    };
    let iteration = if has_value {
        quote! { for (key, value) in #by_ref }
    } else {
        quote! { for key in #receiver.keys() }
    };
    within((segment, hidden), &quote! { #iteration { #key_checks #value_checks } })
}

/// A loop over elements, one segment further down: the last check of its scope.
fn within((segment, hidden): (&TokenStream, bool), elements: &TokenStream) -> TokenStream {
    let method = ident_str(if hidden { "within_sensitive" } else { "within" });
    quote! {
        let mut v = v.#method(#segment);
        #elements
    }
}

/// Whether a check is a loop over elements.
fn goes_inside(check: &Check) -> bool {
    matches!(check, Check::Elements { .. } | Check::Entries { .. })
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
    let is_raw = text.contains(['\\', '"']) && !text.contains(['\r', '\n']);
    if is_raw && let Ok(literal) = format!("r{hashes}\"{text}\"{hashes}").parse() {
        literal
    } else {
        quote! { #text }
    }
}
