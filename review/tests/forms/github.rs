//! The form for a run on GitHub.

use expect_test::expect_file;
use tinsmith_codegen::SourceTree;
use tinsmith_review::form::github::write;
use tinsmith_review::report::{Material, ModelFile, Review};

use crate::sample;

const MODEL: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "com.example#Door": {
      "type": "structure",
      "members": {
        "Heat": {}
      }
    },
    "com.example#Kiln": {
      "type": "structure",
      "members": {
        "Heated": {},
        "Door": {
          "target": "com.example#Door"
        }
      }
    }
  }
}
"#;

fn material() -> Material {
    let tree = |text: &str| SourceTree {
        files: [("src/types/kiln.rs".to_owned(), text.to_owned())].into(),
    };
    Material {
        old: tree("a\nb\nc\nd\ne\nf\n"),
        new: tree("a\nb\nc\nd\nx\nf\n"),
        folder: Some("sdk/kilns, 100%".to_owned()),
        model: Some(ModelFile { path: "model/kilns.json".to_owned(), text: MODEL.to_owned() }),
        ..Material::default()
    }
}

#[test]
fn what_the_gate_says() {
    let mut review = sample::gated();
    for change in &mut review.crates[0].changes {
        change.files = vec!["src/types/kiln.rs".to_owned()];
    }
    expect_file!["expected/gated.github.txt"].assert_eq(&write(&review, &[material()]));
}

#[test]
fn without_files_an_annotation_has_no_place() {
    let review = sample::gated();
    let text = write(&review, &[Material::default()]);
    assert!(
        text.starts_with("::error title=first%3A Kiln.Heat::gone: integer: breaks callers"),
        "{text}"
    );
}

#[test]
fn what_breaks_is_told_without_a_gate_too() {
    let text = write(&sample::review_of(sample::much()), &[Material::default()]);
    expect_file!["expected/much.github.txt"].assert_eq(&text);
    assert_eq!(write(&Review::default(), &[]), "");
}

#[test]
fn no_name_of_a_model_is_a_command() {
    let materials = vec![Material::default(); sample::HOSTILE.len()];
    let text = write(&sample::hostile(), &materials);
    for line in text.lines() {
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line}");
        let (_, properties) = line.split_once(' ').expect("a title");
        let (title, _) = properties.split_once("::").expect("a text");
        assert_eq!(title.matches(['=']).count(), title.matches("title=").count(), "{line}");
    }
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text}");
}
