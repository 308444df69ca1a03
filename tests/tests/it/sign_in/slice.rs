//! An SDK of the two operations that a sign-in needs is enough for one.

use std::fs;
use std::path::Path;
use std::process::Command;

use tinsmith_codegen::settings::Operations;
use tinsmith_tests::fake_cognito::{Ask, FakeCognito, UserPool};
use tinsmith_tests::{scratch, sdk};

const PROGRAM: &str = include_str!("../../../fixtures/sign_in_slice/main.rs");

#[test]
fn a_slice_of_two_operations_signs_in() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sign-in-slice");
    let operations = ["InitiateAuth", "RespondToAuthChallenge"].map(str::to_owned);
    let slice = sdk::first().with_operations(Operations::Named(operations.into())).generate();
    for (path, text) in &slice.tree.files {
        write(&folder.join("cognito").join(path), text);
    }
    let root = sdk::root();
    let manifest = fs::read_to_string(folder.join("cognito/Cargo.toml")).expect("it was written");
    let manifest = manifest
        .replace("name = \"cognito-identity-provider\"", "name = \"cognito\"")
        .replace("\"../runtime\"", &format!("{:?}", root.join("runtime")));
    write(&folder.join("cognito/Cargo.toml"), &manifest);
    let manifest = format!(
        "[package]\nname = \"sign-in-slice\"\nedition = \"2024\"\n\n[dependencies]\ncognito = {{ path = \"cognito\" }}\ntinsmith-cognito = {{ path = {:?} }}\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n",
        root.join("cognito")
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/main.rs"), PROGRAM);
    scratch::lock(&folder);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("`tmp` is in a folder");
    let program = scratch::build(&folder, target, &["--quiet"]);
    // Of SRP, which it does not ask for, it has nothing.
    let tree = scratch::run(scratch::cargo(&folder, target, "tree").arg("--prefix=none"));
    assert!(tree.contains("tinsmith-cognito"), "{tree}");
    assert!(!tree.contains("crypto-bigint"), "{tree}");

    let pool = UserPool::new();
    let server = FakeCognito::start(pool.clone());
    server.will_ask([Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")]);
    let endpoint = server.endpoint();
    let arguments = [&endpoint, &pool.id, &pool.client_id, &pool.alias, &pool.password];
    let printed = scratch::run(Command::new(program).args(arguments).arg("123456"));
    assert_eq!(printed, format!("{} is signed in\n", pool.username));
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
