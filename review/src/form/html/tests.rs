//! Pages of reviews that were made for it: what is in them, what is escaped, what is there once.

use std::collections::BTreeMap;

use tinsmith_codegen::SourceTree;

use super::write;
use crate::report::{
    Cause, Change, ChangedFile, CrateReview, Material, Reach, Review, Side, Standing, Status,
};
use crate::table::Kind;

const HOSTILE: &str = "</script></noscript><img src=x onerror=\"alert('1')\">&\u{202e}";

fn change(id: &str, kind: Kind) -> Change {
    Change {
        id: id.to_owned(),
        kind,
        shape: "example#User$Name".to_owned(),
        subject: "User.Name".to_owned(),
        detail: "String".to_owned(),
        of_trait: None,
        parts: Vec::new(),
        reference: None,
        notes: Vec::new(),
        reach: Reach { inputs: vec!["SignUp".to_owned()], ..Reach::default() },
        files: vec!["src/types/user.rs".to_owned()],
        used_at: Vec::new(),
        rewrite: None,
        standing: Standing::default(),
    }
}

fn review(package: &str, changes: Vec<Change>) -> CrateReview {
    let side = Side {
        label: "model/example.json".to_owned(),
        sha256: "0123456789abcdef".to_owned(),
        operations: 2,
        files: 3,
        lines: 400,
    };
    let file = ChangedFile {
        path: "src/types/user.rs".to_owned(),
        status: Status::Changed,
        added: 1,
        removed: 1,
        cause: Cause::Model,
    };
    CrateReview {
        package: package.to_owned(),
        service: "Example".to_owned(),
        old: side.clone(),
        new: side,
        changes,
        files: vec![file],
        generator: None,
        warnings: Vec::new(),
        used_by: None,
    }
}

fn material(old: &str, new: &str) -> Material {
    let tree = |text: &str| SourceTree {
        files: BTreeMap::from([("src/types/user.rs".to_owned(), text.to_owned())]),
    };
    let shape = (Some("{\n  \"a\": 1\n}".to_owned()), Some("{\n  \"a\": 2\n}".to_owned()));
    Material {
        old: tree(old),
        new: tree(new),
        shapes: BTreeMap::from([("example#User".to_owned(), shape)]),
        ..Material::default()
    }
}

fn page(changes: Vec<Change>, material: Material) -> String {
    write(&Review { crates: vec![review("example", changes)], ..Review::default() }, &[material])
}

#[test]
fn nothing_of_a_model_is_markup() {
    let mut hostile = change(HOSTILE, Kind::ConstraintTightened);
    for text in [&mut hostile.shape, &mut hostile.subject, &mut hostile.detail] {
        *text = HOSTILE.to_owned();
    }
    hostile.notes = vec![HOSTILE.to_owned()];
    hostile.reach.outputs = vec![HOSTILE.to_owned(); 9];
    let mut review = review(HOSTILE, vec![hostile]);
    review.service = HOSTILE.to_owned();
    review.warnings = vec![HOSTILE.to_owned()];
    let code = format!("// {HOSTILE}\nconst A: &str = r#\"{HOSTILE}\"#;\n");
    let mut material = material("", &code);
    let shape = (None, Some(format!("{{\"pattern\": \"{HOSTILE}\"}}")));
    material.shapes.insert(HOSTILE.to_owned(), shape);
    let two = Review { crates: vec![review.clone(), review], ..Review::default() };
    let page = write(&two, &[material.clone(), material]);
    assert!(!page.contains("<img"));
    // Behind each `<` is an element of ours, and in none an attribute of theirs.
    let body = page.split_once("</style>").unwrap().1.split_once("<script>").unwrap().0;
    let tags = body.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    assert!(tags.clone().count() > 100);
    assert!(!tags.clone().any(|tag| tag.contains("onerror=\"")));
    assert!(!page.contains('\u{202e}'));
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<noscript>").count(), page.matches("</noscript").count());
}

#[test]
fn a_diff_is_there_once_however_many_changes_show_it() {
    let changes = ["a", "b", "c"].map(|id| change(id, Kind::OptionalMemberAdded));
    let page = page(changes.to_vec(), material("first\n", "second\n"));
    assert_eq!(page.matches("<del>-first\n</del><ins>+second\n</ins>").count(), 1);
    assert_eq!(page.matches("data-of=file data-numbers=\"1\"").count(), 3);
    assert_eq!(page.matches("data-of=shape data-numbers=\"1\"").count(), 3);
}

#[test]
fn lines_are_signed_the_changed_part_is_marked_and_unchanged_ones_are_folded() {
    let lines = |last: &str| format!("{}    let size: {last};\n", "    a();\n".repeat(8));
    let page = page(Vec::new(), material(&lines("u32"), &lines("u64")));
    let expected = format!(
        "<div class=diff tabindex=0><div data-language=rust>\
         <details class=fold><summary>5 unchanged lines</summary><pre data-n=1>{}</pre></details>\
         <pre data-o=6 data-n=6>{}<del>-    let size: <b>u32</b>;\n</del>\
         <ins>+    let size: <b>u64</b>;\n</ins></pre></div></div>",
        "     a();\n".repeat(5),
        "     a();\n".repeat(3),
    );
    assert!(page.contains(&expected), "{page}");
}

#[test]
fn what_is_far_from_a_change_is_counted() {
    let lines = |last: &str| format!("{}{last}\n", "a();\n".repeat(40));
    let page = page(Vec::new(), material(&lines("b();"), &lines("c();")));
    let expected = format!(
        "<summary>37 unchanged lines</summary><p>… 32 lines</p><pre data-n=33>{}</pre></details>",
        " a();\n".repeat(5)
    );
    assert!(page.contains(&expected), "{page}");
}

#[test]
fn a_run_of_new_lines_is_one_element_and_what_is_in_it_is_text() {
    let new = "a<b>(\"c\");\n</pre><script>\n\n&\n";
    let page = page(Vec::new(), material("z();\n", &format!("{new}z();\n")));
    let expected = "<pre data-o=1 data-n=1><ins>+a&lt;b>(\"c\");\n+&lt;/pre>&lt;script>\n+\n+&amp;\n</ins> z();\n</pre>";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn anchors_are_the_changes_ids_and_say_the_crate_where_there_are_several() {
    let one = review("one", vec![change("a", Kind::MemberRemoved)]);
    let alone = write(&Review { crates: vec![one.clone()], ..Review::default() }, &[]);
    assert!(alone.contains("<div class=body id=\"a\">"));
    let two = review("two", vec![change("a", Kind::MemberRemoved)]);
    let both = write(&Review { crates: vec![one, two], ..Review::default() }, &[]);
    assert!(both.contains("<div class=body id=\"one/a\">"));
    assert!(both.contains("<div class=body id=\"two/a\">"));
}

#[test]
fn every_link_within_the_page_leads_somewhere() {
    let page = page(vec![change("a", Kind::MemberRemoved)], material("a\n", "b\n"));
    let targets: Vec<&str> =
        page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(targets.len(), 11);
    assert_eq!(targets.iter().filter(|target| **target == "changes?breaking").count(), 1);
    assert_eq!(targets.iter().filter(|target| **target == "changes?wire").count(), 1);
    for target in targets {
        let (id, _filter) = target.split_once('?').unwrap_or((target, ""));
        let anchor = format!("id=\"{id}\"");
        assert_eq!(page.matches(&anchor).count(), 1, "{target}");
    }
}

#[test]
fn the_verdict_comes_first() {
    let headline = |changes: Vec<Change>| {
        let page = page(changes, material("a\n", "b\n"));
        let (_, heading) = page.split_once("<h1>").unwrap();
        heading.split_once("</h1>").unwrap().0.to_owned()
    };
    let of = |kinds: &[Kind]| headline(kinds.iter().map(|kind| change("a", *kind)).collect());
    assert_eq!(of(&[]), "<span class=\"step patch\">patch</span> Callers see no difference");
    assert_eq!(
        of(&[Kind::OptionalMemberAdded]),
        "<span class=\"step minor\">minor</span> 1 change, and callers compile as before"
    );
    assert_eq!(
        of(&[Kind::MemberRemoved, Kind::OptionalMemberAdded]),
        "<span class=\"step major\">major</span> 1 change breaks callers"
    );
    assert_eq!(
        of(&[Kind::MemberRemoved, Kind::MemberRetyped]),
        "<span class=\"step major\">major</span> 2 changes break callers; \
         1 change can make running programs fail"
    );
    assert_eq!(
        of(&[Kind::ConstraintTightened, Kind::OptionalMemberAdded]),
        "<span class=\"step minor\">minor</span> 2 changes, and callers compile as before; \
         1 change can make running programs fail"
    );
    assert_eq!(
        of(&[Kind::UncheckedConstraintChanged, Kind::UncheckedConstraintChanged]),
        "<span class=\"step patch\">patch</span> Callers see no difference; \
         2 changes can make running programs fail"
    );
}

#[test]
fn a_review_without_a_change_is_a_page_too() {
    let page = write(&Review::default(), &[]);
    assert!(page.contains("</span> Nothing changed</h1>"));
}

#[test]
fn the_script_and_the_style_end_where_they_should() {
    for text in [super::STYLE, super::SCRIPT] {
        let lower = text.to_lowercase();
        assert!(!lower.contains("</style") && !lower.contains("</script"));
        assert!(!lower.contains("<!--") && !lower.contains("<script"));
        assert!(!lower.contains("http:") && !lower.contains("https:") && !lower.contains("url("));
    }
}
