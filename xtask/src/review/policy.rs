//! `[review]` of `codegen.toml`: which changes are refused.

use tinsmith_codegen::stages::diagnostic::nearest;
use tinsmith_review::gate::{Effect, Level, Policy};
use tinsmith_review::table::Kind;
use toml::{Table, Value};

use crate::config::{self, Config, FILE};

/// The policy of the file, together with the effects that the command line names.
///
/// # Errors
/// Every problem of the table, a line each.
pub(crate) fn policy(config: &Config, denied: &[Effect]) -> anyhow::Result<Policy> {
    let mut policy = Policy { effects: denied.iter().copied().collect(), ..Policy::default() };
    let mut problems = Vec::new();
    if let Some(table) = &config.review {
        read(table, &mut policy, &mut problems);
    }
    if problems.is_empty() {
        return Ok(policy);
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
    policy.operations.extend(levels(table, "operations", problems));
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
        let config = Config { sdks: Vec::new(), partitions: None, review };
        policy(&config, &[Effect::Breaking]).map_err(|error| error.to_string())
    }

    #[test]
    fn the_file_adds_to_the_command_line() {
        let text = "deny = [\"wire-fails\"]\n[kinds]\nvalue-added = \"deny\"\nmember-removed = \"allow\"\n[operations]\nFire = \"allow\"\n";
        let expected = Policy {
            effects: [Effect::Breaking, Effect::WireFails].into(),
            kinds: [(Kind::ValueAdded, Level::Deny), (Kind::MemberRemoved, Level::Allow)].into(),
            operations: [("Fire".to_owned(), Level::Allow)].into(),
        };
        assert_eq!(read(text), Ok(expected));
        let alone = Policy { effects: [Effect::Breaking].into(), ..Policy::default() };
        assert_eq!(read(""), Ok(alone));
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
