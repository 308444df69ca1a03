//! What `codegen.toml` may hold, and what is said of the rest.

use super::*;

fn problems(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_whole_entry() {
    let sdks = parse(
        "[[sdk]]\nmodel = \"m.json\"\noverlays = [\"o.json\"]\noutput = \"out\"\npackage = \"p\"\n\
         operations = [\"A\", \"B\"]\nvalidation = \"strict\"\n",
    )
    .unwrap();
    let expected = Sdk {
        model: "m.json".to_owned(),
        overlays: vec!["o.json".to_owned()],
        output: "out".to_owned(),
        package: "p".to_owned(),
        service: None,
        operations: Operations::Named(vec!["A".to_owned(), "B".to_owned()]),
        validation: ValidationLevel::Strict,
    };
    assert_eq!(sdks, [expected]);
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = "sdks = 1\n[[sdk]]\nmodel = 1\noutput = \"out\"\npakage = \"p\"\noperations = \"some\"\nvalidation = \"hard\"\n";
    assert_eq!(
        problems(text),
        "error: codegen.toml: the key `sdks` is unknown\n  help: did you mean `sdk`?\n\
         error: codegen.toml: sdk 1: the key `pakage` is unknown\n  help: did you mean `package`?\n\
         error: codegen.toml: sdk 1: expected a string as `model`, found integer\n\
         error: codegen.toml: sdk 1: expected `package`, found none\n\
         error: codegen.toml: sdk 1: expected one of off, lenient, standard, strict as `validation`, found `hard`\n\
         error: codegen.toml: sdk 1: expected a list of strings as `operations`, found string"
    );
}

#[test]
fn two_entries_may_not_share_an_output() {
    let entry = "[[sdk]]\nmodel = \"m\"\noutput = \"out\"\npackage = \"p\"\noperations = \"all\"\n";
    assert_eq!(
        problems(&format!("{entry}{entry}")),
        "error: codegen.toml: two entries have the output `out`"
    );
}

#[test]
fn a_file_without_entries_is_an_error() {
    assert_eq!(problems(""), "error: codegen.toml: expected at least one `[[sdk]]`");
}
