//! The stages of the generator, on the committed model of Cognito: the slice of two operations and the whole service.
//!
//! Run it with `cargo xtask bench`; compare runs of one machine only.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tinsmith_codegen::settings::{
    DocsSource, Operations, Package, RuntimeSource, Selection, ValidationLevel,
};
use tinsmith_codegen::stages::{emit, pipeline, read, render};
use tinsmith_codegen::{Document, Inputs, Settings, generate};

const MODEL: &[u8] = include_bytes!("../../model/cognito-identity-provider.json");

fn settings(operations: Operations) -> Settings {
    Settings {
        selection: Selection { service: None, protocol: None, operations },
        package: Package {
            name: "cognito-identity-provider".to_owned(),
            runtime: RuntimeSource::Path("../runtime".to_owned()),
            standalone: false,
        },
        validation: ValidationLevel::Standard,
        docs: DocsSource::Facts,
        protocol_tests: false,
    }
}

fn stages(criterion: &mut Criterion) {
    let inputs = Inputs::new(Document { name: "model.json", bytes: MODEL });
    criterion.bench_function("read", |bencher| {
        bencher.iter(|| read::read_model(black_box(inputs.model)));
    });
    let sign_in = ["InitiateAuth", "RespondToAuthChallenge"].map(str::to_owned).to_vec();
    for (name, operations) in
        [("two operations", Operations::Named(sign_in)), ("all operations", Operations::All)]
    {
        let settings = settings(operations);
        let mut group = criterion.benchmark_group(name);
        group.sample_size(20);
        group.bench_function("read to sliced", |bencher| {
            bencher.iter(|| pipeline::resolve_crate(black_box(&inputs), &settings));
        });
        if let Ok((krate, _)) = pipeline::resolve_crate(&inputs, &settings) {
            group.bench_function("emit and render", |bencher| {
                bencher.iter(|| {
                    let jobs = emit::jobs(black_box(&krate), &settings.package);
                    render::render(&jobs, "model.json", render::Threads::Shared)
                });
            });
        }
        group.bench_function("everything", |bencher| {
            bencher.iter(|| generate(black_box(&inputs), &settings));
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
