//! The table of partitions, which every crate's endpoint rules ask: groups of regions, and what holds for each.
//!
//! In come two documents with the facts, and the table that is generated from each; out goes a review of the crate that has the table.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::pipeline::sha256;
use tinsmith_codegen::stages::smithy::{Node, node};
use tinsmith_codegen::stages::write::write_node;
use tinsmith_codegen::{Document, SourceTree};

use crate::report::{Change, CrateReview, Material, Reach, Side, Standing};
use crate::table::Kind;

use super::code;

/// One side: the document, and the file that is made of it.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Where the document comes from, for the reader.
    pub label: &'a str,
    /// The facts, as `codegen/partitions.json` has them.
    pub facts: Document<'a>,
    /// The generated file, relative to the folder of the crate.
    pub tree: &'a SourceTree,
}

/// Compares two tables; `None` where they say the same.
///
/// # Errors
/// A document that is no JSON.
pub fn compare(
    package: &str,
    old: &Table<'_>,
    new: &Table<'_>,
) -> Result<Option<(CrateReview, Material)>, node::ParseError> {
    let (before, after) = (Node::parse(old.facts.bytes)?, Node::parse(new.facts.bytes)?);
    let files = super::changed_files(old.tree, new.tree, old.tree);
    let mut differences = Differences { changes: Vec::new(), material: Material::default() };
    let ids: BTreeSet<&str> = partitions(&before).chain(partitions(&after)).map(id).collect();
    for name in ids {
        let find = |document| partitions(document).find(|partition| id(partition) == name);
        differences.partition(name, find(&before), find(&after));
    }
    let Differences { mut changes, mut material } = differences;
    if changes.is_empty() && files.is_empty() {
        return Ok(None);
    }
    for change in &mut changes {
        change.files = files.iter().map(|file| file.path.clone()).collect();
    }
    changes.sort_by(|a, b| super::sort_key(a).cmp(&super::sort_key(b)));
    super::name(&mut changes);
    material.old = old.tree.clone();
    material.new = new.tree.clone();
    let review = CrateReview {
        package: package.to_owned(),
        service: "Partitions of all services".to_owned(),
        old: side(old),
        new: side(new),
        changes,
        files,
        generator: None,
        warnings: Vec::new(),
        used_by: None,
    };
    Ok(Some((review, material)))
}

struct Differences {
    changes: Vec<Change>,
    material: Material,
}

impl Differences {
    fn partition(&mut self, name: &str, old: Option<&Node>, new: Option<&Node>) {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, Some(new)) => {
                let detail = counted(regions(new).len());
                return self.add(Kind::PartitionAdded, name, name, detail, (None, Some(new)));
            }
            (old, _) => {
                let detail = counted(old.map(regions).unwrap_or_default().len());
                return self.add(Kind::PartitionRemoved, name, name, detail, (old, None));
            }
        };
        let both = (Some(old), Some(new));
        let (before, after) = (regions(old), regions(new));
        for region in after.difference(&before) {
            let subject = format!("{name}.{region}");
            self.add(Kind::RegionAdded, name, &subject, "new".to_owned(), both);
        }
        for region in before.difference(&after) {
            let subject = format!("{name}.{region}");
            self.add(Kind::RegionRemoved, name, &subject, "gone".to_owned(), both);
        }
        for (what, before, after) in facts(old, new) {
            let shown = |node: Option<&Node>| node.map_or_else(|| "none".to_owned(), line);
            let detail = format!("{what}: {} -> {}", shown(before), shown(after));
            self.add(Kind::PartitionChanged, name, name, detail, both);
        }
    }

    fn add(
        &mut self,
        kind: Kind,
        partition: &str,
        subject: &str,
        detail: String,
        (old, new): (Option<&Node>, Option<&Node>),
    ) {
        let text = |node: Option<&Node>| node.map(write_node);
        self.material.shapes.insert(partition.to_owned(), (text(old), text(new)));
        self.changes.push(Change {
            id: String::new(),
            kind,
            shape: partition.to_owned(),
            subject: subject.to_owned(),
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
    }
}

fn counted(regions: usize) -> String {
    if regions == 1 { "1 region".to_owned() } else { format!("{regions} regions") }
}

fn partitions(document: &Node) -> impl Iterator<Item = &Node> {
    document.get("partitions").and_then(Node::as_array).into_iter().flatten()
}

fn id(partition: &Node) -> &str {
    partition.get("id").and_then(Node::as_str).unwrap_or_default()
}

fn regions(partition: &Node) -> BTreeSet<&str> {
    let regions = partition.get("regions").and_then(Node::as_object);
    regions.into_iter().flat_map(|regions| regions.keys().map(String::as_str)).collect()
}

/// What differs besides the list of regions: what holds for all of them, the expression for their names, and what holds for one.
fn facts<'n>(old: &'n Node, new: &'n Node) -> Vec<(String, Option<&'n Node>, Option<&'n Node>)> {
    let mut facts =
        vec![("regionRegex".to_owned(), old.get("regionRegex"), new.get("regionRegex"))];
    let (before, after) = (old.get("outputs"), new.get("outputs"));
    let keys = |node: Option<&'n Node>| {
        node.and_then(Node::as_object).into_iter().flat_map(|members| members.keys())
    };
    let names: BTreeSet<&String> = keys(before).chain(keys(after)).collect();
    let value = |node: Option<&'n Node>, name: &str| node.and_then(|node| node.get(name));
    facts.extend(
        names.into_iter().map(|name| (name.clone(), value(before, name), value(after, name))),
    );
    let region = |node: &'n Node, name: &str| node.get("regions").and_then(|all| all.get(name));
    for name in regions(old).intersection(&regions(new)) {
        facts.push(((*name).to_owned(), region(old, name), region(new, name)));
    }
    facts.retain(|(_, before, after)| before != after);
    facts
}

fn line(node: &Node) -> String {
    let text = write_node(node);
    code(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn side(table: &Table<'_>) -> Side {
    Side {
        label: table.label.to_owned(),
        sha256: sha256(table.facts.bytes),
        operations: 0,
        files: table.tree.files.len(),
        lines: table.tree.files.values().map(|text| text.lines().count()).sum(),
    }
}
