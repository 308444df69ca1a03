//! The reviews that are looked at.
//!
//! In comes the model of the committed SDK; out go pages: of changes of all sorts, some of them hostile, and of two thousand.

use std::sync::OnceLock;

use serde_json::{Value, json};
use tinsmith_codegen::SourceTree;
use tinsmith_review::compare::{Declared, Version, compare};
use tinsmith_review::form::html;
use tinsmith_review::report::{
    Cause, Change, ChangedFile, CrateReview, GeneratorChange, Material, Reach, Review, Side,
    Standing, Status,
};
use tinsmith_review::table::Kind;
use tinsmith_tests::sdk;

/// What an attacker might hope that a page shows unescaped.
pub(super) const HOSTILE: &str =
    "</script></noscript><img src=x onerror=\"document.title='taken'\">\u{202e}";

const NAMESPACE: &str = "com.amazonaws.cognitoidentityprovider#";

/// How many files and changes the large review has.
pub(super) const MANY: usize = 2000;

/// A page with a change of nearly every topic, made once.
pub(super) fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| {
        let (review, material) = edited();
        html::write(&Review { crates: vec![review], ..Review::default() }, &[material])
    })
}

/// The committed SDK before and after the edits, with another generator before.
fn edited() -> (CrateReview, Material) {
    let sdk = sdk::first();
    let mut model: Value = serde_json::from_slice(sdk.model()).expect("a model is JSON");
    edit(&mut model["shapes"]);
    let (old_model, old) = sdk.generate_with_model(sdk.model());
    let (new_model, new) = sdk.generate_with_model(model.to_string().as_bytes());
    let committed = by_an_older_generator(&old.tree);
    compare(
        &sdk.settings.package.name,
        Version {
            label: "model/cognito-identity-provider.json at main",
            prepared: &old_model,
            generated: &old,
        },
        Version {
            label: "model/cognito-identity-provider.json",
            prepared: &new_model,
            generated: &new,
        },
        Some(&committed),
        &Declared::default(),
    )
}

/// The edits, each on a line of its own in the report.
fn edit(shapes: &mut Value) {
    let id = |name: &str| format!("{NAMESPACE}{name}");
    let target = |name: &str| json!({ "target": format!("{NAMESPACE}{name}") });
    let mut members = |shape: &str| shapes[id(shape)]["members"].take();

    let mut sign_up = members("SignUpRequest");
    sign_up.as_object_mut().expect("members").remove("ValidationData");
    sign_up["Locale"] = target("StringType");
    sign_up["ClientMetadata"]["traits"] = json!({ "smithy.api#required": {} });
    let mut user = members("UserType");
    user["Enabled"] = target("StringType");
    user["LastSignIn"] = target("DateType");
    let mut status = members("UserStatusType");
    status.as_object_mut().expect("members").remove("ARCHIVED");
    status["SUSPENDED"] =
        json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "SUSPENDED" } });
    shapes[id("SignUpRequest")]["members"] = sign_up;
    shapes[id("UserType")]["members"] = user;
    shapes[id("UserStatusType")]["members"] = status;

    shapes[id("PasswordType")]["traits"]["smithy.api#length"] = json!({ "min": 8, "max": 256 });
    shapes[id("DeviceNameType")]["traits"]["smithy.api#pattern"] = json!(HOSTILE);
    shapes[id("ListUsers")]["traits"]["smithy.api#paginated"].take();
    shapes[id("ListUsers")]["traits"] = json!({ "smithy.api#deprecated": { "message": HOSTILE } });
    let errors = shapes[id("ConfirmDevice")]["errors"].as_array_mut().expect("errors");
    errors.retain(|error| error["target"] != id("InvalidPasswordException"));
    shapes[id("InternalErrorException")]["traits"]["smithy.api#httpError"] = json!(503);

    let mut operation = shapes[id("DescribeUserPool")].clone();
    operation["traits"] = json!({ "smithy.api#documentation": "New." });
    shapes[id("DescribeUserPoolAgain")] = operation;
    let service = shapes.as_object_mut().expect("shapes").values_mut();
    let service = service.filter(|shape| shape["type"] == "service").last().expect("a service");
    let operations = service["operations"].as_array_mut().expect("operations");
    operations.retain(|operation| operation["target"] != id("StopUserImportJob"));
    operations.push(target("DescribeUserPoolAgain"));
}

/// What an older generator might have written: without derives of `PartialEq`.
fn by_an_older_generator(tree: &SourceTree) -> SourceTree {
    let mut tree = tree.clone();
    for (path, text) in &mut tree.files {
        if path.starts_with("src/types/u") {
            *text =
                text.replace("#[derive(Clone, Default, PartialEq)]", "#[derive(Clone, Default)]");
        }
    }
    tree
}

/// A page without changes, on which one file differs.
pub(super) fn of_file(path: &str, old: &str, new: &str) -> String {
    let mut material = Material::default();
    material.old.files.insert(path.to_owned(), old.to_owned());
    material.new.files.insert(path.to_owned(), new.to_owned());
    let file = ChangedFile {
        path: path.to_owned(),
        status: Status::Changed,
        added: 1,
        removed: 1,
        cause: Cause::Model,
    };
    let review = CrateReview {
        package: "one".to_owned(),
        service: "One".to_owned(),
        old: Side::default(),
        new: Side::default(),
        changes: Vec::new(),
        files: vec![file],
        generator: None::<GeneratorChange>,
        warnings: Vec::new(),
        used_by: None,
    };
    html::write(&Review { crates: vec![review], ..Review::default() }, &[material])
}

/// A page with [`MANY`] changes and [`MANY`] files, each with a change in its middle.
pub(super) fn large() -> String {
    let sources = sdk::first().generate().tree.files;
    let sources: Vec<_> = sources.iter().filter(|(path, _)| path.ends_with(".rs")).collect();
    let mut material = Material::default();
    for (number, (path, text)) in sources.iter().cycle().take(MANY).enumerate() {
        let path = path.replace(".rs", &format!("_{number}.rs"));
        let middle = text.lines().count() / 2;
        let lines = text.lines().enumerate().map(|(at, line)| match at == middle {
            true => format!("{line} // changed\n// and a line more: {number}\n"),
            false => format!("{line}\n"),
        });
        material.new.files.insert(path.clone(), lines.collect());
        material.old.files.insert(path, (*text).clone());
    }
    let files: Vec<ChangedFile> = material
        .new
        .files
        .keys()
        .map(|path| ChangedFile {
            path: path.clone(),
            status: Status::Changed,
            added: 2,
            removed: 1,
            cause: Cause::Model,
        })
        .collect();
    let paths: Vec<&String> = material.new.files.keys().collect();
    let kinds: Vec<Kind> = Kind::all().collect();
    let changes = kinds.into_iter().cycle().take(MANY).enumerate().map(|(number, kind)| Change {
        id: format!("change-{number}"),
        kind,
        shape: format!("example#Shape{}$Member{number}", number / 4),
        subject: format!("Shape{}.Member{number}", number / 4),
        detail: format!("length {number}..=256 -> ..=256"),
        of_trait: None,
        parts: Vec::new(),
        reference: None,
        notes: vec!["Used in more than one place.".to_owned()],
        reach: Reach { inputs: vec![format!("Operation{}", number % 200)], ..Reach::default() },
        files: paths.iter().skip(number).take(4).map(|path| (*path).clone()).collect(),
        used_at: Vec::new(),
        rewrite: None,
        standing: Standing::default(),
    });
    let side = |label: &str| Side { label: label.to_owned(), files: MANY, ..Side::default() };
    let review = CrateReview {
        package: "large".to_owned(),
        service: "Large".to_owned(),
        old: side("old.json"),
        new: side("new.json"),
        changes: changes.collect(),
        files,
        generator: None::<GeneratorChange>,
        warnings: Vec::new(),
        used_by: None,
    };
    html::write(&Review { crates: vec![review], ..Review::default() }, &[material])
}
