//! What is done with structures: requests, responses, errors, and what they hold.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::item::{Constructor, Struct};
use tinsmith_codegen::stages::smithy::ShapeId;

use super::types::ident;
use super::{Maker, Sort, Use};

pub(super) fn uses(maker: &Maker<'_>, id: &ShapeId, item: &Struct, uses: &mut Vec<Use>) {
    let names = maker.names();
    let path = names.path(&item.ty);
    let of_type = maker.ids_of_type(id);
    let error = format!("{}::error", maker.root);
    let mut add = |sort, names: BTreeSet<ShapeId>, code: String| {
        uses.push(Use { sort, subject: id.clone(), part: None, names, code });
    };
    if item.traits.validated {
        let Use { names, code, .. } = maker.checked(id, &path);
        add(Sort::Checked, names, code);
    }

    let also = if item.error.is_some() {
        format!(" + std::error::Error + {error}::ProvideErrorMetadata + {error}::RequestId")
    } else {
        String::new()
    };
    let code = format!(
        "fn named(_: &{path}) {{}} fn has<T: Clone + PartialEq + std::fmt::Debug + Send + Sync + Unpin + 'static{also}>() {{}} fn used() {{ has::<{path}>() }}"
    );
    add(Sort::Type, of_type.clone(), code);

    let mut of_new = of_type.clone();
    for field in item.arguments() {
        of_new.extend(maker.ids_of_member(id, &field.member));
    }
    add(Sort::New, of_new, new(maker, item, &path));
    if item.constructor == Constructor::New {
        let code = format!("fn made() -> {path} {{ <{path} as Default>::default() }}");
        add(Sort::Default, of_type.clone(), code);
    }
    if item.is_made_from_metadata() {
        let code = format!("fn made(meta: {error}::ErrorMetadata) -> {path} {{ meta.into() }}");
        add(Sort::FromMetadata, of_type.clone(), code);
    }
    if item.keeps_request_id {
        let code = format!(
            "fn asked(it: &{path}) -> Option<&str> {{ {error}::RequestId::request_id(it) }}"
        );
        add(Sort::RequestId, of_type.clone(), code);
    }
    for field in &item.fields {
        let mut of_field = of_type.clone();
        of_field.extend(maker.ids_of_member(id, &field.member));
        let (name, ty) = (ident(&field.name), names.field(field));
        let code = format!(
            "fn read(it: &{path}) -> &{ty} {{ &it.{name} }} fn set(it: &mut {path}, value: {ty}) {{ it.{name} = value; }}"
        );
        add(Sort::Field, of_field.clone(), code);
        if item.traits.written && field.is_set_later() {
            let ty = names.argument(field);
            let code = format!("fn set(it: {path}, value: {ty}) -> {path} {{ it.{name}(value) }}");
            add(Sort::Setter, of_field, code);
        }
    }
}

fn new(maker: &Maker<'_>, item: &Struct, path: &str) -> String {
    let names = maker.names();
    let given = item.arguments().into_iter();
    let given = given.map(|field| format!("{}: {}", field.name.written(), names.argument(field)));
    let given: Vec<String> = given.collect();
    let made = item.made_of(|field| field.name.written());
    let made = made.strip_prefix(&item.ty.name.written()).unwrap_or(&made);
    format!("fn made({}) -> {path} {{ {path}{made} }}", given.join(", "))
}
