//! A review of two models of Cognito, all operations: what each part of it takes.
//!
//! The old model is the committed one without the last member of every fifth structure that is no response, which is far more than an update changes.
//! Run it with `cargo xtask bench review`; compare runs of one machine only.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::stages::pipeline::{Prepared, generate_with_model};
use tinsmith_codegen::{Document, Generated, Inputs, Settings};
use tinsmith_review::compare::{Declared, Version, compare};
use tinsmith_review::form::{html, json, markdown, text};
use tinsmith_review::report::Review;

const MODEL: &[u8] = include_bytes!("../../model/cognito-identity-provider.json");

/// Every so many structures lose a member.
const EVERY: usize = 5;

fn older() -> Vec<u8> {
    let mut model: serde_json::Value = serde_json::from_slice(MODEL).expect("the committed model");
    let shapes = model["shapes"].as_object_mut().expect("shapes");
    let structures = shapes
        .iter_mut()
        // What paging looks for is in responses.
        .filter(|(id, shape)| shape["type"] == "structure" && !id.ends_with("Response"));
    for (_, structure) in structures.step_by(EVERY) {
        if let Some(members) = structure["members"].as_object_mut()
            && let Some(last) = members.keys().next_back().cloned()
        {
            members.remove(&last);
        }
    }
    serde_json::to_vec(&model).expect("a model")
}

fn generated(model: &[u8]) -> (Prepared, Generated) {
    let package = Package {
        name: "cognito-identity-provider".to_owned(),
        runtime: RuntimeSource::Path("../runtime".to_owned()),
        standalone: false,
    };
    let inputs = Inputs::new(Document { name: "model.json", bytes: model });
    generate_with_model(&inputs, &Settings::new(package, Operations::All)).expect("a sound model")
}

fn review(criterion: &mut Criterion) {
    let older = older();
    let mut group = criterion.benchmark_group("review");
    group.sample_size(20);
    group.bench_function("generate both", |bencher| {
        bencher.iter(|| (generated(black_box(&older)), generated(black_box(MODEL))));
    });
    let ((old_model, old), (new_model, new)) = (generated(&older), generated(MODEL));
    let old = Version { label: "old", prepared: &old_model, generated: &old };
    let new = Version { label: "new", prepared: &new_model, generated: &new };
    group.bench_function("compare", |bencher| {
        bencher.iter(|| {
            compare("cognito-identity-provider", black_box(old), new, None, &Declared::default())
        });
    });
    let (found, material) =
        compare("cognito-identity-provider", old, new, None, &Declared::default());
    let (review, material) = (Review { crates: vec![found], ..Review::default() }, [material]);
    let palette = text::Palette::default();
    group.bench_function("text", |bencher| {
        bencher.iter(|| text::write(black_box(&review), &palette));
    });
    group.bench_function("markdown", |bencher| {
        bencher.iter(|| markdown::write(black_box(&review), markdown::COMMENT_LIMIT));
    });
    group.bench_function("json", |bencher| bencher.iter(|| json::write(black_box(&review))));
    group.bench_function("html", |bencher| {
        bencher.iter(|| html::write(black_box(&review), &material));
    });
    group.finish();
}

criterion_group!(benches, review);
criterion_main!(benches);
