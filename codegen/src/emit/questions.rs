//! Types that say what is in a map whose keys depend on an enum: the type, and a table for how it is read.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::Folder;
use crate::ir::item::Struct;
use crate::ir::keys::{Content, Question, QuestionField};
use crate::ir::ty::TypeRef;
use crate::naming::RustIdent;
use crate::text::Line;

use super::steps::written;
use super::tokens::{Importer, doc_line, docs, ident, ty, use_types, uses_primitives};

/// As long as a line of a table may be.
const WIDTH: usize = 100;

/// The file but for its table.
pub(super) fn definition(question: &Question) -> TokenStream {
    let named: Vec<TypeRef> =
        question.parts.iter().flat_map(|part| part.ty.named()).cloned().collect();
    let own = Importer::Folder(Folder::Types, &question.ty.place.module);
    let types = use_types(own, named);
    let is_json =
        |field: &QuestionField| matches!(field.content, Content::Array(_) | Content::Object(_));
    let primitives = question.parts.iter().any(|part| uses_primitives(&part.ty))
        || question.variants.iter().flat_map(|variant| &variant.fields).any(is_json);
    let primitives = primitives.then(|| quote! { use tinsmith_runtime::primitives; });
    let definition = enumeration(question);
    quote! {
        use std::collections::HashMap;
        #primitives
        #types
        #definition
    }
}

fn enumeration(question: &Question) -> TokenStream {
    let name = ident(&question.ty.name);
    let docs = docs(&question.docs);
    let variants = question.variants.iter().map(|variant| {
        let docs = super::tokens::docs(&variant.docs);
        let name = ident(&variant.name);
        let fields = fields(question, &variant.fields);
        quote! { #docs #[non_exhaustive] #name { #(#fields)* }, }
    });
    let done = question.done.iter().filter_map(|(name, at)| {
        let part = question.parts.get(*at)?;
        let name = ident(name);
        let ty = ty(&part.ty);
        let doc = doc_line("Nothing more has to be done.");
        Some(quote! { #doc #name(#ty), })
    });
    let common = fields(question, &question.common);
    let of_enum = ident(&question.enumeration.name);
    let (discriminator, map) =
        (named(question, question.discriminator), named(question, question.map));
    let debug = (!question.hidden).then(|| quote! { Debug, });
    quote! {
        #docs
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #(#done)*
            /// Another value, or none at all.
            #[non_exhaustive]
            Unknown {
                /// The value, kept as it is.
                #discriminator: Option<#of_enum>,
                #(#common)*
                /// Every entry.
                #map: HashMap<String, String>,
            },
        }
    }
}

fn named(question: &Question, at: usize) -> Option<proc_macro2::Ident> {
    question.parts.get(at).map(|part| ident(&part.name))
}

fn fields(question: &Question, fields: &[QuestionField]) -> Vec<TokenStream> {
    let field = |field: &QuestionField| {
        let docs = docs(&field.docs);
        let name = ident(&field.name);
        let ty = match &field.content {
            Content::Text(_) => quote! { Option<String> },
            Content::Array(_) => quote! { primitives::JsonArray },
            Content::Object(_) => quote! { primitives::JsonObject },
            Content::Member(at) => {
                let ty = question.parts.get(*at).map(|part| ty(&part.ty));
                quote! { Option<#ty> }
            }
            Content::Rest(_) => quote! { HashMap<String, String> },
        };
        quote! { #docs #name: #ty, }
    };
    fields.iter().map(field).collect()
}

/// How it is read: the members, and a row for each variant.
pub(super) fn table(question: &Question) -> String {
    let name = question.ty.name.written();
    let hidden = if question.hidden { "hidden " } else { "" };
    let parts = question.parts_name.written();
    let mut text = format!("tinsmith_runtime::questions! {{\n    {hidden}{name} from {parts} {{\n");
    for part in &question.parts {
        let _ = writeln!(text, "        {}: {},", part.name.written(), written(&part.ty));
    }
    let part = |at: usize| question.parts.get(at).map(|part| part.name.written());
    let part = |at: usize| part(at).unwrap_or_default();
    let (by, map) = (part(question.discriminator), part(question.map));
    let common = question.common.iter().map(|field| field.name.written());
    let common: Vec<String> = common.collect();
    let done = question.done.as_ref();
    let done = done.map(|(name, at)| format!(" or {}({})", name.written(), part(*at)));
    let (common, done) = (common.join(" "), done.unwrap_or_default());
    let _ = writeln!(text, "    }}\n    by {by} in {map} with [{common}]{done};");
    for variant in &question.variants {
        let fields = |is_member: bool| {
            let fields = variant
                .fields
                .iter()
                .filter(move |field| matches!(field.content, Content::Member(_)) == is_member);
            fields.map(|field| {
                let name = field.name.written();
                match &field.content {
                    Content::Text(key) => format!("{name}: text {}", literal(key)),
                    Content::Array(key) => format!("{name}: array {}", literal(key)),
                    Content::Object(key) => format!("{name}: object {}", literal(key)),
                    Content::Member(at) => format!("{name} = {}", part(*at)),
                    Content::Rest(named) => {
                        let named: Vec<String> = named.iter().map(|key| literal(key)).collect();
                        format!("{name}: rest [{}]", named.join(", "))
                    }
                }
            })
        };
        let members = fields(true).collect::<Vec<_>>().join(", ");
        let keys: Vec<String> = fields(false).collect();
        let name = variant.name.written();
        let line =
            format!("    {name} {{ {} }}", (members.clone() + "; " + &keys.join(", ")).trim_end());
        if line.len() <= WIDTH {
            let _ = writeln!(text, "{line}");
        } else {
            let keys = keys.join(",\n        ");
            let _ = writeln!(text, "    {name} {{\n        {members};\n        {keys}\n    }}");
        }
    }
    text + "}\n"
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// The function of a response.
pub(super) fn method(item: &Struct) -> Option<TokenStream> {
    let asked = item.asked.as_ref()?;
    let (function, name) = (ident(&asked.function), ident(&asked.ty.name));
    let parts = ident(&asked.parts.name);
    let read = asked.fields.iter().filter_map(|(name, at)| Some((name, item.fields.get(*at)?)));
    let members: Vec<Line> = read.clone().map(|(_, field)| Line::code(&field.member)).collect();
    let doc = doc_line(Line::from("Reads ") + Line::listed(members, " and ") + " together.");
    let fields = read.map(|(part, field): (&RustIdent, _)| {
        let (part, name) = (ident(part), ident(&field.name));
        match field.optional {
            true => quote! { #part: self.#name.as_ref(), },
            false => quote! { #part: Some(&self.#name), },
        }
    });
    Some(quote! {
        #doc
        #[inline]
        pub fn #function(&self) -> #name {
            #parts { #(#fields)* }.read()
        }
    })
}
