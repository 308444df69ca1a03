//! The front page of a crate, beyond its opening words: how it is used, with calls that it has.
//!
//! In comes a crate as it will be emitted, and its package name; out goes Markdown, in which each block of code compiles.
//! The sections stand beside this file; what depends on the service has a name in braces there.
//!
//! An example can only call what there is, so this comes after the slice, and the front page is one of the files that differ between slices.

mod sample;

use std::collections::BTreeSet;

use crate::ir::Crate;
use crate::ir::auth::SigV4a;
use crate::ir::item::Item;
use crate::ir::operation::Operation;
use crate::ir::ty::RustType;
use crate::smithy::SimpleType;
use crate::text::DocBlock;

use self::sample::Sample;

/// Adds chapters and sections to the front page of a crate.
pub fn add(krate: &mut Crate, package: &str) {
    // Cargo gives a library the name of its package, with underscores.
    let name = package.replace('-', "_");
    let chapters = krate.chapters.iter();
    let chapters =
        chapters.map(|chapter| chapter.lines.join("\n").replace("crate::", &format!("{name}::")));
    let pages: Vec<String> = chapters.chain(sections(krate, &name)).collect();
    for page in pages {
        krate.docs.append(DocBlock::trusted(&page));
    }
}

/// What is said of the feature `sigv4a`.
const SIGV4A: &str = "* `sigv4a`: signatures for several regions (SigV4a), if `auth_scheme_preference` names them first. Otherwise requests are signed for one region.\n";

fn sections(krate: &Crate, crate_name: &str) -> Vec<String> {
    let filled = |section: &str, names: &[(&str, &str)]| {
        names.iter().fold(section.replace("{crate}", crate_name), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    };
    let of_call = |section: &str, call: &Sample<'_>, more: &[(&str, &str)]| {
        let (method, request) = (call.method(), call.request_path());
        let names = [("method", method.as_str()), ("Request", request.as_str())];
        filled(section, &[more, &names].concat())
    };
    let mut sections = Vec::new();
    let call = Sample::choose(krate, |_| true);
    if let Some(call) = &call {
        let (imports, given, before) = getting_started(call, crate_name);
        let names = [("imports", &*imports), ("given", &given), ("before", &before)];
        sections.push(of_call(include_str!("guide/getting_started.md"), call, &names));
        if let Some((call, name, setter)) = options(krate) {
            let names = [("name", name.as_str()), ("setter", &setter)];
            sections.push(of_call(include_str!("guide/options.md"), &call, &names));
        }
        sections.push(of_call(include_str!("guide/configuration.md"), call, &[]));
        let names = [("question", &*call.question())];
        sections.push(of_call(include_str!("guide/errors.md"), call, &names));
    }
    let level = format!("{:?}", krate.service.validation);
    sections.push(filled(include_str!("guide/validation.md"), &[("level", &level)]));
    let has_items =
        |operation: &Operation| operation.pagination.as_ref().is_some_and(|p| p.items.is_some());
    if let Some(call) = Sample::choose(krate, has_items) {
        let names = [("what", "all pages or all items"), ("stream", "items"), ("one", "item")];
        sections.push(of_call(include_str!("guide/pagination.md"), &call, &names));
    } else if let Some(call) = Sample::choose(krate, |operation| operation.pagination.is_some()) {
        let names = [("what", "all pages"), ("stream", "pages"), ("one", "page")];
        sections.push(of_call(include_str!("guide/pagination.md"), &call, &names));
    }
    if let Some(call) = Sample::choose(krate, |operation| operation.idempotency_token.is_some())
        && let Some(token) = &call.operation.idempotency_token
    {
        let names = [("token", token.as_str()), ("name", call.operation.input.name.as_str())];
        sections.push(of_call(include_str!("guide/idempotency.md"), &call, &names));
    }
    if let Some(call) = &call {
        sections.push(of_call(include_str!("guide/testing.md"), call, &[]));
    }
    let mut features = include_str!("guide/features.md").to_owned();
    if krate.sigv4a() == SigV4a::Taken {
        features.push_str(SIGV4A);
    }
    sections.push(features);
    sections
}

/// An operation whose request has an optional member that is a text: its call, the request's name and the setter's.
fn options(krate: &Crate) -> Option<(Sample<'_>, String, String)> {
    let setter = |operation: &Operation| {
        let Some(Item::Struct(input)) = krate.items.get(&operation.input.shape) else {
            return None;
        };
        let is_text = |ty: &RustType| *ty == RustType::Simple(SimpleType::String);
        let found = input.fields.iter().find(|field| field.optional && is_text(&field.ty));
        found.filter(|_| input.ty.name.as_str() != "Maybe").map(|field| field.name.written())
    };
    let call = Sample::choose(krate, |operation| setter(operation).is_some())?;
    let (name, setter) = (call.operation.input.name.written(), setter(call.operation)?);
    Some((call, name, setter))
}

/// What the first example imports, what it is given, and what it does before it makes the call.
fn getting_started(call: &Sample<'_>, crate_name: &str) -> (String, String, String) {
    // Sorted as rustfmt does it.
    let mut imports = BTreeSet::new();
    let (mut given, mut before) = (Vec::new(), Vec::new());
    match call.operation.auth.first() {
        Some(scheme) => {
            imports.insert(format!("use {crate_name}::Client;"));
            given.push(format!("sdk_config: {crate_name}::config::SdkConfig"));
            let identity = if scheme.is_signature() { "credentials" } else { "a bearer token" };
            before.push(format!("// With a region and {identity}, as `aws-config` loads it."));
            before.push("let client = Client::new(&sdk_config);".to_owned());
        }
        None => {
            imports.insert(format!("use {crate_name}::{{Client, Config}};"));
            before.push("let config = Config::builder().region(\"eu-west-1\").build();".to_owned());
            before.push("let client = Client::from_conf(config);".to_owned());
        }
    }
    match &call.request {
        Some(request) => {
            let types = request.imports.iter().cloned().chain([call.request_path()]);
            imports.extend(types.map(|path| format!("use {crate_name}::{path};")));
            before.push(format!("\nlet request = {};", request.expression));
        }
        None => given.push(format!("request: {crate_name}::{}", call.request_path())),
    }
    (Vec::from_iter(imports).join("\n"), given.join(", "), before.join("\n"))
}
