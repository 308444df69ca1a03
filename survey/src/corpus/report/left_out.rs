//! The operations that are left out: an entry for each reason, the services below it.

use std::collections::BTreeMap;

use tinsmith_project::job::counted;

use super::{Made, Service};

/// The list, most operations first; empty when nothing is left out.
pub(super) fn list(made: &[(Service, Made)]) -> String {
    let mut reasons: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (service, made) in made {
        for (operation, reason) in &made.left_out {
            let services = reasons.entry(reason).or_default();
            services.entry(&service.name).or_default().push(operation);
        }
    }
    let mut rows: Vec<_> = reasons
        .into_iter()
        .map(|(reason, services)| {
            (services.values().map(Vec::len).sum::<usize>(), reason, services)
        })
        .collect();
    rows.sort_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    let mut lines = Vec::new();
    for (count, reason, services) in rows {
        lines.push(format!("* {}: {reason}", counted(count, "operation")));
        for (service, names) in services {
            lines.push(format!("  * {service}: {}", names.join(", ")));
        }
    }
    lines.join("\n")
}
