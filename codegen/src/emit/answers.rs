//! Types that make a map whose keys depend on an enum: a table for the runtime's macro, with the functions of every value.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::item::{Field, Struct};
use crate::ir::keys::{Answer, AnswerValue, Entry, KeyFunction, KeyRule};
use crate::text::Line;

use super::tokens::{doc_line, docs, ident, inner_docs};

/// As long as a line of a table may be.
const WIDTH: usize = 100;

/// The file but for its table.
pub(super) fn definition(answer: &Answer) -> TokenStream {
    let module_docs = inner_docs(&answer.module_docs);
    let docs = docs(&answer.docs);
    let name = ident(&answer.ty.name);
    quote! {
        #module_docs

        use tinsmith_runtime::keys::{KeyRule, Keys};

        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(Keys);
    }
}

/// What is checked of a map, and the types of the values.
pub(super) fn table(answer: &Answer) -> String {
    let name = answer.ty.name.written();
    let mut text = format!(
        "impl {name} {{\n    /// What is checked of a request.\n    pub(crate) const KEYS: &'static [KeyRule] = &["
    );
    if !answer.rules.is_empty() {
        text.push('\n');
        answer.rules.iter().for_each(|rule| push_rule(&mut text, rule));
        text.push_str("    ");
    }
    text.push_str("];\n}\n\n");
    let _ = writeln!(text, "tinsmith_runtime::answers! {{\n    {name}({})", answer.hidden);
    for value in &answer.values {
        push_value(&mut text, value);
    }
    text + "}\n"
}

fn push_rule(text: &mut String, rule: &KeyRule) {
    let value = literal(&rule.value);
    if let Some(reason) = &rule.unusable {
        let _ = writeln!(text, "        KeyRule::unusable({value}, {}),", literal(reason));
        return;
    }
    let (required, optional) = (list(&rule.required), list(&rule.optional));
    push_list(text, 8, "KeyRule::new", &[value, required, optional]);
    if !rule.prefixes.is_empty() {
        text.push('\n');
        push_list(text, 12, ".prefixes", &[list(&rule.prefixes)]);
    }
    if !rule.cases.is_empty() {
        text.push_str("\n            .cases(&[\n");
        for (key, value, keys) in &rule.cases {
            let case = format!("({}, {}, {})", literal(key), literal(value), list(keys));
            let _ = writeln!(text, "                {case},");
        }
        text.push_str("            ])");
    }
    text.push_str(",\n");
}

/// A call on one line, or with a line for each argument.
fn push_list(text: &mut String, indent: usize, name: &str, arguments: &[String]) {
    let space = " ".repeat(indent);
    let line = format!("{space}{name}({})", arguments.join(", "));
    if line.len() < WIDTH {
        text.push_str(&line);
        return;
    }
    let _ = writeln!(text, "{space}{name}(");
    for argument in arguments {
        let _ = writeln!(text, "{space}    {argument},");
    }
    let _ = write!(text, "{space})");
}

fn push_value(text: &mut String, value: &AnswerValue) {
    text.push('\n');
    for line in value.docs.lines() {
        let _ = writeln!(text, "    /// {line}");
    }
    let head = [&value.name, &value.begin, &value.first].map(|name| name.written());
    let [name, begin, first] = head;
    let _ = write!(text, "    {name} = {}: {begin} -> {first} {{", literal(&value.value));
    if !value.options.is_empty() {
        text.push('\n');
    }
    for option in &value.options {
        let next = option.next.as_ref().map(|next| format!(" -> {}", next.written()));
        let _ = writeln!(text, "        {}{},", function(option), next.unwrap_or_default());
    }
    let _ = match value.options.is_empty() {
        true => write!(text, "}} {{"),
        false => write!(text, "    }} {{"),
    };
    if !value.steps.is_empty() {
        text.push('\n');
    }
    for step in &value.steps {
        let functions = step.functions.iter().map(|of| {
            let next = of.next.as_ref().map(|next| next.written()).unwrap_or_default();
            format!("{} -> {next}", function(of))
        });
        let functions: Vec<String> = functions.collect();
        let line = format!("        {}: {};", step.name.written(), functions.join(", "));
        if line.len() <= WIDTH {
            let _ = writeln!(text, "{line}");
        } else {
            let functions = functions.join(",\n            ");
            let _ = writeln!(text, "        {}:\n            {functions};", step.name.written());
        }
    }
    text.push_str(if value.steps.is_empty() { "}\n" } else { "    }\n" });
}

fn function(function: &KeyFunction) -> String {
    let entry = match &function.entry {
        Entry::Given(key) => literal(key),
        Entry::Fixed(key, value) => format!("{} = {}", literal(key), literal(value)),
        Entry::Prefixed(prefix) => format!("{} *", literal(prefix)),
    };
    format!("{}({entry})", function.name.written())
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    format!("&[{}]", texts.join(", "))
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// The fields of a request with such a map: the enum and the map.
fn fields(item: &Struct) -> Option<(&Field, &Field)> {
    let answered = item.answered.as_ref()?;
    Some((item.fields.get(answered.discriminator)?, item.fields.get(answered.map)?))
}

/// The words of a step's table for its other way, if the field has one: `or flow(AuthFlow) with auth_parameters`.
pub(super) fn other_way(item: &Struct, field: &Field) -> Option<String> {
    let answered = item.answered.as_ref()?;
    let (discriminator, map) = fields(item)?;
    let (function, ty) = (answered.function.written(), answered.ty.name.written());
    let is_step = discriminator.member == field.member;
    is_step.then(|| format!(" or {function}({ty}) with {}", map.name.written()))
}

/// Whether a field is set by the other way of a step, and so stands in the step's row.
pub(super) fn is_set_by_a_step(item: &Struct, field: &Field) -> bool {
    fields(item).is_some_and(|(discriminator, map)| {
        !discriminator.is_set_later() && map.member == field.member
    })
}

/// The function that sets both, where the enum has no step.
pub(super) fn setter(item: &Struct) -> Option<TokenStream> {
    let answered = item.answered.as_ref()?;
    let (discriminator, map) = fields(item)?;
    if !discriminator.is_set_later() {
        return None;
    }
    let function = ident(&answered.function);
    let ty = ident(&answered.ty.name);
    let doc = doc_line(
        Line::from("Sets ")
            + Line::code(&discriminator.member)
            + " and the "
            + Line::code(&map.member)
            + " that go with it.",
    );
    let value = |field: &Field, value: TokenStream| match field.optional {
        true => quote! { Some(#value) },
        false => value,
    };
    let of_discriminator = value(discriminator, quote! { keys.value().into() });
    let of_map = value(map, quote! { keys.into_entries() });
    let (discriminator, map) = (ident(&discriminator.name), ident(&map.name));
    Some(quote! {
        #doc
        pub fn #function(mut self, value: impl Into<#ty>) -> Self {
            let keys = value.into().into_keys();
            self.#discriminator = #of_discriminator;
            self.#map = #of_map;
            self
        }
    })
}

/// The check of the map.
pub(super) fn check(item: &Struct) -> Option<TokenStream> {
    let answered = item.answered.as_ref()?;
    let (discriminator, map) = fields(item)?;
    let ty = ident(&answered.ty.name);
    let field = ident(&discriminator.name);
    let value = match discriminator.optional {
        true => quote! { self.#field.as_ref().map(|value| value.as_str()) },
        false => quote! { Some(self.#field.as_str()) },
    };
    let field = ident(&map.name);
    let entries = match map.optional {
        true => quote! { self.#field.as_ref() },
        false => quote! { Some(&self.#field) },
    };
    let (discriminator, map) = (&discriminator.member, &map.member);
    Some(quote! { v.keys(#ty::KEYS, (#discriminator, #value), (#map, #entries)); })
}
