//! What is done with enums and unions. Both are open, so every match has an arm for the rest.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::item::{Enum, Union};
use tinsmith_codegen::stages::ir::ty::NamedKind;
use tinsmith_codegen::stages::smithy::ShapeId;

use super::types::ident;
use super::{Maker, Sort, Use};

pub(super) fn of_enum(maker: &Maker<'_>, id: &ShapeId, item: &Enum, uses: &mut Vec<Use>) {
    let path = maker.names().path(&item.ty);
    let names = BTreeSet::from([id.clone()]);
    let (traits, value, methods) = if item.ty.kind == NamedKind::Enum {
        (
            "AsRef<str> + From<String> + for<'a> From<&'a str>",
            "str",
            format!(
                "let _: &str = it.as_str(); let _: &'static [&'static str] = {path}::values();"
            ),
        )
    } else {
        ("From<i32>", "i32", "let _: i32 = it.as_i32();".to_owned())
    };
    let unknown = if value == "str" { "Option<&str>" } else { "Option<i32>" };
    let code = format!(
        "fn has<T: Clone + Eq + std::hash::Hash + std::fmt::Debug + std::fmt::Display + Send + Sync + {traits}>() {{}} fn used(it: &{path}) -> bool {{ has::<{path}>(); {methods} let _: {unknown} = it.unknown_value(); matches!(it, {path}::Unknown(_)) }}"
    );
    let subject = id.clone();
    uses.push(Use { sort: Sort::Type, subject, part: None, names: names.clone(), code });
    for variant in &item.variants {
        let name = ident(&variant.name);
        let code = format!(
            "fn made() -> {path} {{ {path}::{name} }} fn matched(it: &{path}) -> bool {{ match it {{ {path}::{name} => true, _ => false }} }}"
        );
        uses.push(Use {
            sort: Sort::Value,
            subject: id.clone(),
            part: Some(variant.name.as_str().to_owned()),
            names: names.clone(),
            code,
        });
    }
}

pub(super) fn of_union(maker: &Maker<'_>, id: &ShapeId, item: &Union, uses: &mut Vec<Use>) {
    let path = maker.names().path(&item.ty);
    let names = BTreeSet::from([id.clone()]);
    let code = format!(
        "fn has<T: Clone + PartialEq + std::fmt::Debug + Send + Sync>() {{}} fn used(it: &{path}) -> bool {{ has::<{path}>(); matches!(it, {path}::Unknown) }}"
    );
    let subject = id.clone();
    uses.push(Use { sort: Sort::Type, subject, part: None, names: names.clone(), code });
    if item.traits.validated {
        uses.push(maker.checked(id, &path));
    }
    for variant in &item.variants {
        let name = ident(&variant.name);
        let code = match &variant.ty {
            None => format!(
                "fn made() -> {path} {{ {path}::{name} }} fn matched(it: &{path}) -> bool {{ match it {{ {path}::{name} => true, _ => false }} }}"
            ),
            Some(ty) => {
                let ty = maker.names().ty(ty);
                format!(
                    "fn made(value: {ty}) -> {path} {{ {path}::{name}(value) }} fn matched(it: {path}) -> Option<{ty}> {{ match it {{ {path}::{name}(value) => Some(value), _ => None }} }}"
                )
            }
        };
        let mut names = names.clone();
        names.extend(maker.ids_of_member(id, &variant.member));
        uses.push(Use { sort: Sort::Variant, subject: id.clone(), part: None, names, code });
    }
}
