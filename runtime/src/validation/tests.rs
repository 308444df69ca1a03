use std::collections::HashMap;

use super::{Length, OpenEnum, Segment, Unnamed, Validate, Validation, ValidationError, Validator};
use crate::primitives::Blob;

fn at(level: Validation, checks: impl FnOnce(&mut Validator)) -> Vec<String> {
    let mut validator = Validator::new(level);
    checks(&mut validator);
    let violations = validator.finish().err().map(|ValidationError { violations }| violations);
    violations.unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn lengths_are_in_the_unit_of_the_type() {
    assert_eq!("aé😀".length(), 3);
    assert_eq!("e\u{301}".to_owned().length(), 2);
    assert_eq!(Blob::new("aé").length(), 3);
    assert_eq!(vec![1, 2].length(), 2);
    assert_eq!(HashMap::from([(1, 2)]).length(), 1);
}

#[test]
fn bounds_are_inclusive_and_each_has_its_level() {
    let all = |v: &mut Validator| {
        v.length("A", "xx", 2..=2);
        v.length("Short", "x", 2..=4);
        v.length("Long", "xxxxx", 2..=4);
        v.length("LongSet", &Blob::new("xx"), ..=1);
        v.range("Low", -1_i8, 0..=5);
        v.range("High", 6_i64, 0..=5);
        v.range("Least", 1_i32, 2..);
        v.range("Float", 0.5_f32, 1.0..);
        v.range_sensitive("Secret", 7_i16, ..=5);
    };
    assert_eq!(at(Validation::Off, all), [""; 0]);
    let lenient = [
        "Short: length must be 2 to 4, is 1",
        "Low: must be 0 to 5, is -1",
        "Least: must be at least 2, is 1",
        "Float: must be at least 1, is 0.5",
    ];
    assert_eq!(at(Validation::Lenient, all), lenient);
    let standard = [
        "Short: length must be 2 to 4, is 1",
        "Long: length must be 2 to 4, is 5",
        "LongSet: length must be at most 1, is 2",
        "Low: must be 0 to 5, is -1",
        "High: must be 0 to 5, is 6",
        "Least: must be at least 2, is 1",
        "Float: must be at least 1, is 0.5",
        "Secret: must be at most 5",
    ];
    assert_eq!(at(Validation::Standard, all), standard);
}

#[test]
fn an_empty_label_counts_at_every_level() {
    let label = |v: &mut Validator| v.label("Bucket", "");
    assert_eq!(at(Validation::Off, label), ["Bucket: is part of the URL and must not be empty"]);
}

#[test]
fn what_is_required_and_what_is_known_have_their_levels() {
    let all = |v: &mut Validator| {
        v.required("There", true);
        v.required("Missing", false);
        v.known("Known", &Enum(None));
        v.known("Mode", &Enum(Some("NEW")));
        v.known_sensitive("Secret", &Enum(Some("NEW")));
    };
    assert_eq!(at(Validation::Lenient, all), ["Missing: is required"]);
    let strict = [
        "Missing: is required",
        "Mode: must be a value that the model names, is \"NEW\"",
        "Secret: must be a value that the model names",
    ];
    assert_eq!(at(Validation::Strict, all), strict);
}

struct Attribute(&'static str);

impl Validate for Attribute {
    fn validate(&self, v: &mut Validator) {
        v.length("Value", self.0, 1..);
    }
}

#[test]
fn paths_lead_through_lists_maps_and_structures() {
    let long = "k".repeat(100);
    let paths = at(Validation::Standard, |v| {
        v.items("UserAttributes", &vec![(); 4], |v, at, ()| {
            if at == 3 {
                v.nested(at, &Box::new(Attribute("")));
            }
        });
        v.entries("Tags", &HashMap::from([((), ())]), |v, (), ()| {
            v.length(Segment::Key("env"), "", 1..);
            v.length(Segment::KeyOf("e\"v"), "", 1..);
            v.inside(Segment::Key(&long), false, &mut |v| v.nested("Deep", &Attribute("")));
        });
        v.nested("After", &Attribute(""));
    });
    let paths: Vec<_> = paths.iter().filter_map(|text| Some(text.split_once(": ")?.0)).collect();
    let cut = format!("Tags[\"{}\"…].Deep.Value", "k".repeat(64));
    let expected =
        ["UserAttributes[3].Value", "Tags[\"env\"]", "Tags[\"e\\\"v\"].key", &cut, "After.Value"];
    assert_eq!(paths, expected);
}

/// An enum, as what its model does not name.
struct Enum(Option<&'static str>);

impl OpenEnum for Enum {
    fn unknown(&self) -> Option<Unnamed<'_>> {
        self.0.map(Unnamed::Text)
    }
}

struct Coordinates;

impl Validate for Coordinates {
    fn validate(&self, v: &mut Validator) {
        v.range("Number", 7_i32, ..=5);
        v.known("Enum", &Enum(Some("NEW")));
        v.length("Name", "x", 2..);
        v.unique("Twice", &vec![1, 1]);
        v.entries("Map", &HashMap::from([((), ())]), |v, (), ()| {
            v.range(Segment::Key("key"), 7_i32, ..=5);
        });
        v.nested_sensitive(Segment::Key("deep"), &Attribute(""));
    }
}

#[test]
fn what_is_inside_something_sensitive_is_hidden_until_it_ends() {
    let hidden = |v: &mut Validator| {
        v.nested_sensitive("Place", &Coordinates);
        v.entries_sensitive("Answers", &HashMap::from([((), ())]), |v, (), ()| {
            v.range(Segment::Key("k"), 7_i32, ..=5);
            v.length(Segment::KeyOf("k"), "", 1..);
            v.items_sensitive(Segment::Key("k"), &vec![()], |v, _, ()| {
                v.known(3, &Enum(Some("NEW")));
            });
            v.inside(Segment::Key("k"), false, &mut |v| v.nested("Deep", &Attribute("")));
            v.known(0, &Enum(Some("NEW")));
        });
        v.nested_sensitive(Segment::Key("shown"), &Attribute(""));
        v.nested("After", &Coordinates);
    };
    let expected = [
        "Place.Number: must be at most 5",
        "Place.Enum: must be a value that the model names",
        "Place.Name: length must be at least 2, is 1",
        "Place.Twice: items must be unique, 0 and 1 are equal",
        "Place.Map[*]: must be at most 5",
        "Place[*].Value: length must be at least 1, is 0",
        "Answers[*]: must be at most 5",
        "Answers[*].key: length must be at least 1, is 0",
        "Answers[*][3]: must be a value that the model names",
        "Answers[*].Deep.Value: length must be at least 1, is 0",
        "Answers[0]: must be a value that the model names",
        "[\"shown\"].Value: length must be at least 1, is 0",
        "After.Number: must be at most 5, is 7",
        "After.Enum: must be a value that the model names, is \"NEW\"",
        "After.Name: length must be at least 2, is 1",
        "After.Twice: items must be unique, 0 and 1 are equal",
        "After.Map[\"key\"]: must be at most 5, is 7",
        "After[\"deep\"].Value: length must be at least 1, is 0",
    ];
    assert_eq!(at(Validation::Strict, hidden), expected);
}

#[test]
fn floats_are_shown_as_they_are_and_a_nan_is_in_no_range() {
    let floats = |v: &mut Validator| {
        v.range("Float", 0.1_f32, 0.2..);
        v.range("Double", 0.1_f64, 0.2..);
        v.range("Least", f32::NAN, 0.5..);
        v.range("Most", f64::NAN, ..=0.5);
        v.range("Any", f64::NAN, ..);
    };
    let expected = [
        "Float: must be at least 0.2, is 0.1",
        "Double: must be at least 0.2, is 0.1",
        "Least: must be at least 0.5, is NaN",
        "Most: must be at most 0.5, is NaN",
    ];
    assert_eq!(at(Validation::Standard, floats), expected);
}

#[test]
#[cfg(feature = "pattern")]
fn patterns_count_at_strict_and_one_that_cannot_be_expressed_is_skipped() {
    let all = |v: &mut Validator| {
        v.pattern("Good", "ab1", r"^(?:[\w]+)$");
        v.pattern("Ascii", "é", r"^(?:[\w]+)$");
        v.pattern("Again", "-", r"^(?:[\w]+)$");
        v.pattern("Inexpressible", "-", r"^(?!aws:)$");
    };
    assert_eq!(at(Validation::Standard, all), [""; 0]);
    let strict = [r"Ascii: must match ^(?:[\w]+)$", r"Again: must match ^(?:[\w]+)$"];
    assert_eq!(at(Validation::Strict, all), strict);
}

#[test]
fn the_first_item_that_is_there_again_is_named_with_the_place_before_it() {
    let lists = |v: &mut Validator| {
        v.unique("Texts", &vec!["a", "b", "c", "b", "a", "b"]);
        v.unique("Different", &vec![1, 2, 3]);
        v.unique("Sparse", &vec![None, Some(1), None]);
        v.unique("Empty", &Vec::<i32>::new());
        v.unique("Absent", None::<&Vec<i32>>);
        v.unique_by_comparison("Fractions", &vec![0.1, 0.2, 0.2, 0.1]);
        v.unique_by_comparison("Others", &vec![0.1, 0.2]);
    };
    let expected = [
        "Texts: items must be unique, 1 and 3 are equal",
        "Sparse: items must be unique, 0 and 2 are equal",
        "Fractions: items must be unique, 1 and 2 are equal",
    ];
    assert_eq!(at(Validation::Standard, lists), expected);
    assert_eq!(at(Validation::Lenient, lists), [] as [&str; 0]);
}

#[test]
fn items_without_a_hash_are_compared_up_to_a_thousand() {
    let ones = |count| move |v: &mut Validator| v.unique_by_comparison("Ones", &vec![1.0; count]);
    assert_eq!(
        at(Validation::Strict, ones(1000)),
        ["Ones: items must be unique, 0 and 1 are equal"]
    );
    assert_eq!(at(Validation::Strict, ones(1001)), [] as [&str; 0]);
}

#[test]
fn upper_bounds_of_what_the_service_gives_out_count_at_strict_alone() {
    let tokens = |v: &mut Validator| {
        v.opaque(|v| v.length("Long", "abc", 1..=2));
        v.opaque(|v| v.length("Short", "", 1..=2));
        v.opaque(|v| v.range("Offset", 7, 0..=5));
        v.opaque(|v| {
            v.items("Keys", &vec!["abc".to_owned()], |v, at, key| v.length(at, key, ..=2))
        });
        v.length("After", "abc", 1..=2);
    };
    let standard = ["Short: length must be 1 to 2, is 0", "After: length must be 1 to 2, is 3"];
    assert_eq!(at(Validation::Off, tokens), [""; 0]);
    assert_eq!(at(Validation::Lenient, tokens), ["Short: length must be 1 to 2, is 0"]);
    assert_eq!(at(Validation::Standard, tokens), standard);
    let strict = [
        "Long: length must be 1 to 2, is 3",
        "Short: length must be 1 to 2, is 0",
        "Offset: must be 0 to 5, is 7",
        "Keys[0]: length must be at most 2, is 3",
        "After: length must be 1 to 2, is 3",
    ];
    assert_eq!(at(Validation::Strict, tokens), strict);
}

#[test]
fn of_very_many_violations_the_first_hundred_are_shown() {
    let with = |count: usize| {
        let mut validator = Validator::new(Validation::Standard);
        for _ in 0..count {
            validator.length("A", "", 1..);
        }
        validator.finish().expect_err("there are some").to_string()
    };
    let violation = "A: length must be at least 1, is 0";
    let hundred = vec![violation; 100].join("; ");
    assert_eq!(with(100), format!("100 constraints are not met: {hundred}"));
    assert_eq!(with(102), format!("102 constraints are not met: {hundred}; and 2 more"));
}
