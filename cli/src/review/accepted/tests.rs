//! What the file may hold, what is said of the rest, and how an entry comes into it.

use super::*;

fn problems(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

const ENTRY: &str = "[[accepted]]\nfingerprint = \"0123456789abcdef\"\npackage = \"kilns\"\nchange = \"Kiln.Heat: member-removed\"\nreason = \"nobody fires\"\n";

#[test]
fn a_whole_file() {
    let entry = Accepted {
        fingerprint: "0123456789abcdef".to_owned(),
        package: "kilns".to_owned(),
        change: "Kiln.Heat: member-removed".to_owned(),
        reason: "nobody fires".to_owned(),
        until: None,
    };
    let until = Accepted { until: Some("2028-02-29".to_owned()), ..entry.clone() };
    assert_eq!(parse("").unwrap(), []);
    assert_eq!(parse(ENTRY).unwrap(), [entry]);
    for date in ["\"2028-02-29\"", "2028-02-29"] {
        let found = parse(&format!("{ENTRY}until = {date}\n")).unwrap();
        assert_eq!(found, std::slice::from_ref(&until), "{date}");
    }
    let problem = problems(&format!("{ENTRY}until = 2028-02-29T00:00:00Z\n"));
    assert!(problem.contains("expected a date"), "{problem}");
}

#[test]
fn every_problem_is_told() {
    let text = "accepts = 1\n[[accepted]]\nfingerprint = 1\nreson = \"a\"\nreason = \"  \"\npackage = \"p\"\nchange = \"c\"\nuntil = \"soon\"\n";
    assert_eq!(
        problems(text),
        "error: accepted-changes.toml: the key `accepts` is unknown\n  help: did you mean `accepted`?\n\
         error: accepted-changes.toml: accepted 1: the key `reson` is unknown\n  help: did you mean `reason`?\n\
         error: accepted-changes.toml: accepted 1: expected a text as `fingerprint`\n\
         error: accepted-changes.toml: accepted 1: expected a text as `reason`\n\
         error: accepted-changes.toml: accepted 1: expected a date such as \"2026-12-31\" as `until`"
    );
    assert_eq!(
        problems(&format!("{ENTRY}{ENTRY}")),
        "error: accepted-changes.toml: the fingerprint 0123456789abcdef is there twice"
    );
    assert_eq!(
        problems("accepted = 1"),
        "error: accepted-changes.toml: expected `[[accepted]]`, found integer"
    );
    assert_eq!(
        problems("accepted = [1]"),
        "error: accepted-changes.toml: accepted 1: expected a table, found integer"
    );
    assert!(problems("[[accepted").starts_with("accepted-changes.toml is no TOML"));
}

#[test]
fn a_fingerprint_is_whole_and_may_be_in_capitals() {
    let with = |digits: &str| ENTRY.replace("0123456789abcdef", digits);
    let accepted = parse(&with(" 0123456789ABCDEF ")).unwrap();
    assert_eq!(accepted[0].fingerprint, "0123456789abcdef");
    for digits in ["01234567", "0123456789abcdef0", "0123456789abcdeg", "０１２３"] {
        assert_eq!(
            problems(&with(digits)),
            format!(
                "error: accepted-changes.toml: accepted 1: expected 16 hexadecimal digits as `fingerprint`, found {digits:?}"
            )
        );
    }
    let twice = format!("{ENTRY}{}", with("0123456789ABCDEF"));
    assert_eq!(
        problems(&twice),
        "error: accepted-changes.toml: the fingerprint 0123456789abcdef is there twice"
    );
}

#[test]
fn dates_are_those_of_the_calendar() {
    for date in ["2026-11-29", "2028-02-29", "0001-01-01"] {
        assert!(is_date(date), "{date}");
    }
    for text in [
        "",
        "2027-02-29",
        "2026-13-01",
        "2026-1-1",
        "2026-11-31",
        "+026-11-29",
        "2026-11-29T00:00",
        "29.11.2026",
    ] {
        assert!(!is_date(text), "{text}");
    }
    assert!(is_date(&today()));
}
