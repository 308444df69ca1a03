//! Crates as a whole: one that only one side has, or that has another name or place. No model tells; the caller knows.

use tinsmith_codegen::SourceTree;

use crate::report::{Change, CrateReview, Material, Reach, Side, Standing};
use crate::table::Kind;

use super::{changed_files, name, sort_key};

/// The review of a crate that only one side has.
///
/// `tree` are its files, `label` says where it comes from.
pub fn alone(
    package: &str,
    label: &str,
    tree: &SourceTree,
    is_new: bool,
) -> (CrateReview, Material) {
    let none = SourceTree::default();
    let (old, new) = if is_new { (&none, tree) } else { (tree, &none) };
    let (before, after) = if is_new { ("nothing", label) } else { (label, "nothing") };
    let mut review = of_trees(package, (before, old), (after, new));
    let (kind, detail) =
        if is_new { (Kind::CrateAdded, "new") } else { (Kind::CrateRemoved, "gone") };
    of_the_crate(&mut review, kind, detail.to_owned());
    (review, Material { old: old.clone(), new: new.clone(), ..Material::default() })
}

/// The review of a package whose source is vendored; `None` where both sides have the same.
///
/// Each side has where it comes from, and its files; `detail` says which version became which.
pub fn vendored(
    package: &str,
    (before, old): (&str, &SourceTree),
    (after, new): (&str, &SourceTree),
    detail: String,
) -> Option<(CrateReview, Material)> {
    let mut review = of_trees(package, (before, old), (after, new));
    if review.files.is_empty() {
        return None;
    }
    of_the_crate(&mut review, Kind::RuntimeChanged, detail);
    let files = review.files.iter().map(|file| file.path.clone()).collect();
    if let [change] = review.changes.as_mut_slice() {
        change.files = files;
    }
    Some((review, Material { old: old.clone(), new: new.clone(), ..Material::default() }))
}

/// The review of two trees that no model tells apart, without a change yet.
fn of_trees(
    package: &str,
    (before, old): (&str, &SourceTree),
    (after, new): (&str, &SourceTree),
) -> CrateReview {
    let side = |tree: &SourceTree, label: &str| Side {
        label: label.to_owned(),
        files: tree.files.len(),
        lines: tree.files.values().map(|text| text.lines().count()).sum(),
        ..Side::default()
    };
    CrateReview {
        package: package.to_owned(),
        service: package.to_owned(),
        old: side(old, before),
        new: side(new, after),
        changes: Vec::new(),
        files: changed_files(old, new, old),
        generator: None,
        warnings: Vec::new(),
        used_by: None,
    }
}

/// Adds a change that is about the crate as a whole, which no model tells: another name or place.
pub fn of_the_crate(review: &mut CrateReview, kind: Kind, detail: String) {
    review.changes.push(Change {
        id: String::new(),
        kind,
        shape: review.package.clone(),
        subject: review.package.clone(),
        detail,
        of_trait: None,
        parts: Vec::new(),
        reference: None,
        notes: Vec::new(),
        reach: Reach { is_whole_service: true, ..Reach::default() },
        files: Vec::new(),
        used_at: Vec::new(),
        rewrite: None,
        standing: Standing::default(),
    });
    review.changes.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    name(&mut review.changes);
}
