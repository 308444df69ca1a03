//! Waiters of an operation, by the client's methods: which there are, which answers end them, how often they ask.
//!
//! In come both versions of an operation; out go drafts for what differs in the trait and shows in the crate.
//! A condition that reads a member in another way than before, because the member changed, is no change of the waiter.

use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::waiter::Waiter;
use tinsmith_codegen::stages::smithy::waiters::{Waiter as Modeled, read};
use tinsmith_codegen::stages::smithy::{Node, traits as ids};

use crate::table::Kind;

use super::view::View;
use super::{Found, Scope, traits};

pub(super) fn compare(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let values = (value(found.old, old), value(found.new, new));
    let mut changes = Vec::new();
    for waiter in &old.waiters {
        if same(new, waiter).is_none() {
            changes.push((Kind::WaiterRemoved, format!("`{}` is gone", waiter.method)));
        }
    }
    for after in &new.waiters {
        match same(old, after) {
            None => changes.push((Kind::WaiterAdded, format!("it has `{}`", after.method))),
            Some(before) if values.0 != values.1 => {
                changes.extend(difference((before, values.0), (after, values.1)));
            }
            Some(_) => {}
        }
    }
    if values.0 != values.1 && changes.is_empty() {
        let detail = traits::detail(ids::WAITABLE, values.0, values.1);
        changes.push((Kind::FactWithoutEffect, detail));
    }
    for (kind, detail) in changes {
        found.add_in(Scope::Operation, kind, &new.shape, detail);
    }
}

fn value<'a>(view: &View<'a>, operation: &Operation) -> Option<&'a Node> {
    view.shape(&operation.shape)?.traits.get(ids::WAITABLE)
}

/// The waiter with the same method.
fn same<'o>(operation: &'o Operation, wanted: &Waiter) -> Option<&'o Waiter> {
    operation.waiters.iter().find(|waiter| waiter.method == wanted.method)
}

/// What differs between two waiters, each with the trait that it is from.
fn difference(
    (before, old_value): (&Waiter, Option<&Node>),
    (after, new_value): (&Waiter, Option<&Node>),
) -> Option<(Kind, String)> {
    let (old, new) = (modeled(old_value, &before.name)?, modeled(new_value, &after.name)?);
    let mut parts = Vec::new();
    if before.acceptors != after.acceptors && old.acceptors != new.acceptors {
        parts.push("other answers decide".to_owned());
    }
    let delays = |waiter: &Waiter| format!("{} to {} seconds", waiter.min_delay, waiter.max_delay);
    if delays(before) != delays(after) {
        parts.push(format!("delays of {} -> {}", delays(before), delays(after)));
    }
    if !parts.is_empty() {
        let detail = format!("`{}`: {}", after.method, parts.join("; "));
        return Some((Kind::WaiterChanged, detail));
    }
    let detail = || format!("words about `{}` differ", after.method);
    (before.docs != after.docs).then(|| (Kind::DocumentationChanged, detail()))
}

/// What the trait says of a waiter.
fn modeled<'m>(value: Option<&'m Node>, name: &str) -> Option<Modeled<'m>> {
    let (_, waiter) = read(value?).into_iter().find(|(found, _)| *found == name)?;
    waiter.ok()
}
