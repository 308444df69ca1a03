//! The colours of the style sheet: every text on every ground that it stands on, in both schemes.
//!
//! Contrast as in Web Content Accessibility Guidelines 2.2, 1.4.3, which asks for 4.5 to 1.

use std::collections::BTreeMap;

use super::STYLE;

const LEAST: f64 = 4.5;

/// Which colours stand on which grounds.
const PAIRS: [(&[&str], &[&str]); 6] = [
    (&["text", "muted", "link"], &["ground", "soft"]),
    (&["bad", "good"], &["ground", "soft"]),
    (&["bad"], &["bad-ground"]),
    (&["warn"], &["warn-ground"]),
    (&["good"], &["good-ground"]),
    (&["plain", "muted"], &["plain-ground"]),
];
const CODE: [&str; 6] = ["text", "comment", "string", "number", "keyword", "type"];
const LINES: [&str; 5] = ["soft", "added", "added-part", "removed", "removed-part"];

#[test]
fn every_text_can_be_read_in_both_schemes() {
    let (light, dark) = STYLE.split_once("prefers-color-scheme: dark").unwrap();
    let dark = dark.split_once("/* The page. */").unwrap().0;
    for (scheme, palette) in [("light", palette(light)), ("dark", palette(dark))] {
        let code = (CODE.as_slice(), LINES.as_slice());
        let numbers = (["muted"].as_slice(), ["added", "removed"].as_slice());
        for (texts, grounds) in PAIRS.into_iter().chain([code, numbers]) {
            for (text, ground) in texts.iter().flat_map(|t| grounds.iter().map(move |g| (t, g))) {
                let found = contrast(palette[*text], palette[*ground]);
                assert!(found >= LEAST, "{scheme}: {text} on {ground} has {found:.2} to 1");
            }
        }
    }
}

#[test]
fn both_schemes_have_the_same_colours() {
    let (light, dark) = STYLE.split_once("prefers-color-scheme: dark").unwrap();
    assert!(palette(light).keys().eq(palette(dark).keys()));
    assert_eq!(palette(light).len(), 23);
}

#[test]
fn the_measure_of_contrast() {
    assert_eq!(contrast([0.0; 3], [1.0; 3]), 21.0);
    assert_eq!(contrast([0.5; 3], [0.5; 3]), 1.0);
}

/// The custom properties that are colours, as shares of red, green and blue.
fn palette(style: &str) -> BTreeMap<&str, [f64; 3]> {
    let lines = style.lines().filter_map(|line| line.trim().strip_prefix("--"));
    let colours = lines.filter_map(|line| line.strip_suffix(';')?.split_once(": #"));
    colours
        .map(|(name, hex)| {
            let share = |at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            (name, [share(0), share(2), share(4)])
        })
        .collect()
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |share: f64| match share <= 0.04045 {
        true => share / 12.92,
        false => ((share + 0.055) / 1.055).powf(2.4),
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
