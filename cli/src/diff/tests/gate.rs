//! A pull request with breaks of which some are accepted.

use super::*;
use crate::diff::Acceptance;

const HEAT: &str = r#""Heat": {"target": "smithy.api#Integer"}"#;
const FUEL: &str = r#""Fuel": {"target": "smithy.api#String"}"#;

fn options(denied: &[&str], accept: Option<Acceptance>) -> Diff {
    let deny = denied.iter().map(|name| (*name).to_owned()).collect();
    Diff { deny, accept, ..Diff::default() }
}

fn accept(fingerprint: &str, until: Option<&str>) -> Option<Acceptance> {
    Some(Acceptance {
        fingerprints: vec![fingerprint.to_owned()],
        reason: "nobody heats".to_owned(),
        until: until.map(str::to_owned),
    })
}

/// A repository on a branch that removes two members.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("codegen.toml", CONFIG);
    folder.write("kilns.json", &model(&[NOTE, HEAT, FUEL].join(",")));
    folder.generate();
    folder.git(&["init", "--quiet", "--initial-branch", "main"]);
    folder.commit();
    folder.git(&["switch", "--quiet", "--create", "work"]);
    folder.write("kilns.json", &model(NOTE));
    folder
}

/// The fingerprint that the text tells for a subject.
fn fingerprint(text: &str, subject: &str) -> String {
    let at = text.find(&format!("! {subject}: ")).unwrap_or_else(|| panic!("{subject}: {text}"));
    let (_, rest) = text[at..].split_once("fingerprint ").unwrap();
    rest[..16].to_owned()
}

#[test]
fn of_two_breaks_the_accepted_one_passes() {
    let folder = repository("gate");
    let (status, text) = with_options(&folder.0, &options(&["breaking"], None)).unwrap();
    assert_eq!(status, 1);
    assert!(text.ends_with("\n2 changes are refused. tinsmith diff --accept FINGERPRINT --reason TEXT accepts one.\n"), "{text}");

    // Without anything denied, the same changes pass.
    assert_eq!(with_options(&folder.0, &options(&[], None)).unwrap().0, 0);

    let heat = fingerprint(&text, "FireRequest.Heat");
    let (status, text) =
        with_options(&folder.0, &options(&["breaking"], accept(&heat[..8], None))).unwrap();
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("      accepted: nobody heats\n"), "{text}");
    assert!(text.contains("\n1 change is refused."), "{text}");
    let written = std::fs::read_to_string(folder.0.join("accepted-changes.toml")).unwrap();
    assert_eq!(
        written,
        format!(
            "[[accepted]]\nfingerprint = \"{heat}\"\npackage = \"kilns\"\nchange = \"FireRequest.Heat: member-removed-from-input\"\nreason = \"nobody heats\"\n"
        )
    );

    let fuel = fingerprint(&text, "FireRequest.Fuel");
    let until = Some("2999-12-31");
    let (status, text) =
        with_options(&folder.0, &options(&["breaking"], accept(&fuel, until))).unwrap();
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("      accepted until 2999-12-31: nobody heats\n"), "{text}");
    // Accepted changes are breaks.
    assert!(text.starts_with("kilns: major (2 breaking)\n"), "{text}");

    // Accepted again, an entry is replaced.
    let until = Some("2998-12-31");
    let (status, text) =
        with_options(&folder.0, &options(&["breaking"], accept(&fuel, until))).unwrap();
    assert_eq!(status, 0, "{text}");
    let written = std::fs::read_to_string(folder.0.join("accepted-changes.toml")).unwrap();
    assert_eq!(written.matches("[[accepted]]").count(), 2);
    assert_eq!((written.matches("2998").count(), written.matches("2999").count()), (1, 0));

    // One that is over counts no more, and cannot be given anew.
    folder.write("accepted-changes.toml", &written.replace("2998", "2001"));
    let (status, text) = with_options(&folder.0, &options(&["breaking"], None)).unwrap();
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("refused: breaking, accepted until 2001-12-31; fingerprint"), "{text}");
    let over = options(&["breaking"], accept(&fuel, Some("2001-12-31")));
    let problem = with_options(&folder.0, &over).unwrap_err();
    assert!(
        problem.starts_with(
            "--until 2001-12-31 is over, and the change would be refused still; today is "
        ),
        "{problem}"
    );

    // What is there again needs no entry.
    folder.write("kilns.json", &model(&[NOTE, HEAT, FUEL].join(",")));
    let (status, text) = with_options(&folder.0, &options(&["breaking"], None)).unwrap();
    assert_eq!(status, 0);
    assert_eq!(text.matches("does not occur; its entry can go").count(), 2, "{text}");
}

#[test]
fn an_unknown_fingerprint_accepts_nothing() {
    let folder = repository("gate-unknown");
    let asked = options(&["breaking"], accept("ffffffff", None));
    assert_eq!(
        with_options(&folder.0, &asked).unwrap_err(),
        "no change has the fingerprint `ffffffff`; `--form json` shows those of all changes"
    );
    assert!(!folder.0.join("accepted-changes.toml").exists());
}

#[test]
fn the_file_says_what_is_refused() {
    let folder = repository("gate-policy");
    folder.write("codegen.toml", &format!("{CONFIG}[review]\ndeny = [\"wire-fails\"]\n[review.kinds]\nmember-removed-from-input = \"deny\"\n"));
    let (status, text) = with_options(&folder.0, &options(&[], None)).unwrap();
    assert_eq!(status, 1);
    assert!(text.contains("refused: member-removed-from-input; fingerprint"), "{text}");

    folder.write(
        "codegen.toml",
        &format!(
            "{CONFIG}[review]\ndeny = [\"breaking\"]\n[review.operations]\nFire = \"allow\"\n"
        ),
    );
    assert_eq!(with_options(&folder.0, &options(&[], None)).unwrap().0, 0);

    folder.write("codegen.toml", &format!("{CONFIG}[review]\nkinds = 1\n"));
    assert_eq!(
        with_options(&folder.0, &options(&[], None)).unwrap_err(),
        "error: codegen.toml: review: kinds: expected a table, found integer"
    );
}
