//! The lines of a diff: their numbers, their colours, the part that changed.

use super::reviews;
use super::tab::Tab;

/// Every line of the file's diff: its sign, its number, its markup, and whether it can be seen.
const LINES: &str = "[...document.querySelectorAll('[id=\"file:1\"] .diff [data-n]')]\
    .map((line) => [line.tagName, line.dataset.n, line.innerHTML].join(' '))";

async fn lines(test: &str, path: &str, old: &str, new: &str) -> Option<Vec<String>> {
    let tab = Tab::open_at(test, &reviews::of_file(path, old, new), "#file:1").await?;
    tab.until("document.querySelector('[id=\"file:1\"] .diff') !== null").await;
    let lines = tab.eval(LINES).await;
    assert_eq!(tab.browser.console().await, [""; 0]);
    Some(lines.as_array()?.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect())
}

#[tokio::test]
async fn lines_have_numbers_colours_and_the_part_that_changed() {
    let old = "// at least 1\npub size: Option<u32>,\nfn a<'a>() {}\n";
    let new = "// at least 1\npub size: Option<u64>,\nlet b = r#\"a\"b\"#;\nlet c = ['\"', '\\''];\nlet d = \"e\\\"f\" && 1_0.5;\nfn a<'a>() {}\n";
    let Some(lines) = lines("colours", "src/a.rs", old, new).await else { return };
    let expected = [
        "SPAN 1  <i class=\"c\">// at least 1</i>",
        "DEL 2 -<i class=\"k\">pub</i> size: <i class=\"t\">Option</i>&lt;<b><i class=\"k\">u32</i></b>&gt;,",
        "INS 2 +<i class=\"k\">pub</i> size: <i class=\"t\">Option</i>&lt;<b><i class=\"k\">u64</i></b>&gt;,",
        "INS 3 +<i class=\"k\">let</i> b = <i class=\"s\">r#\"a\"b\"#</i>;",
        "INS 4 +<i class=\"k\">let</i> c = [<i class=\"s\">'\"'</i>, <i class=\"s\">'\\''</i>];",
        "INS 5 +<i class=\"k\">let</i> d = <i class=\"s\">\"e\\\"f\"</i> &amp;&amp; <i class=\"n\">1_0.5</i>;",
        "SPAN 6  <i class=\"k\">fn</i> a&lt;<i class=\"k\">'a</i>&gt;() {}",
    ];
    // As many lines have to come as go for parts of them to be compared.
    let expected: Vec<String> = expected
        .iter()
        .map(|line| match line.contains("size") {
            true => line.replace("<b>", "").replace("</b>", ""),
            false => (*line).to_owned(),
        })
        .collect();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn the_part_that_changed_may_go_through_colours() {
    let old = "let size = \"one two three\";\n";
    let new = "let size = \"one four three\";\n";
    let Some(lines) = lines("colours-part", "src/a.rs", old, new).await else { return };
    let of = |word: &str| {
        format!(
            "<i class=\"k\">let</i> size = <i class=\"s\">\"one </i><b><i class=\"s\">{word}</i></b><i class=\"s\"> three\"</i>;"
        )
    };
    assert_eq!(lines, [format!("DEL 1 -{}", of("two")), format!("INS 1 +{}", of("four"))]);
}

#[tokio::test]
async fn json_tells_keys_from_values_and_other_files_have_no_colours() {
    let (old, new) = ("{\n}\n", "{\n\"a\" : \"b\", \"c\": null, \"d\": -1\n}\n");
    let Some(json) = lines("colours-json", "a.json", old, new).await else { return };
    let expected = "INS 2 +<i class=\"k\">\"a\"</i> : <i class=\"s\">\"b\"</i>, <i class=\"k\">\"c\"</i>: <i class=\"n\">null</i>, <i class=\"k\">\"d\"</i>: -<i class=\"n\">1</i>";
    assert_eq!(json, ["SPAN 1  {", expected, "SPAN 3  }"]);
    let Some(plain) = lines("colours-plain", "README.md", "a\n", "a\n# fn <b>\n").await else {
        return;
    };
    assert_eq!(plain, ["SPAN 1  a", "INS 2 +# fn &lt;b&gt;"]);
}
