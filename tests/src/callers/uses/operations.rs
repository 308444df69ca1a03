//! What is done with operations: calls, their errors, their waiters, their pages.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::item::Item;
use tinsmith_codegen::stages::ir::operation::Operation;
use tinsmith_codegen::stages::ir::pagination::Step;
use tinsmith_codegen::stages::ir::ty::RustType;
use tinsmith_codegen::stages::smithy::ShapeId;

use super::types::ident;
use super::{Maker, Sort, Use};

pub(super) fn uses(maker: &Maker<'_>, operation: &Operation, uses: &mut Vec<Use>) {
    let root = &maker.root;
    let items = &maker.version.generated.krate.items;
    let names = maker.names();
    let (request, response) = (names.path(&operation.input), names.path(&operation.output));
    let error = names.in_operation(&operation.module, &ident(&operation.error));
    let mut of_call = BTreeSet::from([operation.shape.clone()]);
    of_call.extend(maker.ids_of_type(&operation.input.shape));
    of_call.extend(maker.ids_of_type(&operation.output.shape));
    let mut add = |sort, part, names: BTreeSet<ShapeId>, code: String| {
        uses.push(Use { sort, subject: operation.shape.clone(), part, names, code });
    };

    let method = ident(&operation.method);
    let code = format!(
        "async fn called(client: &{root}::Client, request: {request}) -> Result<{response}, {root}::error::CallError<{error}>> {{ client.{method}(request).await }} fn has<T: std::error::Error + {root}::error::ProvideErrorMetadata + {root}::error::RequestId + Send + Sync + 'static>() {{}} fn matched(it: &{error}) -> bool {{ has::<{error}>(); matches!(it, {error}::Unhandled(_)) }}"
    );
    add(Sort::Call, None, of_call.clone(), code);

    if let Some(Item::Struct(output)) = items.get(&operation.output.shape) {
        for field in &output.fields {
            let (name, ty) = (ident(&field.name), names.field(field));
            let code = format!(
                "async fn called(client: &{root}::Client, request: {request}) -> Option<{ty}> {{ Some(client.{method}(request).await.ok()?.{name}) }}"
            );
            let mut of_answer = maker.ids_of_member(&operation.output.shape, &field.member);
            of_answer.insert(operation.shape.clone());
            of_answer.extend(maker.ids_of_type(&operation.input.shape));
            add(Sort::Answer, None, of_answer, code);
        }
    }

    for variant in &operation.errors {
        let (name, ty) = (ident(&variant.variant), names.path(&variant.ty));
        let question = ident(&variant.question);
        let code = format!(
            "fn matched(it: {error}) -> Option<{ty}> {{ match it {{ {error}::{name}(it) => Some(it), _ => None }} }} fn asked(it: &{root}::error::CallError<{error}>) -> bool {{ it.{question}() }}"
        );
        let of_error = BTreeSet::from([operation.shape.clone(), variant.ty.shape.clone()]);
        add(Sort::Error, Some(variant.ty.shape.as_str().to_owned()), of_error, code);
    }

    for waiter in &operation.waiters {
        let method = ident(&waiter.method);
        let code = format!(
            "fn called(client: &{root}::Client, request: {request}) -> {root}::client::Waiter<{response}, {error}> {{ client.{method}(request) }}"
        );
        add(Sort::Wait, Some(waiter.method.as_str().to_owned()), of_call.clone(), code);
    }

    let Some(pagination) = &operation.pagination else { return };
    let paginator = format!("{root}::client::Paginator<{response}, {error}>");
    let code = format!(
        "fn called(call: {root}::client::Call<{response}, {error}>) -> {paginator} {{ call.into_paginator() }} async fn taken(it: {paginator}) -> Option<{response}> {{ it.pages().try_next().await.ok()? }}"
    );
    add(Sort::Pages, None, of_call.clone(), code);
    let Some((path, ty)) = &pagination.items else { return };
    let item = match ty {
        RustType::List(element, list) if list.sparse => format!("Option<{}>", names.ty(element)),
        RustType::List(element, _) => names.ty(element),
        RustType::Map(key, value, map) if map.sparse => {
            format!("({}, Option<{}>)", names.ty(key), names.ty(value))
        }
        RustType::Map(key, value, _) => format!("({}, {})", names.ty(key), names.ty(value)),
        other => names.ty(other),
    };
    let code = format!(
        "async fn taken(it: {paginator}) -> Option<{item}> {{ it.items().try_next().await.ok()? }}"
    );
    let mut of_items = of_call;
    of_items.extend(ids_of_items(maker, &operation.output.shape, path));
    add(Sort::Items, None, of_items, code);
}

/// What the type of the items depends on: the shapes of the list at the end of the way to it.
fn ids_of_items(maker: &Maker<'_>, output: &ShapeId, path: &[Step]) -> BTreeSet<ShapeId> {
    let mut at = output.clone();
    let mut ids = BTreeSet::new();
    for step in path {
        let Some(Item::Struct(item)) = maker.version.generated.krate.items.get(&at) else { break };
        let Some(field) = item.fields.iter().find(|field| field.name == step.field) else { break };
        let members = maker.version.prepared.model.get(&at).and_then(|shape| shape.members());
        let Some(member) = members.and_then(|members| members.get(&field.member)) else { break };
        at = member.target.clone();
    }
    maker.walk(&at, &mut ids);
    ids
}
