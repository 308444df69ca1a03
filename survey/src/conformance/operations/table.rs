//! The results as tables: a row for each service, and then one for each protocol.

use std::collections::BTreeMap;

use super::results::Found;
use crate::conformance::crates::Outcome;
use crate::table::Table;

/// The tables, in Markdown.
pub(super) fn of(results: &[(&str, Found)]) -> String {
    let heading = ["operations", "left out", "requests", "responses", "errors", "differ"];
    let mut services = Table::new(&[&["service"][..], &heading].concat());
    let mut protocols: BTreeMap<&str, [usize; 7]> = BTreeMap::new();
    for (service, found) in results {
        let numbers = numbers(found);
        services.row(std::iter::once((*service).to_owned()).chain(texts(&numbers)));
        for protocol in [found.counts.protocol.as_str(), TOTAL] {
            let sums = protocols.entry(protocol).or_default();
            for (sum, number) in sums.iter_mut().zip([1].iter().chain(&numbers)) {
                *sum += number;
            }
        }
    }
    let mut sums = Table::new(&[&["protocol", "services"][..], &heading].concat());
    let total = protocols.remove(TOTAL);
    let rows = protocols.iter().map(|(name, numbers)| (*name, *numbers));
    for (name, numbers) in rows.chain(total.map(|numbers| (TOTAL, numbers))) {
        sums.row(std::iter::once(name.to_owned()).chain(texts(&numbers)));
    }
    format!("{}\n\n{}", services.text(), sums.text())
}

/// No protocol is called so.
const TOTAL: &str = "total";

fn numbers(found: &Found) -> [usize; 6] {
    let counts = &found.counts;
    let differ = found.cases.iter().filter(|(_, outcome)| *outcome != Outcome::Passed).count();
    let [requests, responses, errors] = [counts.requests, counts.responses, counts.errors];
    [counts.operations, counts.left_out, requests, responses, errors, differ]
}

fn texts(numbers: &[usize]) -> impl Iterator<Item = String> {
    numbers.iter().map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::super::specimens::Counts;
    use super::*;

    #[test]
    fn services_are_counted_by_protocol() {
        let found = |protocol: &str, outcome: Outcome| Found {
            counts: Counts {
                protocol: protocol.to_owned(),
                operations: 1,
                left_out: 0,
                requests: 2,
                responses: 3,
                errors: 4,
            },
            cases: vec![("A".to_owned(), outcome)],
            ..Found::default()
        };
        let results = [
            ("kiln", found("restXml", Outcome::Passed)),
            ("oven", found("awsQuery", Outcome::Failed)),
            ("stove", found("restXml", Outcome::NotGenerated(String::new()))),
        ];
        assert_eq!(
            of(&results),
            "| service | operations | left out | requests | responses | errors | differ |\n\
             | ------- | ---------: | -------: | -------: | --------: | -----: | -----: |\n\
             | kiln    |          1 |        0 |        2 |         3 |      4 |      0 |\n\
             | oven    |          1 |        0 |        2 |         3 |      4 |      1 |\n\
             | stove   |          1 |        0 |        2 |         3 |      4 |      1 |\n\
             \n\
             | protocol | services | operations | left out | requests | responses | errors | differ |\n\
             | -------- | -------: | ---------: | -------: | -------: | --------: | -----: | -----: |\n\
             | awsQuery |        1 |          1 |        0 |        2 |         3 |      4 |      1 |\n\
             | restXml  |        2 |          2 |        0 |        4 |         6 |      8 |      1 |\n\
             | total    |        3 |          3 |        0 |        6 |         9 |     12 |      2 |"
        );
    }
}
