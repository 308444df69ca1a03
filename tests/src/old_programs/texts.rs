//! Texts that a pattern lets pass.

use regex_syntax::hir::{Class, Hir, HirKind};
use tinsmith_codegen::stages::pattern::in_engine_notation;

/// Counts of repetition that are tried whatever the model says.
const COUNTS: [usize; 5] = [0, 1, 2, 8, 36];

/// Some texts of a pattern, of about the lengths that are given too; none of one that the engine cannot have.
///
/// It is for the caller to see which of them match: what a pattern looks at around a text is not followed.
pub(super) fn of(pattern: &str, lengths: &[usize]) -> Vec<String> {
    let parsed = in_engine_notation(pattern).ok();
    let parsed = parsed.and_then(|text| regex_syntax::parse(&text).ok());
    let Some(hir) = parsed else { return Vec::new() };
    let mut texts: Vec<String> = Vec::new();
    for count in COUNTS.iter().chain(lengths) {
        let mut text = String::new();
        write(&hir, *count, &mut text);
        // What stands around the part that repeats counts into the length.
        let surplus = text.chars().count().saturating_sub(*count);
        let mut fitting = String::new();
        write(&hir, count.saturating_sub(surplus), &mut fitting);
        texts.extend([text, fitting]);
    }
    texts
}

fn write(hir: &Hir, count: usize, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(one_of(class)),
        HirKind::Repetition(repetition) => {
            let bound = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
            let most = repetition.max.map_or(usize::MAX, bound);
            for _ in 0..count.clamp(bound(repetition.min), most) {
                write(&repetition.sub, 1, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, count, text),
        HirKind::Concat(all) => all.iter().for_each(|part| write(part, count, text)),
        HirKind::Alternation(all) => {
            if let Some(part) = all.get(count % all.len()) {
                write(part, count, text);
            }
        }
    }
}

/// A character of a class: a letter or digit where it has one.
fn one_of(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let usual = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let mut usual = usual.filter(|usual| {
        class.ranges().iter().any(|range| (range.start()..=range.end()).contains(usual))
    });
    usual.next().or_else(|| class.ranges().first().map(|range| range.start()))
}
