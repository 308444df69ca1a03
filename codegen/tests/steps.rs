//! Nothing that makes a value takes two by position, in all goldens and in the committed crate: they could change places.

#![expect(clippy::disallowed_methods, reason = "a test reads what was generated")]

use std::fs;
use std::path::{Path, PathBuf};

use syn::{FnArg, ImplItem, Item};

#[test]
fn nothing_takes_two_values_by_position() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let mut files = Vec::new();
    for folder in ["tests/cases", "generated/src/operation", "generated/src/types"] {
        add_files(&root.join(folder), &mut files);
    }
    let mut functions = 0;
    let mut steps = 0;
    for path in files {
        let text = fs::read_to_string(&path).expect("the file is there");
        let file = syn::parse_file(&text).expect("it is Rust");
        for item in &file.items {
            let (found, what) = match item {
                Item::Impl(item) if item.trait_.is_none() => {
                    let methods = item.items.iter().filter_map(|member| match member {
                        ImplItem::Fn(method) => Some(&method.sig),
                        _ => None,
                    });
                    let counts = methods.map(|method| {
                        let values = method.inputs.iter();
                        (values.filter(|of| matches!(of, FnArg::Typed(_))).count(), &method.ident)
                    });
                    let many = counts.clone().find(|(count, _)| *count > 1);
                    functions += counts.count();
                    (many.is_some(), many.map(|(_, name)| name.to_string()))
                }
                Item::Macro(item)
                    if item.mac.path.segments.last().is_some_and(|of| of.ident == "required") =>
                {
                    steps += item.mac.tokens.to_string().matches(';').count();
                    (false, None)
                }
                _ => (false, None),
            };
            assert!(!found, "{}: {what:?} takes more than one value", path.display());
        }
    }
    assert!(functions > 1_500 && steps > 500, "{functions} functions, {steps} steps");
}

/// The Rust files of generated code that callers make values with.
fn add_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            add_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && ["operation", "types"].iter().any(|of| path.iter().any(|part| part == *of))
        {
            files.push(path);
        }
    }
}
