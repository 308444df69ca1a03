//! The query string of a request.

/// The parameters that a case expects, forbids, and wants with any value.
#[derive(Clone, Debug, Default)]
pub(super) struct Expected {
    /// `name`, `name=` or `name=value`.
    pub(super) params: Vec<String>,
    pub(super) forbidden: Vec<String>,
    pub(super) required: Vec<String>,
    /// Whether there is no other parameter than those.
    pub(super) is_whole: bool,
}

impl Expected {
    pub(super) fn compare(&self, query: &str, lines: &mut Vec<String>) {
        let found: Vec<&str> = query.split('&').filter(|param| !param.is_empty()).collect();
        let mut left = found.clone();
        for expected in &self.params {
            match left.iter().position(|param| param == expected) {
                // A parameter that is expected twice has to be there twice.
                Some(at) => drop(left.remove(at)),
                None => lines.push(format!("query: expected {expected:?}, found {query:?}")),
            }
        }
        if self.is_whole {
            let is_required =
                |param: &&str| self.required.iter().any(|name| name == name_of(param));
            for param in left.iter().filter(|param| !is_required(param)) {
                lines.push(format!("query: expected nothing else, found {param:?}"));
            }
        }
        let has = |name: &String| found.iter().any(|param| name_of(param) == name);
        for name in self.forbidden.iter().filter(|name| has(name)) {
            lines.push(format!("query: expected no parameter {name:?}, found {query:?}"));
        }
        for name in self.required.iter().filter(|name| !has(name)) {
            lines.push(format!("query: expected a parameter {name:?}, found {query:?}"));
        }
    }
}

fn name_of(param: &str) -> &str {
    param.split_once('=').map_or(param, |(name, _)| name)
}
