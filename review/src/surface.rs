//! What callers can name in generated code: public items with their types.
//!
//! In come generated files, out goes a table of items; two tables differ where a compiler would tell.
//! This is how a change of the generator is judged, about which no model says anything; and it holds what is said of a model to account.
//! What macros of the runtime make of a type is known by their names alone, and how an error is read is not looked at.

mod answers;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Fields, FnArg, Item, ReturnType, Signature, UseTree, Visibility};
use tinsmith_codegen::SourceTree;

use crate::table::Callers;

/// Implemented by the macro that an error has, or beside it.
const OF_ERRORS: [&str; 3] = ["From<ErrorMetadata>", "ModeledError", "ReadError"];

/// The macro that makes the error enum of an operation.
const OPERATION_ERROR: &str = "operation_error";

/// Begins the paths of what is compiled for the crate's own tests alone.
const PROTOCOL_TESTS: &str = "src/protocol_tests";

/// Public items: what each is called, and its type or signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    items: BTreeMap<String, Found>,
}

/// An item's type, and the file that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    ty: String,
    path: String,
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `SignUpRequest::new`, `SignUpResponse.user_sub`, `impl Default for X`.
    pub item: String,
    /// Its type before; `None` where it is new.
    pub before: Option<String>,
    /// Its type now; `None` where it is gone.
    pub after: Option<String>,
    /// The files that it is in, before and now.
    pub files: BTreeSet<String>,
}

impl Difference {
    /// What it does to callers.
    pub fn callers(&self) -> Callers {
        match (&self.before, &self.after) {
            (None, _) => Callers::Additive,
            (Some(before), Some(after)) if answers::go_on(before, after) => Callers::Additive,
            _ => Callers::Breaking,
        }
    }
}

impl Surface {
    /// The public items of these files of a tree.
    ///
    /// Files that are no Rust have none, nor have tests; the generator has parsed every other one itself.
    pub fn of<'p>(tree: &SourceTree, paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut surface = Self::default();
        for path in paths {
            let is_code = path.ends_with(".rs") && !path.starts_with(PROTOCOL_TESTS);
            let text = tree.files.get(path).filter(|_| is_code);
            if let Some(file) = text.and_then(|text| syn::parse_file(text).ok()) {
                file.items.iter().for_each(|item| surface.item(path, item));
            }
        }
        surface
    }

    /// The items that differ, sorted by name.
    pub fn differences(&self, new: &Self) -> Vec<Difference> {
        let names: BTreeSet<&String> = self.items.keys().chain(new.items.keys()).collect();
        names
            .into_iter()
            .map(|name| {
                let found = [self.items.get(name), new.items.get(name)];
                let [before, after] = found.map(|found| found.map(|found| found.ty.clone()));
                let files = found.into_iter().flatten().map(|found| found.path.clone()).collect();
                Difference { item: name.clone(), before, after, files }
            })
            .filter(|difference| difference.before != difference.after)
            .collect()
    }

    fn item(&mut self, path: &str, item: &Item) {
        let mut add = |name: String, ty: String| {
            self.items.insert(name, Found { ty, path: path.to_owned() });
        };
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let fields = fields(&item.fields);
                add(format!("{}{name}", place(path)), definition("struct", &item.attrs, &fields));
                for (field, ty) in fields {
                    add(format!("{}{name}.{field}", place(path)), ty);
                }
                derives(&format!("{}{name}", place(path)), &item.attrs, &mut add);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let variants = item.variants.iter();
                let variants: Vec<(String, String)> = variants
                    .map(|variant| (variant.ident.to_string(), variant_type(variant)))
                    .collect();
                for variant in &item.variants {
                    for (field, ty) in named_fields(&variant.fields) {
                        add(format!("{}{name}::{}.{field}", place(path), variant.ident), ty);
                    }
                }
                add(format!("{}{name}", place(path)), definition("enum", &item.attrs, &variants));
                for (variant, ty) in variants {
                    add(format!("{}{name}::{variant}", place(path)), ty);
                }
                derives(&format!("{}{name}", place(path)), &item.attrs, &mut add);
            }
            Item::Fn(item) if is_public(&item.vis) => {
                add(format!("{}fn {}", place(path), item.sig.ident), signature(&item.sig));
            }
            Item::Const(item) if is_public(&item.vis) => {
                add(format!("{}const {}", place(path), item.ident), text(&item.ty));
            }
            Item::Type(item) if is_public(&item.vis) => {
                add(format!("{}type {}", place(path), item.ident), text(&item.ty));
            }
            Item::Mod(item) if is_public(&item.vis) => {
                add(format!("mod {} in {path}", item.ident), String::new());
            }
            Item::Use(item) if is_public(&item.vis) => {
                let mut names = Vec::new();
                used(&item.tree, &mut names);
                for name in names {
                    add(format!("use {name} in {path}"), String::new());
                }
            }
            Item::Trait(item) if is_public(&item.vis) => {
                let name = format!("{}{}", place(path), item.ident);
                add(format!("trait {name}"), String::new());
                for member in &item.items {
                    if let syn::TraitItem::Fn(method) = member {
                        add(format!("{name}::{}", method.sig.ident), signature(&method.sig));
                    }
                }
            }
            Item::Impl(item) => {
                let ty = text(&item.self_ty);
                if let Some((of, _)) = &item.trait_ {
                    // Derived or written out, by its path or by its name: it is the same trait.
                    let of = of.segments.last().map(text).unwrap_or_default();
                    if !OF_ERRORS.contains(&of.as_str()) {
                        let types = item.items.iter().filter_map(|member| match member {
                            syn::ImplItem::Type(ty) => Some(text(&ty.ty)),
                            _ => None,
                        });
                        add(
                            format!("impl {of} for {}{ty}", place(path)),
                            types.collect::<Vec<_>>().join(", "),
                        );
                    }
                    return;
                }
                for member in &item.items {
                    if let syn::ImplItem::Fn(method) = member
                        && is_public(&method.vis)
                    {
                        let name = format!("{}{ty}::{}", place(path), method.sig.ident);
                        add(name, signature(&method.sig));
                    }
                }
            }
            Item::Macro(item) => {
                let name = item.mac.path.segments.last().map(text).unwrap_or_default();
                if let Some(error) = operation_error(&item.mac).filter(|_| name == OPERATION_ERROR)
                {
                    let name = format!("{}{}", place(path), error.name);
                    add(name.clone(), "non-exhaustive enum".to_owned());
                    add(format!("impl Debug for {name}"), String::new());
                    add(format!("{name}::Unhandled"), "(Unhandled)".to_owned());
                    for (variant, question) in error.rows {
                        add(format!("{name}::{variant}"), format!("(error::{variant})"));
                        add(format!("{name}::{question}"), "fn(&self) -> bool".to_owned());
                    }
                }
                // The type that it is about is the first name that is none of a mode.
                let names = item.mac.tokens.clone().into_iter().filter_map(|token| match token {
                    TokenTree::Ident(ident) => Some(ident.to_string()),
                    _ => None,
                });
                let is_type = |name: &String| name.starts_with(char::is_uppercase);
                let about = names.into_iter().find(is_type).unwrap_or_default();
                let name = if name.ends_with("_error") { "error" } else { name.as_str() };
                if name == "answers" {
                    for (item, ty) in answers::items(&item.mac.tokens) {
                        add(format!("{}{item}", place(path)), ty);
                    }
                } else if name.ends_with("_enum") || name == "questions" {
                    // It prints secrets in its own way, others by what they derive.
                    add(format!("impl Debug for {}{about}", place(path)), String::new());
                }
                if name == "required" {
                    let (steps, others) = steps(&item.mac.tokens);
                    add(format!("making of {}{about}", place(path)), steps);
                    for (other, step) in others {
                        add(format!("making of {}{about} by {other}", place(path)), step);
                    }
                } else if name == "defaults" {
                    add(format!("impl Default for {}{about}", place(path)), String::new());
                } else if !path.starts_with("src/wire/") {
                    add(format!("{name}! of {}{about}", place(path)), String::new());
                }
            }
            _ => {}
        }
    }
}

/// The error enum that a table is made into.
struct OperationError {
    name: String,
    /// Variants, each with the method that tells whether it is that one.
    rows: Vec<(String, String)>,
}

/// Reads `pub enum SignUpError of "SignUp" in error { Variant is_variant, … }`, whatever is said of it before.
fn operation_error(table: &syn::Macro) -> Option<OperationError> {
    let mut tokens = table.tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == "enum"))?;
    let TokenTree::Ident(name) = tokens.next()? else { return None };
    let rows = tokens.find_map(|token| match token {
        TokenTree::Group(rows) if rows.delimiter() == Delimiter::Brace => Some(rows.stream()),
        _ => None,
    });
    let words = rows?.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let words: Vec<String> = words.collect();
    let rows = words.chunks_exact(2).map(|row| (row[0].clone(), row[1].clone())).collect();
    Some(OperationError { name: name.to_string(), rows })
}

/// The steps that make a structure, out of the table that has them: what each is called and takes, in order; and the other ways of taking a step, each with the step.
///
/// The types between them are hidden.
fn steps(table: &proc_macro2::TokenStream) -> (String, Vec<(String, String)>) {
    let mut tokens = table.clone().into_iter().peekable();
    let (mut steps, mut others) = (Vec::<String>::new(), Vec::new());
    let mut is_other = false;
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(name) = token else { continue };
        match tokens.peek() {
            Some(TokenTree::Group(taken)) if taken.delimiter() == Delimiter::Parenthesis => {
                let step = format!("{name}({})", text(&taken.stream()));
                match steps.last() {
                    Some(last) if is_other => others.push((step, format!("in place of {last}"))),
                    _ => steps.push(step),
                }
                is_other = false;
            }
            next => is_other = name == "or" && matches!(next, Some(TokenTree::Ident(_))),
        }
    }
    (steps.join("."), others)
}

fn derives(name: &str, attributes: &[Attribute], add: &mut impl FnMut(String, String)) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        // A path that cannot be parsed is no trait.
        _ = attribute.parse_nested_meta(|meta| {
            let of = meta.path.segments.last().map(text).unwrap_or_default();
            add(format!("impl {of} for {name}"), String::new());
            Ok(())
        });
    }
}

/// The path of a module, as callers write it, with what stands before a name; modules of types are private, and what is in them
/// is named by the folder.
fn place(path: &str) -> String {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = match path.strip_prefix("types/") {
        Some(rest) if rest.starts_with("error/") => "types/error",
        Some(_) => "types",
        None => path,
    };
    format!("{}::", path.replace('/', "::"))
}

/// What a definition allows: where callers may name all fields or variants, another one breaks them.
fn definition(kind: &str, attributes: &[Attribute], parts: &[(String, String)]) -> String {
    if attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
        return format!("non-exhaustive {kind}");
    }
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    format!("{kind} of {}", names.join(", "))
}

fn fields(fields: &Fields) -> Vec<(String, String)> {
    let public = fields.iter().filter(|field| is_public(&field.vis));
    public
        .map(|field| {
            let name = field.ident.as_ref().map(ToString::to_string);
            (name.unwrap_or_default(), text(&field.ty))
        })
        .collect()
}

/// What a variant holds; one that may get more fields has these as items of their own.
fn variant_type(variant: &syn::Variant) -> String {
    let is_open = variant.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    let fields = named_fields(&variant.fields);
    match &variant.fields {
        Fields::Named(_) if is_open => "non-exhaustive variant".to_owned(),
        Fields::Named(_) => {
            fields.into_iter().map(|(name, ty)| format!("{name}: {ty}, ")).collect()
        }
        Fields::Unnamed(_) | Fields::Unit => text(&variant.fields),
    }
}

fn named_fields(fields: &Fields) -> Vec<(String, String)> {
    let named = fields.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
    named.map(|(name, ty)| (name.to_string(), text(ty))).collect()
}

/// Types alone, since callers don't name parameters.
fn signature(signature: &Signature) -> String {
    let inputs: Vec<String> = signature
        .inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(receiver) => text(receiver),
            FnArg::Typed(typed) => text(&typed.ty),
        })
        .collect();
    let output = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", text(ty)),
    };
    let qualifiers =
        [signature.constness.as_ref().map(text), signature.asyncness.as_ref().map(text)];
    let qualifiers: String =
        qualifiers.into_iter().flatten().map(|word| format!("{word} ")).collect();
    let generics = text(&signature.generics);
    let bounds = signature.generics.where_clause.as_ref().map(text);
    let bounds = bounds.map(|bounds| format!(" {bounds}")).unwrap_or_default();
    format!("{qualifiers}fn{generics}({}){output}{bounds}", inputs.join(", "))
}

fn used(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => used(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Glob(_) => names.push("*".to_owned()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, names)),
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens in a line, with spaces where people put them.
fn text(tokens: &impl ToTokens) -> String {
    const TIGHT: [(&str, &str); 8] = [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        ("( ", "("),
        (" )", ")"),
        ("[& ", "[&"),
    ];
    let text = tokens.to_token_stream().to_string();
    TIGHT.iter().fold(text, |text, (loose, tight)| text.replace(loose, tight))
}
