//! The Rust of programs and libraries with calls.

use tinsmith_codegen::stages::naming::RustIdent;
use tinsmith_codegen::stages::naming::reserved::is_keyword;

use super::api::Api;
use super::call::Call;
use super::package::{LIBRARIES, Package, Role};
use super::{generated, official};

/// Writes the one file of a package that makes these calls.
pub(super) fn of(package: Package, api: &Api, calls: &[Call<'_>]) -> String {
    let imports =
        if package.sdk.runtime.is_some() { generated::IMPORTS } else { official::IMPORTS };
    let (frame, rest) = match package.role {
        Role::Program => (include_str!("main.rs.txt"), with_calls(package, api, calls)),
        Role::Library(_) => (include_str!("lib.rs.txt"), with_calls(package, api, calls)),
        Role::Linked => (include_str!("main.rs.txt"), with_libraries(package)),
    };
    frame.replace("{client}", package.sdk.client).replace("{imports}", imports) + &rest
}

/// A function that makes the call of an operation, and one for each of them.
fn with_calls(package: Package, api: &Api, calls: &[Call<'_>]) -> String {
    let arms = calls.iter().map(|call| {
        let (name, method) = (call.operation.shape.name(), ident(&call.operation.method));
        format!("        \"{name}\" => {method}(client, text).await,\n")
    });
    let functions = calls.iter().map(|call| {
        let response = match package.sdk.runtime {
            Some(_) => generated::response(call),
            None => official::response(api, call),
        };
        let method = ident(&call.operation.method);
        format!(
            "\nasync fn {method}(client: &Client, text: &str) -> Result<(), Box<dyn Error>> {{\n{response}    println!(\"{{response:?}}\");\n    Ok(())\n}}\n"
        )
    });
    dispatch("operation", arms) + &functions.collect::<String>()
}

/// A function that makes a call of the library whose letter goes before the operation: `a/ListUsers`.
fn with_libraries(package: Package) -> String {
    let arms = LIBRARIES.into_iter().map(|letter| {
        let library = Package { role: Role::Library(letter), ..package }.name().replace('-', "_");
        format!(
            "        Some((\"{letter}\", name)) => {library}::make(client, name, text).await,\n"
        )
    });
    dispatch("operation.split_once('/')", arms)
}

fn dispatch(on: &str, arms: impl Iterator<Item = String>) -> String {
    format!(
        "\nasync fn call(client: &Client, operation: &str, text: &str) -> Result<(), Box<dyn Error>> {{\n    match {on} {{\n{}        _ => Err(format!(\"expected the name of an operation, found `{{operation}}`\").into()),\n    }}\n}}\n",
        arms.collect::<String>(),
    )
}

/// The source after an edit such as people make: a text in one of the calls is another.
pub(in super::super) fn edited(source: &str) -> String {
    source.replacen("println!(\"{response:?}\")", "println!(\"response: {response:?}\")", 1)
}

/// An identifier as it is written: keywords become raw.
pub(super) fn ident(name: &RustIdent) -> String {
    if is_keyword(name.as_str()) { format!("r#{name}") } else { name.to_string() }
}
