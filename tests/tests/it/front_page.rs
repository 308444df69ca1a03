//! What the front page shows of a slice, where no golden does.

use std::fs;

use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::{Document, Inputs, Settings, generate};
use tinsmith_tests::sdk;

/// The lines of the front page of a slice of the case `operations/paginated`, without the marks of comments.
fn page(operations: &[&str]) -> Vec<String> {
    let model = fs::read(sdk::root().join("tests/cases/operations/paginated/model.json"))
        .expect("the case has a model");
    let inputs = Inputs::new(Document { name: "model.json", bytes: &model });
    let package = Package {
        name: "my-sdk".to_owned(),
        runtime: RuntimeSource::Version("1".to_owned()),
        standalone: true,
    };
    let settings = Settings::new(package, Operations::named(operations.iter().copied()));
    let generated = generate(&inputs, &settings).unwrap_or_else(|error| panic!("{error}"));
    let lines = generated.tree.files["src/lib.rs"].lines();
    lines.filter_map(|line| line.strip_prefix("//! ")).map(str::to_owned).collect()
}

fn has(page: &[String], line: &str) -> bool {
    page.iter().any(|found| found == line)
}

#[test]
fn pages_are_shown_where_no_operation_has_items() {
    let page = page(&["ListPages"]);
    let call = "let mut pages = client.list_pages(request).into_paginator().pages();";
    assert!(has(&page, call), "{page:#?}");
    assert!(has(&page, "while let Some(page) = pages.try_next().await? {"));
}

#[test]
fn items_are_shown_where_an_operation_has_them() {
    let page = page(&["ListEntries", "ListPages"]);
    let call = "let mut items = client.list_entries(request).into_paginator().items();";
    assert!(has(&page, call), "{page:#?}");
}

/// Of two operations that require as little, the one with the shorter name.
#[test]
fn the_simplest_operation_is_shown() {
    let page = page(&["ListEntries", "ListNames"]);
    assert!(has(&page, "let response = client.list_names(request).await?;"), "{page:#?}");
}

#[test]
fn the_crate_goes_by_the_name_that_cargo_gives_it() {
    let page = page(&["ListNames"]);
    assert!(has(&page, "use my_sdk::{Client, Config};"), "{page:#?}");
}
