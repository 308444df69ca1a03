//! The pages of `docs/` as a book: what `SUMMARY.md` lists is there, what is there is listed, and links lead somewhere.
//!
//! mdBook builds the same pages; this needs no mdBook.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tinsmith_tests::sdk::root;

const SUMMARY: &str = "docs/SUMMARY.md";

/// The pages that are read in the repository; their links may lead to any file.
const OTHERS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

#[test]
fn the_summary_lists_every_page_once() {
    let listed = Page::read(SUMMARY).links;
    let unique: BTreeSet<&String> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "a page is listed twice: {listed:?}");
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(root().join("docs")).expect("there is a folder") {
        let name = entry.expect("an entry can be read").file_name();
        let name = name.into_string().expect("the name is text");
        if name.ends_with(".md") && name != "SUMMARY.md" {
            there.insert(name);
        }
    }
    assert_eq!(unique.into_iter().cloned().collect::<BTreeSet<_>>(), there);
}

#[test]
fn every_page_starts_with_its_title_and_says_what_it_is_for() {
    for page in pages() {
        let text = fs::read_to_string(root().join(&page)).expect("the page can be read");
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default();
        assert!(title.starts_with("# "), "{page} starts with {title:?}");
        assert_eq!(lines.next(), Some(""), "{page}");
        let first = lines.next().unwrap_or_default();
        assert!(
            first.starts_with(char::is_alphabetic) || first.starts_with('`'),
            "{page}: {first:?}"
        );
    }
}

#[test]
fn links_lead_to_what_is_there() {
    let mut problems = Vec::new();
    let mut read = BTreeMap::new();
    for path in pages().into_iter().chain(OTHERS.map(str::to_owned)) {
        let folder = Path::new(&path).parent().unwrap_or(Path::new("")).to_owned();
        for link in Page::read(&path).links {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target =
                if file.is_empty() { PathBuf::from(&path) } else { tidy(&folder.join(file)) };
            let in_the_book = target.parent() == Some(Path::new("docs"));
            if path.starts_with("docs/") && !in_the_book {
                problems.push(format!("{path}: {link} leads out of the book"));
            } else if !root().join(&target).exists() {
                problems.push(format!("{path}: {link} leads to nothing"));
            } else if !anchor.is_empty() {
                let target = target.to_string_lossy().into_owned();
                let page = read.entry(target.clone()).or_insert_with(|| Page::read(&target));
                if !page.anchors.contains(anchor) {
                    problems.push(format!("{path}: {link}: there are {:?}", page.anchors));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The pages of the book, by their paths from the root.
fn pages() -> Vec<String> {
    Page::read(SUMMARY).links.into_iter().map(|link| format!("docs/{link}")).collect()
}

/// A path without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => _ = tidy.pop(),
            Component::CurDir => {}
            other => tidy.push(other),
        }
    }
    tidy
}

/// What links of and to a page need.
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

impl Page {
    fn read(path: &str) -> Self {
        let text =
            fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut page = Self { links: Vec::new(), anchors: BTreeSet::new() };
        let mut heading = None;
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.into_string()),
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let heading = heading.take().unwrap_or_default();
                    page.add_anchor(&anchor(&heading));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }
}

impl Page {
    /// Headings that are there before get a number.
    fn add_anchor(&mut self, anchor: &str) {
        let numbered = (1..).map(|number| format!("{anchor}-{number}"));
        let mut names = std::iter::once(anchor.to_owned()).chain(numbered);
        let free = names.find(|name| !self.anchors.contains(name));
        self.anchors.extend(free);
    }
}

/// What mdBook and GitHub call the place of a heading.
fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    heading.trim().chars().filter_map(kept).collect()
}
