//! How operations are paged through: tokens, and items.

use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::pagination::{Found as TokenFound, Pagination, Step, Token};
use tinsmith_codegen::stages::ir::ty::RustType;

use crate::table::Kind;

use super::in_rust::path as path_in_rust;
use super::{Found, Scope};

pub(super) fn compare(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let id = &new.shape;
    match (&old.pagination, &new.pagination) {
        (None, Some(_)) => {
            let detail = "it has `into_paginator`";
            found.add_in(Scope::Operation, Kind::PaginationAdded, id, detail);
        }
        (Some(_), None) => {
            let detail = "`into_paginator` is gone";
            found.add_in(Scope::Operation, Kind::PaginationRemoved, id, detail);
        }
        (Some(before), Some(after)) => {
            let (old, new) = (tokens(before), tokens(after));
            if old != new {
                let detail = format!("tokens: {old} -> {new}");
                found.add_in(Scope::Operation, Kind::PaginationChanged, id, detail);
            }
            let ty = |pagination: &Pagination| pagination.items.as_ref().map(|(_, ty)| in_rust(ty));
            let kind = if ty(before) == ty(after) {
                Kind::PaginationItemsMoved
            } else if before.items.is_none() {
                Kind::PaginationItemsAdded
            } else {
                Kind::PaginationItemsChanged
            };
            let (old, new) = (items(before), items(after));
            if old != new {
                let detail = format!("items: {old} -> {new}");
                found.add_in(Scope::Operation, kind, id, detail);
            } else if kind == Kind::PaginationItemsChanged {
                let detail = format!("items: {old}, of another type");
                found.add_in(Scope::Operation, kind, id, detail);
            }
        }
        (None, None) => {}
    }
}

/// A type as a program names it, whatever shape it is made of.
fn in_rust(ty: &RustType) -> String {
    match ty {
        RustType::Simple(simple) => simple.name().to_owned(),
        RustType::Named(named) => path_in_rust(named),
        RustType::List(element, list) => format!("list {} {}", list.sparse, in_rust(element)),
        RustType::Map(key, value, map) => {
            format!("map {} {} {}", map.sparse, in_rust(key), in_rust(value))
        }
        RustType::Boxed(inner) => format!("box {}", in_rust(inner)),
    }
}

/// Where tokens come from and go to; whether fields are optional does not count.
fn tokens(pagination: &Pagination) -> String {
    let tokens = pagination.tokens.iter();
    let mut shown: Vec<String> =
        tokens.map(|token| format!("{} from {}", token.sent, found_at(token))).collect();
    shown.extend(pagination.more_results.iter().map(|more| format!("as long as {}", path(more))));
    shown.join(", ")
}

fn found_at(token: &Token) -> String {
    match &token.found {
        TokenFound::Path(steps) => path(steps),
        TokenFound::Expression(text, _) => text.clone(),
    }
}

/// Where items are.
fn items(pagination: &Pagination) -> String {
    pagination.items.as_ref().map_or_else(|| "none".to_owned(), |(at, _)| path(at))
}

fn path(path: &[Step]) -> String {
    let fields: Vec<&str> = path.iter().map(|step| step.field.as_str()).collect();
    fields.join(".")
}
