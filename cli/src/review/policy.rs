//! `[review]` of `codegen.toml`: which changes are refused, and which traits are harmless or important.

use tinsmith_codegen::stages::diagnostic::nearest;
use tinsmith_project::config::{self, Config, FILE};
use tinsmith_review::compare::{Declared, traits};
use tinsmith_review::gate::{Effect, Level, Policy};
use tinsmith_review::table::Kind;
use toml::{Table, Value};

const EXPECTED_TRAIT: &str = "expected the absolute id of a trait, or a namespace with `#*`";

/// The policy of the file, together with the effects that the command line names.
///
/// # Errors
/// Every problem of the table, a line each.
pub(super) fn policy(config: &Config, denied: &[Effect]) -> anyhow::Result<Policy> {
    let mut policy = Policy { effects: denied.iter().copied().collect(), ..Policy::default() };
    let mut problems = Vec::new();
    if let Some(table) = &config.review {
        read(table, &mut policy, &mut problems);
    }
    refuse(problems)?;
    Ok(policy)
}

/// What the file says of traits.
///
/// # Errors
/// Every problem of the two lists, a line each.
pub fn declared(config: &Config) -> anyhow::Result<Declared> {
    let mut problems = Vec::new();
    let mut ids = |key: &str| -> Vec<String> {
        let Some(value) = config.review.as_ref().and_then(|table| table.get(key)) else {
            return Vec::new();
        };
        let entries = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let ids: Vec<String> =
            entries.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        if !value.is_array() || ids.len() != entries.len() {
            problems.push(format!("{key}: expected a list of strings"));
        }
        for id in ids.iter().filter(|id| !is_trait(id)) {
            problems.push(format!("{key}: {EXPECTED_TRAIT}, found `{id}`"));
        }
        ids
    };
    let declared = Declared { harmless: ids("harmless"), important: ids("important") };
    for id in declared.harmless.iter().filter(|id| declared.important.contains(id)) {
        problems.push(format!("`{id}` is called harmless and important"));
    }
    refuse(problems)?;
    Ok(declared)
}

/// `com.example#owner`, `com.example#*`.
fn is_trait(id: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
    };
    id.split_once('#').is_some_and(|(namespace, name)| {
        namespace.split('.').all(is_name) && (name == "*" || is_name(name))
    })
}

fn refuse(problems: Vec<String>) -> anyhow::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let problems: Vec<String> =
        problems.into_iter().map(|problem| format!("error: {FILE}: review: {problem}")).collect();
    anyhow::bail!("{}", problems.join("\n"))
}

fn read(table: &Table, policy: &mut Policy, problems: &mut Vec<String>) {
    for key in table.keys().filter(|key| !config::REVIEW_KEYS.contains(&key.as_str())) {
        problems.push(config::unknown("", key, &config::REVIEW_KEYS));
    }
    let effects = match table.get("deny") {
        None => Vec::new(),
        Some(Value::Array(effects)) => effects.iter().collect(),
        Some(other) => vec![other],
    };
    for effect in effects {
        match effect.as_str().and_then(Effect::named) {
            Some(effect) => _ = policy.effects.insert(effect),
            None => problems.push(format!(
                "deny: expected a list of {}, found {}",
                Effect::ALL.map(Effect::name).join(", "),
                shown(effect)
            )),
        }
    }
    for (name, level) in levels(table, "kinds", problems) {
        match Kind::all().find(|kind| kind.row().id == name) {
            Some(kind) => _ = policy.kinds.insert(kind, level),
            None => {
                let near = nearest(&name, Kind::all().map(|kind| kind.row().id));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "docs/review.md has every kind".to_owned(),
                };
                problems.push(format!("kinds: `{name}` is no kind of change\n  help: {help}"));
            }
        }
    }
    for (name, level) in levels(table, "traits", problems) {
        match problem_of_trait(&name) {
            Some(problem) => problems.push(format!("traits: {problem}")),
            None => _ = policy.traits.insert(name, level),
        }
    }
    policy.operations.extend(levels(table, "operations", problems));
}

/// Why a name is none of a trait, or of one that there is.
fn problem_of_trait(name: &str) -> Option<String> {
    if !is_trait(name) {
        return Some(format!("{EXPECTED_TRAIT}, found `{name}`"));
    }
    if name.ends_with("#*") || !traits::is_unknown(name) {
        return None;
    }
    let help = match nearest(name, traits::known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "changes of a trait of Smithy or AWS that the review does not know are `unclassified`"
                .to_owned()
        }
    };
    Some(format!("`{name}` is no trait that the review knows\n  help: {help}"))
}

/// A table of names, each with what becomes of its changes.
fn levels(table: &Table, key: &str, problems: &mut Vec<String>) -> Vec<(String, Level)> {
    let entries = match table.get(key) {
        None => return Vec::new(),
        Some(Value::Table(entries)) => entries,
        Some(other) => {
            problems.push(format!("{key}: expected a table, found {}", other.type_str()));
            return Vec::new();
        }
    };
    let mut levels = Vec::new();
    for (name, level) in entries {
        match level.as_str() {
            Some("allow") => levels.push((name.clone(), Level::Allow)),
            Some("deny") => levels.push((name.clone(), Level::Deny)),
            _ => problems.push(format!(
                "{key}: {name}: expected \"allow\" or \"deny\", found {}",
                shown(level)
            )),
        }
    }
    levels
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.type_str().to_owned(), |text| format!("`{text}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Policy, String> {
        let review = Some(text.parse().unwrap());
        let config = Config { review, ..Config::default() };
        policy(&config, &[Effect::Breaking]).map_err(|error| error.to_string())
    }

    #[test]
    fn the_file_adds_to_the_command_line() {
        let text = "deny = [\"wire-fails\"]\n[kinds]\nvalue-added = \"deny\"\nmember-removed = \"allow\"\n[traits]\n\"smithy.api#pattern\" = \"allow\"\n\"com.example#*\" = \"deny\"\n[operations]\nFire = \"allow\"\n";
        let expected = Policy {
            effects: [Effect::Breaking, Effect::WireFails].into(),
            kinds: [(Kind::ValueAdded, Level::Deny), (Kind::MemberRemoved, Level::Allow)].into(),
            traits: [
                ("com.example#*".to_owned(), Level::Deny),
                ("smithy.api#pattern".to_owned(), Level::Allow),
            ]
            .into(),
            operations: [("Fire".to_owned(), Level::Allow)].into(),
        };
        assert_eq!(read(text), Ok(expected));
        let alone = Policy { effects: [Effect::Breaking].into(), ..Policy::default() };
        assert_eq!(read(""), Ok(alone));
    }

    #[test]
    fn traits_are_harmless_or_important() {
        let declared = |text: &str| {
            let review = Some(text.parse().unwrap());
            let config = Config { review, ..Config::default() };
            declared(&config).map_err(|error| error.to_string())
        };
        let text = "harmless = [\"com.example#owner\"]\nimportant = [\"com.example.pii#*\"]";
        let expected = Declared {
            harmless: vec!["com.example#owner".to_owned()],
            important: vec!["com.example.pii#*".to_owned()],
        };
        assert_eq!(declared(text), Ok(expected));
        assert_eq!(declared("deny = []"), Ok(Declared::default()));
        let text = "harmless = [\"owner\", \"#*\", \"a#b\"]\nimportant = [\"a#b\", 1]";
        let expected = "error: codegen.toml: review: harmless: expected the absolute id of a trait, or a namespace with `#*`, found `owner`\n\
             error: codegen.toml: review: harmless: expected the absolute id of a trait, or a namespace with `#*`, found `#*`\n\
             error: codegen.toml: review: important: expected a list of strings\n\
             error: codegen.toml: review: `a#b` is called harmless and important";
        assert_eq!(declared(text), Err(expected.to_owned()));
    }

    #[test]
    fn a_trait_that_there_is_not_is_a_problem() {
        let problem = |name: &str| {
            read(&format!("[traits]\n\"{name}\" = \"deny\"")).err().map(|problem| {
                problem.strip_prefix("error: codegen.toml: review: traits: ").map(str::to_owned)
            })
        };
        for known in [
            "smithy.api#length",
            "smithy.api#*",
            "aws.iam#anything",
            "tinsmith#opaque",
            "com.example#requird",
        ] {
            assert_eq!(problem(known), None, "{known}");
        }
        let expected = "`smithy.api#requird` is no trait that the review knows\n  help: did you mean `smithy.api#required`?";
        assert_eq!(problem("smithy.api#requird"), Some(Some(expected.to_owned())));
        let expected = "`aws.new#thingThatIsUnknown` is no trait that the review knows\n  help: changes of a trait of Smithy or AWS that the review does not know are `unclassified`";
        assert_eq!(problem("aws.new#thingThatIsUnknown"), Some(Some(expected.to_owned())));
        for name in ["required", "#*", "a b#c", "a#b$c", ""] {
            let expected = format!(
                "expected the absolute id of a trait, or a namespace with `#*`, found `{name}`"
            );
            assert_eq!(problem(name), Some(Some(expected)), "{name}");
        }
    }

    #[test]
    fn every_problem_is_told() {
        let text = "kind = 1\ndeny = [\"braking\", 2]\noperations = \"all\"\n[kinds]\nvalue-adde = \"deny\"\nqqq = \"deny\"\nvalue-added = \"refuse\"\n";
        let names = "deny: expected a list of breaking, run-time, wire-fails, wire-limited, found";
        let expected = [
            "the key `kind` is unknown\n  help: did you mean `kinds`?".to_owned(),
            format!("{names} `braking`"),
            format!("{names} integer"),
            "kinds: value-added: expected \"allow\" or \"deny\", found `refuse`".to_owned(),
            "kinds: `qqq` is no kind of change\n  help: docs/review.md has every kind".to_owned(),
            "kinds: `value-adde` is no kind of change\n  help: did you mean `value-added`?"
                .to_owned(),
            "operations: expected a table, found string".to_owned(),
        ];
        let mut expected = expected.map(|line| format!("error: codegen.toml: review: {line}"));
        let problems = read(text).unwrap_err();
        let mut found: Vec<&str> = problems.split("\nerror: ").collect();
        found.sort_unstable_by_key(|line| line.trim_start_matches("error: "));
        expected.sort_unstable();
        let found: Vec<String> = found
            .iter()
            .map(|line| format!("error: {}", line.trim_start_matches("error: ")))
            .collect();
        assert_eq!(found, expected);
    }
}
