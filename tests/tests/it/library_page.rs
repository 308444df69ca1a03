//! `docs/library.md`: the build script that it shows is that of a fixture, which this test run compiles and runs.
//!
//! The page has the fixture's files, word by word; the module works, and the script tells cargo what is wrong with a model.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tinsmith_out_dir_fixture::weather;
use tinsmith_tests::{readme, scratch, sdk};

const PAGE: &str = "docs/library.md";
const BUILD_SCRIPT: &str = include_str!("../../fixtures/out_dir/build.rs");
const LIBRARY: &str = include_str!("../../fixtures/out_dir/src/lib.rs");
/// The program of the first part of the page, which `own_generator` runs.
const PROGRAM: &str = include_str!("../../fixtures/own_generator/main.rs");
const MANIFEST: &str = include_str!("../../fixtures/out_dir/Cargo.toml");
const MODEL: &str = include_str!("../../fixtures/out_dir/weather.json");

/// A clone beside the reader's crate, and where that is from the fixture.
const READERS_CLONE: (&str, &str) = ("\"../tinsmith/", "\"../../../");

#[test]
fn the_page_shows_the_files() {
    assert_eq!(readme::blocks_of(PAGE, "rust"), [PROGRAM, BUILD_SCRIPT, LIBRARY]);
    let (readers, ours) = READERS_CLONE;
    let tables = readme::blocks_of(PAGE, "toml");
    let [_, tables @ ..] = tables.as_slice() else { panic!("the page has no manifest") };
    let tables = tables.concat().replace(readers, ours);
    assert!(MANIFEST.contains(&tables), "the fixture's manifest is another:\n{tables}");
}

#[test]
fn the_module_is_an_sdk() {
    let request = weather::operation::get_forecast::GetForecastInput::city("Oslo");
    assert_eq!(request.city, "Oslo");
    assert_eq!(weather::meta::MODEL, "weather.json");
    assert_eq!(weather::meta::OPERATIONS, ["GetForecast"]);
}

#[test]
fn the_script_tells_cargo_what_is_left_out_and_what_is_wrong() {
    let folder = program();
    let told = |model: &str| {
        fs::write(folder.join("weather.json"), model).expect("the model can be written");
        let out = folder.join("out");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("`tmp` is in a folder");
        let mut cargo: Command = scratch::cargo(&folder, target, "run");
        let text = scratch::run(cargo.arg("--quiet").env("OUT_DIR", &out));
        let lines = text.lines().filter(|line| !line.starts_with("cargo::rerun-if-changed="));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let pattern = r"cargo::warning=warning: weather.json: example.weather#CityName: the pattern `^(?!-)[\p{L}-]+$` cannot be expressed and is not checked: it looks ahead with `(?!…)`";
    assert_eq!(told(MODEL), [pattern]);
    assert!(folder.join("out/weather/src/operation/get_forecast.rs").exists());
    assert_eq!(
        told(&MODEL.replace("#CityName\",", "#CityNam\",")),
        [
            "cargo::error=error: weather.json: example.weather#GetForecastInput$City: the member targets `example.weather#CityNam`, which does not exist",
            "cargo::error=  help: did you mean `example.weather#CityName`?",
        ]
    );
}

/// The build script as a program of a crate of its own, which shares what it depends on with this test run.
fn program() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library-page");
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    let codegen = sdk::root().join("codegen");
    let manifest = format!(
        "[package]\nname = \"tinsmith-library-page\"\nedition = \"2024\"\n\n[dependencies]\ntinsmith-codegen = {{ path = {codegen:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::write(folder.join("src/main.rs"), BUILD_SCRIPT).expect("the program can be written");
    scratch::lock(&folder);
    folder
}
