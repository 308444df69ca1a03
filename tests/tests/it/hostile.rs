//! What hostile models become: crates that say, visibly, what they were given, and nothing more.
//!
//! In `fixtures/hostile` every text of every trait and field that the generator reads is hostile: it tries to be code, markup, a link,
//! the end of a comment, or what a terminal obeys. `texts.json` has the texts, and the models have placeholders for them.
//! The same models with harmless texts say what the crates have to be but for those.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use serde_json::Value;
use tinsmith_codegen::settings::{DocsSource, Operations, Package, RuntimeSource};
use tinsmith_codegen::stages::read::read_model;
use tinsmith_codegen::stages::text::{Visible, is_unseen};
use tinsmith_codegen::stages::write::write_model;
use tinsmith_codegen::{Document, Generated, Inputs, Settings, generate};
use tinsmith_tests::{scratch, sdk};

/// A file can be called like that.
const NAME: &str = "mo\ndel \u{202e}```[`Client`] = { path = \"/\" }.json";

/// The crates: from what, and with whose documentation.
const CRATES: [(&str, &str, DocsSource); 3] = [
    ("facts", "model.json", DocsSource::Facts),
    ("documented", "model.json", DocsSource::Model),
    ("imported", "c2j.json", DocsSource::Model),
];

/// Elements that do something, or bring something from elsewhere.
const ACTIVE: [&str; 20] = [
    "script", "style", "link", "meta", "base", "iframe", "object", "embed", "form", "input", "img",
    "svg", "video", "audio", "textarea", "button", "template", "noscript", "title", "b",
];

#[test]
fn no_file_holds_what_is_not_seen() {
    for (name, model, docs) in CRATES {
        let generated = tree(name, &Texts::hostile(), model, docs);
        for (path, text) in &generated.tree.files {
            let unseen = |c: char| c != '\n' && is_unseen(c);
            let line = text.lines().find(|line| line.contains(unseen));
            assert_eq!(line, None, "{name}/{path}");
            let header = text.lines().next().unwrap_or_default();
            assert!(header.ends_with(". Do not edit."), "{name}/{path}: {header}");
        }
        let page = &generated.tree.files["src/lib.rs"];
        assert!(!page.contains("# Chapter"), "a model has brought a chapter");
    }
}

#[test]
fn warnings_are_lines() {
    let generated = tree("facts", &Texts::hostile(), "model.json", DocsSource::Facts);
    assert!(!generated.warnings.is_empty());
    for warning in &generated.warnings {
        let lines: Vec<String> = warning.to_string().lines().map(str::to_owned).collect();
        assert!(lines.iter().all(|line| !line.contains(is_unseen)), "{lines:?}");
        assert!(lines.iter().skip(1).all(|line| line.starts_with("  help: ")), "{lines:?}");
    }
    let own = generated.warnings.iter().filter(|warning| warning.message.starts_with("`tinsmith#"));
    let own: Vec<String> =
        own.filter_map(|warning| Some(warning.shape.as_ref()?.to_string())).collect();
    let expected =
        ["com.example#GetThingRequest$id", "com.example#Hostile", "com.example#Thing$text0"];
    assert_eq!(own, expected);
}

#[test]
fn a_manifest_is_the_table_that_it_should_be() {
    let hostile = Texts::hostile();
    let service = Visible(&hostile.fact).to_string();
    assert!(service.starts_with(r"1\n\n```rust\nstd::fs::write("), "{service}");
    for (name, model, docs) in CRATES {
        let parsed = |texts: &Texts| -> toml::Table {
            let manifest = &tree(name, texts, model, docs).tree.files["Cargo.toml"];
            manifest.parse().unwrap_or_else(|error| panic!("{error}:\n{manifest}"))
        };
        let mut expected = parsed(&Texts::harmless());
        assert_eq!(expected["package"]["name"].as_str(), Some(&*package(name)));
        // Names in Rust are made of it there, so it begins with a letter.
        let before = if model == "c2j.json" { "Service " } else { "" };
        let description = format!("Client for {before}{service}, generated from its API model");
        expected["package"]["description"] = toml::Value::String(description);
        assert_eq!(parsed(&hostile), expected);
    }
}

/// One test, since the crates share what they are built from.
#[test]
fn crates_compile_and_run_nothing_of_their_model() {
    let folder = workspace();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("`tmp` is in a folder");
    for (name, model, docs) in CRATES {
        let package = package(name);
        let mut rustc = scratch::cargo(&folder, target, "rustc");
        scratch::run(rustc.args(["--lib", "--package", &package, "--", "--deny", "warnings"]));

        let mut doctests = scratch::cargo(&folder, target, "test");
        let said = scratch::run(doctests.args(["--doc", "--package", &package]));
        let ran: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("test ") && line.contains(" ... "))
            .collect();
        let is_ours = |line: &&str| line.starts_with(&format!("test {name}/src/lib.rs - (line "));
        assert!(ran.iter().all(is_ours), "{said}");
        let page = &tree(name, &Texts::harmless(), model, docs).tree.files["src/lib.rs"];
        let fences = page.lines().filter(|line| line.starts_with("//! ```")).count();
        assert_eq!(ran.len(), fences / 2, "{said}");

        let hostile = pages(&folder, target, &package);
        let harmless = pages(&folder, target, &format!("{package}-harmless"));
        assert!(hostile.len() > 10, "{}", hostile.len());
        for (path, page) in &hostile {
            assert_is_harmless(path, page, harmless.get(path).map_or("", String::as_str));
        }
    }
    assert!(!folder.join("model-code-ran.txt").exists());
}

/// A workspace with the crates, and with those of the harmless models, made anew.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
    fs::create_dir_all(&folder).expect("the folder can be made");
    let mut members = Vec::new();
    for (name, model, docs) in CRATES {
        let harmless = format!("{name}-harmless");
        for (name, texts) in [(name, Texts::hostile()), (&harmless, Texts::harmless())] {
            for (path, text) in &tree(name, &texts, model, docs).tree.files {
                let path = folder.join(name).join(path);
                fs::create_dir_all(path.parent().expect("a file is in a folder"))
                    .expect("the folder can be made");
                fs::write(path, text).expect("the file can be written");
            }
            members.push(name.to_owned());
        }
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    scratch::lock(&folder);
    folder
}

/// The pages of a crate's documentation, which has to be clean, by their paths.
fn pages(folder: &Path, target: &Path, package: &str) -> BTreeMap<String, String> {
    let root = target.join("doc").join(package.replace('-', "_"));
    if root.exists() {
        fs::remove_dir_all(&root).expect("the last run's pages can be removed");
    }
    let mut rustdoc = scratch::cargo(folder, target, "doc");
    rustdoc.args(["--no-deps", "--package", package]).env("RUSTDOCFLAGS", "--deny warnings");
    scratch::run(&mut rustdoc);
    let mut pages = BTreeMap::new();
    let mut pending = vec![root.clone()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let text = fs::read_to_string(&path).expect("the page can be read");
                let path = path.strip_prefix(&root).expect("the page is below the root");
                pages.insert(path.display().to_string(), text);
            }
        }
    }
    pages
}

/// Looks for markup in a page that is neither rustdoc's nor ours; `other` is the same page of the harmless model.
fn assert_is_harmless(path: &str, page: &str, other: &str) {
    assert_eq!(active(page), active(other), "{path}");
    for tag in tags(page) {
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute);
            let value = String::from_utf8_lossy(value);
            assert!(!attribute.starts_with("on"), "{path}: {attribute}={value}");
            if attribute == "href" {
                let scheme = value.split(['/', '#', '?', '.']).next().unwrap_or_default();
                let leads = ["", "http:", "https:"].contains(&scheme)
                    || value == "mailto:a@example.com"
                    || !value.contains(':')
                    // Documentation of a crate below has links that lead nowhere.
                    || other.contains(&format!("href=\"{value}\""));
                assert!(leads, "{path}: {value}");
            }
        }
    }
}

/// How many of each active element a page has.
fn active(page: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for tag in tags(page) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if ACTIVE.contains(&name.as_str()) {
            *found.entry(name).or_default() += 1;
        }
    }
    found
}

/// The tags of a page as a browser finds them: what is in a script is none.
fn tags(page: &str) -> Vec<StartTag<()>> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(page, emitter).flatten();
    let tags = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => Some(tag),
        _ => None,
    });
    tags.collect()
}

fn package(name: &str) -> String {
    format!("hostile-{name}")
}

/// A crate of a model of the fixture. One in C2J is imported first, as `cargo xtask model import` does it.
fn tree(name: &str, texts: &Texts, model: &str, docs: DocsSource) -> Generated {
    let path = sdk::root().join("tests/fixtures/hostile").join(model);
    let template = fs::read(path).expect("the model can be read");
    let template: Value = serde_json::from_slice(&template).expect("the model is JSON");
    let mut bytes = texts.fill(&template).to_string().into_bytes();
    if model == "c2j.json" {
        let (imported, _) = read_model(Document { name: NAME, bytes: &bytes })
            .unwrap_or_else(|problems| panic!("{:?}", problems.into_sorted()));
        bytes = write_model(&imported).into_bytes();
    }
    let runtime = sdk::root().join("runtime").display().to_string();
    let package =
        Package { name: package(name), runtime: RuntimeSource::Path(runtime), standalone: false };
    let mut settings = Settings::new(package, Operations::All);
    settings.docs = docs;
    settings.protocol_tests = true;
    let model = Document { name: NAME, bytes: &bytes };
    generate(&Inputs::new(model), &settings).unwrap_or_else(|error| panic!("{error}"))
}

/// What stands for the placeholders.
struct Texts {
    /// A fact: a name, a version, a value.
    fact: String,
    /// The same where only a short one is taken.
    short: String,
    documentation: Vec<String>,
}

impl Texts {
    fn hostile() -> Self {
        let texts: Value = serde_json::from_str(include_str!("../../fixtures/hostile/texts.json"))
            .expect("the texts are JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Self {
            fact: text(&texts["fact"]),
            short: text(&texts["short"]),
            documentation: texts["documentation"]
                .as_array()
                .expect("a list")
                .iter()
                .map(text)
                .collect(),
        }
    }

    fn harmless() -> Self {
        let documentation = vec!["Words.".to_owned(); Self::hostile().documentation.len()];
        Self { fact: "harmless".to_owned(), short: "short".to_owned(), documentation }
    }

    /// A model with the texts in the place of `HOSTILE` and what follows it.
    fn fill(&self, template: &Value) -> Value {
        match template {
            Value::String(text) => Value::String(self.filled(text)),
            Value::Array(values) => values.iter().map(|value| self.fill(value)).collect(),
            Value::Object(fields) => {
                fields.iter().map(|(key, value)| (self.filled(key), self.fill(value))).collect()
            }
            other => other.clone(),
        }
    }

    fn filled(&self, text: &str) -> String {
        if let Some(number) = text.strip_prefix("HOSTILE DOCUMENTATION ") {
            let number: usize = number.parse().expect("a number");
            return self.documentation[number].clone();
        }
        let json = Value::from(self.fact.as_str()).to_string();
        text.replace("HOSTILE SHORT", &self.short)
            // Of endpoint rules: braces are doubled.
            .replace("HOSTILE TEMPLATE", &self.fact.replace('{', "{{").replace('}', "}}"))
            // A regular expression of exactly the text.
            .replace("HOSTILE PATTERN", &regex_of(&self.fact))
            // Within a string of JSON.
            .replace("HOSTILE JSON", &json[1..json.len() - 1])
            .replace("HOSTILE", &self.fact)
    }
}

fn regex_of(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\.+*?()|[]{}^$".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
