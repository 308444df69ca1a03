//! What `codegen.toml` may hold, and what is said of the rest.

use super::*;
use crate::runtime::Runtime;

fn problems(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_whole_entry() {
    let config = parse(
        "[partitions]\nsource = \"p.json\"\noutput = \"p.rs\"\n[[sdk]]\nmodel = \"m.json\"\noverlays = [\"o.json\"]\noutput = \"out\"\npackage = \"p\"\n\
         operations = [\"A\", \"B\"]\nvalidation = \"strict\"\nprotocol = \"rpcv2Cbor\"\nprotocol-tests = true\n",
    )
    .unwrap();
    let expected = Sdk {
        model: "m.json".to_owned(),
        overlays: vec!["o.json".to_owned()],
        output: "out".to_owned(),
        package: "p".to_owned(),
        service: None,
        protocol: Some("rpcv2Cbor".to_owned()),
        operations: Operations::Named(vec!["A".to_owned(), "B".to_owned()]),
        validation: ValidationLevel::Strict,
        protocol_tests: true,
    };
    assert_eq!(config.sdks, [expected]);
    let partitions = Partitions { source: "p.json".to_owned(), output: "p.rs".to_owned() };
    assert_eq!(config.partitions, Some(partitions));
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = "sdks = 1\n[[sdk]]\nmodel = 1\noutput = \"out\"\npakage = \"p\"\noperations = \"some\"\nvalidation = \"hard\"\nprotocol = 1\nprotocol-tests = 1\n";
    assert_eq!(
        problems(text),
        "error: codegen.toml: the key `sdks` is unknown\n  help: did you mean `sdk`?\n\
         error: codegen.toml: sdk 1: the key `pakage` is unknown\n  help: did you mean `package`?\n\
         error: codegen.toml: sdk 1: expected a string as `model`, found integer\n\
         error: codegen.toml: sdk 1: expected `package`, found none\n\
         error: codegen.toml: sdk 1: expected a string as `protocol`, found integer\n\
         error: codegen.toml: sdk 1: expected one of off, lenient, standard, strict as `validation`, found `hard`\n\
         error: codegen.toml: sdk 1: expected a list of strings as `operations`, found string\n\
         error: codegen.toml: sdk 1: expected true or false as `protocol-tests`, found integer"
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
fn outputs_may_not_contain_each_other() {
    let entry = |output: &str| {
        format!(
            "[[sdk]]\nmodel = \"m\"\noutput = \"{output}\"\npackage = \"p\"\noperations = \"all\"\n"
        )
    };
    let both = |one: &str, other: &str| parse(&[entry(one), entry(other)].concat());
    let message = |one: &str, other: &str| both(one, other).unwrap_err().to_string();
    let inside = "error: codegen.toml: the output `sdk/inner` is inside the output `sdk`";
    assert_eq!(message("sdk", "sdk/inner"), inside);
    assert_eq!(message("sdk/inner", "sdk"), inside);
    assert_eq!(message("sdk", "sdk/"), "error: codegen.toml: two entries have the output `sdk`");
    assert!(both("sdk", "sdk-inner").is_ok());
    for output in ["", ".", "..", "./sdk", "sdk/../other", "/sdk"] {
        assert_eq!(
            problems(&entry(output)),
            format!(
                "error: codegen.toml: sdk 1: expected a folder below the root as `output`, without `.` and `..`, found `{output}`"
            )
        );
    }
}

#[test]
fn packages_have_names_that_cargo_takes() {
    let named = |package: &str| {
        format!(
            "[[sdk]]\nmodel = \"m\"\noutput = \"out\"\npackage = \"{package}\"\noperations = \"all\"\n"
        )
    };
    assert_eq!(
        problems(&named("9 lives")),
        "error: codegen.toml: sdk 1: expected a package name, a letter followed by letters, digits, `-` and `_`, found `9 lives`"
    );
    for taken in ["match", "test", "crate", "proc-macro"] {
        assert_eq!(
            problems(&named(taken)),
            format!(
                "error: codegen.toml: sdk 1: no package can be called `{taken}`: the word has a meaning of its own"
            )
        );
    }
    assert!(parse(&named("my-sdk_2")).is_ok());
}

#[test]
fn a_project_begins_without_entries() {
    assert_eq!(parse("# Nothing yet.\n").unwrap(), Config::default());
    assert_eq!(problems("sdk = 1"), "error: codegen.toml: sdk: expected [[sdk]], found integer");
}

#[test]
fn models_come_from_one_source() {
    let models = |text: &str| parse(&format!("[models]\n{text}\n")).unwrap().models;
    let url = "ssh://git@host/models.git";
    assert_eq!(models(&format!("git = \"{url}\"")), Some(Models::Git(url.to_owned())));
    assert_eq!(models("folder = \"../x\""), Some(Models::Folder("../x".to_owned())));
    assert_eq!(models("botocore = true"), Some(Models::Botocore));
    assert_eq!(Models::default(), Models::Git("https://github.com/aws/api-models-aws".to_owned()));
    let one = "error: codegen.toml: models: expected one of `git = \"URL\"`, `folder = \"PATH\"` and `botocore = true`";
    for text in ["", "git = \"\"", "git = 1", "botocore = false", "git = \"a\"\nbotocore = true"] {
        assert_eq!(problems(&format!("[models]\n{text}\n")), one, "{text}");
    }
    assert_eq!(
        problems("[models]\ngti = \"a\""),
        "error: codegen.toml: models: the key `gti` is unknown\n  help: did you mean `git`?"
    );
    assert_eq!(
        problems("models = 1"),
        "error: codegen.toml: models: expected a table, found integer"
    );
}

#[test]
fn the_runtime_has_one_form() {
    let runtime = |text: &str| parse(&format!("[runtime]\n{text}")).unwrap().runtime.unwrap();
    assert_eq!(runtime("version = \"0.1.0\""), Runtime::Version("0.1.0".to_owned()));
    assert_eq!(
        runtime("git = \"https://git.example/tinsmith\"\nrev = \"1f3a9c2\""),
        Runtime::Git { url: "https://git.example/tinsmith".to_owned(), rev: "1f3a9c2".to_owned() }
    );
    assert_eq!(
        runtime("vendored = \"sdk/tinsmith-runtime\""),
        Runtime::Vendored("sdk/tinsmith-runtime".to_owned())
    );

    let none =
        "error: codegen.toml: runtime: expected one of `version`, `git` with `rev`, and `vendored`";
    for text in [
        "",
        "version = \"0.1.0\"\nvendored = \"sdk/tinsmith-runtime\"",
        "git = \"https://git.example/tinsmith\"",
        "rev = \"1f3a9c2\"",
        "version = \"0.1.0\"\nrev = \"1f3a9c2\"",
    ] {
        assert_eq!(problems(&format!("[runtime]\n{text}")), none, "{text}");
    }
    assert_eq!(
        problems("[runtime]\nversion = 1\nvendor = \"sdk\""),
        "error: codegen.toml: runtime: the key `vendor` is unknown\n  help: did you mean `vendored`?\n\
         error: codegen.toml: runtime: expected a string as `version`, found integer"
    );
    assert_eq!(
        problems("runtime = \"vendored\""),
        "error: codegen.toml: runtime: expected a table, found string"
    );
    assert_eq!(
        problems("[runtime]\nvendored = \"../runtime\""),
        "error: codegen.toml: runtime: expected a folder below the root as `vendored`, without `.` and `..`, found `../runtime`"
    );
}

#[test]
fn a_version_of_the_runtime_allows_that_of_the_generator() {
    let of = |version: &str| parse(&format!("[runtime]\nversion = {version:?}"));
    for version in ["0.1", "0.1.0", "^0.1", "=0.1.0", ">=0.1, <0.3", "*"] {
        assert!(of(version).is_ok(), "{version}");
    }
    for version in ["0.2", "0.2.0", "1", "0.1.7", "0.0.9"] {
        assert_eq!(
            of(version).unwrap_err().to_string(),
            format!(
                "error: codegen.toml: runtime: `version = {version:?}` excludes 0.1.0, for which this tinsmith generates: \
                 write `version = \"0.1.0\"`, then run `cargo update tinsmith-runtime`"
            )
        );
    }
}

#[test]
fn no_crate_is_generated_where_the_runtime_is_vendored() {
    let crate_in = |output: &str| {
        problems(&format!(
            "[runtime]\nvendored = \"sdk/tinsmith-runtime\"\n[[sdk]]\nmodel = \"m\"\noutput = \"{output}\"\npackage = \"p\"\noperations = \"all\"\n"
        ))
    };
    for folder in ["sdk/tinsmith-runtime", "sdk/tinsmith-http-client"] {
        assert_eq!(
            crate_in(folder),
            format!("error: codegen.toml: two entries have the output `{folder}`")
        );
    }
    assert_eq!(
        crate_in("sdk"),
        "error: codegen.toml: the output `sdk/tinsmith-runtime` is inside the output `sdk`\n\
         error: codegen.toml: the output `sdk/tinsmith-http-client` is inside the output `sdk`"
    );
    assert_eq!(
        problems(
            "[runtime]\nvendored = \"rt\"\n[partitions]\nsource = \"p.json\"\noutput = \"rt/src/endpoint/partitions.rs\"\n"
        ),
        "error: codegen.toml: partitions: the output `rt/src/endpoint/partitions.rs` is a file of the vendored runtime, which has the partitions of this tinsmith"
    );
}

/// Whoever says nothing of partitions gets those of the runtime.
#[test]
fn the_partitions_of_this_workspace_are_those_that_the_generator_has() {
    let partitions = read(&root(None).unwrap()).unwrap().partitions.unwrap();
    let document = std::fs::read(root(None).unwrap().join(partitions.source)).unwrap();
    assert_eq!(document, tinsmith_codegen::stages::partitions::OF_THE_RUNTIME.bytes);
}
