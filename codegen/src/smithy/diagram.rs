//! The nodes of a decision diagram, as `smithy.rules#endpointBdd` has them: 12 bytes each, in base64.
//!
//! What the conditions and results mean is not known here; `resolve/endpoint/diagram.rs` reads them.

use std::collections::BTreeMap;

use data_encoding::BASE64;

use super::Node;

/// What a reference from this on means: a result.
const FIRST_RESULT: i32 = 100_000_000;

/// A condition and two references, with 4 bytes each.
const BYTES_OF_A_NODE: usize = 12;

/// More than any service has: S3, the largest, has 553. What is made of them is a function that people read.
const MOST_NODES: usize = 2_000;

/// S3 has 75. Each can make a variable that every function behind it is given, so what is made of them grows much faster than their number.
const MOST_CONDITIONS: usize = 300;

/// Where a reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A node, by its position.
    Node(usize),
    /// A result, by its position.
    Result(usize),
    /// No rule fits.
    NoRule,
}

/// A node: a condition, by its position, and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The condition.
    pub condition: usize,
    /// Where it leads when it holds.
    pub yes: Target,
    /// Where it leads when it does not hold.
    pub no: Target,
}

/// The nodes that the root leads to. A node only leads to later ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// Where the rules begin.
    pub root: Target,
    /// The nodes.
    pub nodes: Vec<Decision>,
}

/// What is wrong with a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where in the trait: `nodes[3]`.
    pub place: String,
    /// What was expected and what was found.
    pub message: String,
}

fn expected<T>(place: &str, what: &str, found: &str) -> Result<T, Malformed> {
    let message = format!("expected {what}, found {found}");
    Err(Malformed { place: place.to_owned(), message })
}

impl Diagram {
    /// Reads the nodes, and orders those that the root leads to.
    ///
    /// # Errors
    /// The first thing that is wrong with them.
    pub fn read(trait_value: &Node) -> Result<Self, Malformed> {
        let length = |key: &str| match trait_value.get(key) {
            Some(Node::Array(elements)) => Ok(elements.len()),
            other => expected(key, "a list", other.map_or("nothing", Node::kind)),
        };
        let (conditions, results) = (length("conditions")?, length("results")?);
        if conditions > MOST_CONDITIONS {
            let wanted = format!("{MOST_CONDITIONS} conditions at most");
            return expected("conditions", &wanted, &conditions.to_string());
        }
        let triples = triples(trait_value)?;
        let root = number(trait_value, "root")?;
        if root < -1 {
            return expected("root", "a reference that is not negated", &root.to_string());
        }
        let reader = Reader { triples: &triples, conditions, results };
        reader.walk(reader.reference(root, "root")?)
    }
}

/// The triples of numbers; the first one is there for those who reduce diagrams, and means nothing.
fn triples(trait_value: &Node) -> Result<Vec<[i32; 3]>, Malformed> {
    let place = "nodes";
    let Some(Node::String(text)) = trait_value.get("nodes") else {
        let found = trait_value.get("nodes").map_or("nothing", Node::kind);
        return expected(place, "a string in base64", found);
    };
    let bytes = match BASE64.decode(text.as_bytes()) {
        Ok(bytes) => bytes,
        Err(error) => {
            let found = format!("something else at position {}: {}", error.position, error.kind);
            return expected(place, "base64", &found);
        }
    };
    let (nodes, rest) = bytes.as_chunks::<BYTES_OF_A_NODE>();
    if !rest.is_empty() {
        let wanted = format!("{BYTES_OF_A_NODE} bytes for each node");
        return expected(place, &wanted, &format!("{} bytes", bytes.len()));
    }
    let count = number(trait_value, "nodeCount")?;
    if usize::try_from(count) != Ok(nodes.len()) {
        let wanted = format!("{}, the number of `nodes`", nodes.len());
        return expected("nodeCount", &wanted, &count.to_string());
    }
    if nodes.len() > MOST_NODES {
        let found = nodes.len().to_string();
        return expected(place, &format!("{MOST_NODES} nodes at most"), &found);
    }
    let triple = |bytes: &[u8; BYTES_OF_A_NODE]| {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = *bytes;
        [[a, b, c, d], [e, f, g, h], [i, j, k, l]].map(i32::from_be_bytes)
    };
    Ok(nodes.iter().map(triple).collect())
}

fn number(trait_value: &Node, key: &str) -> Result<i32, Malformed> {
    let found = match trait_value.get(key) {
        Some(Node::Number(number)) => match number.as_i64().and_then(|n| i32::try_from(n).ok()) {
            Some(number) => return Ok(number),
            None => number.to_string(),
        },
        other => other.map_or("nothing", Node::kind).to_owned(),
    };
    expected(key, "a whole number of 32 bits", &found)
}

/// A reference to a node, or to its complement: the same condition, with its ways exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reference {
    index: usize,
    is_complement: bool,
}

#[derive(Clone, Copy)]
enum Raw {
    Node(Reference),
    Result(usize),
    NoRule,
}

struct Reader<'r> {
    triples: &'r [[i32; 3]],
    conditions: usize,
    results: usize,
}

impl Reader<'_> {
    fn reference(&self, number: i32, place: &str) -> Result<Raw, Malformed> {
        let last = self.triples.len();
        if number >= FIRST_RESULT {
            // Result 0 is that no rule fits, and does not stand among the results.
            let number = usize::try_from(number - FIRST_RESULT).unwrap_or_default();
            let Some(index) = number.checked_sub(1) else { return Ok(Raw::NoRule) };
            if index < self.results {
                return Ok(Raw::Result(index));
            }
            let wanted = format!("one of {} results", self.results);
            return expected(place, &wanted, &format!("result {number}"));
        }
        if number.unsigned_abs() == 1 {
            return Ok(Raw::NoRule);
        }
        let index = usize::try_from(number.unsigned_abs()).ok().and_then(|n| n.checked_sub(1));
        match index {
            Some(index) if (1..last).contains(&index) => {
                Ok(Raw::Node(Reference { index, is_complement: number < 0 }))
            }
            _ => {
                let wanted = format!("a reference to a result or to one of {last} nodes");
                expected(place, &wanted, &number.to_string())
            }
        }
    }

    /// The condition of a node, and where it leads.
    fn node(&self, reference: Reference) -> Result<(usize, Raw, Raw), Malformed> {
        let place = format!("nodes[{}]", reference.index);
        let [condition, high, low] = self.triples.get(reference.index).copied().unwrap_or_default();
        let known = usize::try_from(condition).ok().filter(|index| *index < self.conditions);
        let Some(condition) = known else {
            let wanted = format!("one of {} conditions", self.conditions);
            let found = format!("condition {condition}");
            return expected(&place, &wanted, &found);
        };
        let (high, low) = (self.reference(high, &place)?, self.reference(low, &place)?);
        Ok(if reference.is_complement { (condition, low, high) } else { (condition, high, low) })
    }

    /// Everything that the root leads to, without recursion: a diagram may be deep.
    fn walk(&self, root: Raw) -> Result<Diagram, Malformed> {
        let mut found: BTreeMap<Reference, Visit> = BTreeMap::new();
        let mut finished = Vec::new();
        let mut open: Vec<Reference> = node_of(root).into_iter().collect();
        while let Some(&reference) = open.last() {
            if let Some(visit) = found.get_mut(&reference) {
                open.pop();
                if !visit.is_finished {
                    visit.is_finished = true;
                    finished.push((reference, visit.decision));
                }
                continue;
            }
            let decision = self.node(reference)?;
            found.insert(reference, Visit { decision, is_finished: false });
            for next in [decision.1, decision.2].into_iter().filter_map(node_of) {
                match found.get(&next) {
                    // It is on the way from the root to here.
                    Some(Visit { is_finished: false, .. }) => {
                        let place = format!("nodes[{}]", next.index);
                        let message = format!(
                            "expected a node that does not lead back to itself, found that it does, by way of `nodes[{}]`",
                            reference.index
                        );
                        return Err(Malformed { place, message });
                    }
                    Some(_) => {}
                    None => open.push(next),
                }
            }
        }
        finished.reverse();
        let positions: BTreeMap<Reference, usize> =
            finished.iter().enumerate().map(|(at, (reference, _))| (*reference, at)).collect();
        let target = |raw: Raw| match raw {
            Raw::Node(reference) => {
                positions.get(&reference).map_or(Target::NoRule, |at| Target::Node(*at))
            }
            Raw::Result(index) => Target::Result(index),
            Raw::NoRule => Target::NoRule,
        };
        let nodes = finished.iter().map(|(_, (condition, yes, no))| Decision {
            condition: *condition,
            yes: target(*yes),
            no: target(*no),
        });
        Ok(Diagram { root: target(root), nodes: nodes.collect() })
    }
}

/// What is known of a node while the nodes are walked.
struct Visit {
    decision: (usize, Raw, Raw),
    /// Whether all that it leads to is ordered.
    is_finished: bool,
}

fn node_of(raw: Raw) -> Option<Reference> {
    match raw {
        Raw::Node(reference) => Some(reference),
        Raw::Result(_) | Raw::NoRule => None,
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;

    use super::*;
    use crate::smithy::Number;

    const FIRST: [i32; 3] = [-1, 1, -1];

    /// A trait with two conditions and two results, and what is changed of it.
    fn diagram(root: i64, nodes: &[[i32; 3]], changes: &[(&str, Node)]) -> Node {
        let bytes: Vec<u8> = nodes.iter().flatten().flat_map(|n| n.to_be_bytes()).collect();
        let list = || Node::Array(vec![Node::Null, Node::Null]);
        let number = |number: i64| Node::Number(Number::from(number));
        let mut members = IndexMap::from([
            ("conditions".to_owned(), list()),
            ("results".to_owned(), list()),
            ("root".to_owned(), number(root)),
            ("nodeCount".to_owned(), number(i64::try_from(nodes.len()).unwrap_or_default())),
            ("nodes".to_owned(), Node::String(BASE64.encode(&bytes))),
        ]);
        for (key, value) in changes {
            members.insert((*key).to_owned(), value.clone());
        }
        Node::Object(members)
    }

    /// What is wrong with a diagram, with its place.
    fn problem(trait_value: &Node) -> String {
        match Diagram::read(trait_value) {
            Ok(diagram) => format!("{diagram:?}"),
            Err(Malformed { place, message }) => format!("{place}: {message}"),
        }
    }

    #[test]
    fn nodes_come_after_those_that_lead_to_them() {
        // The root is the last of the nodes; both of the others lead to node 2, the second one.
        let nodes = [FIRST, [1, 100_000_001, 100_000_002], [0, 2, 100_000_000], [0, 3, 2]];
        let node = |condition, yes, no| Decision { condition, yes, no };
        let wanted = Diagram {
            root: Target::Node(0),
            nodes: vec![
                node(0, Target::Node(1), Target::Node(2)),
                node(0, Target::Node(2), Target::NoRule),
                node(1, Target::Result(0), Target::Result(1)),
            ],
        };
        assert_eq!(Diagram::read(&diagram(4, &nodes, &[])), Ok(wanted));
    }

    #[test]
    fn the_ways_of_a_complement_are_exchanged() {
        let nodes = [FIRST, [1, 100_000_001, 100_000_002], [0, 2, -2]];
        let found = Diagram::read(&diagram(3, &nodes, &[])).map(|diagram| diagram.nodes);
        let node = |condition, yes, no| Decision { condition, yes, no };
        let wanted = vec![
            node(0, Target::Node(1), Target::Node(2)),
            node(1, Target::Result(0), Target::Result(1)),
            node(1, Target::Result(1), Target::Result(0)),
        ];
        assert_eq!(found, Ok(wanted));
    }

    #[test]
    fn a_root_can_be_an_end() {
        for (root, end) in [
            (1, Target::NoRule),
            (-1, Target::NoRule),
            (100_000_000, Target::NoRule),
            (100_000_002, Target::Result(1)),
        ] {
            let found = Diagram::read(&diagram(root, &[FIRST], &[]));
            assert_eq!(found, Ok(Diagram { root: end, nodes: Vec::new() }), "{root}");
        }
    }

    #[test]
    fn what_a_reference_leads_to_has_to_be_there() {
        let two = [FIRST, [0, 1, -1]];
        for (root, found) in [
            (0, "expected a reference to a result or to one of 2 nodes, found 0"),
            (3, "expected a reference to a result or to one of 2 nodes, found 3"),
            (99_999_999, "expected a reference to a result or to one of 2 nodes, found 99999999"),
            (100_000_003, "expected one of 2 results, found result 3"),
            (2_147_483_647, "expected one of 2 results, found result 2047483647"),
            (-2, "expected a reference that is not negated, found -2"),
            (-2_147_483_648, "expected a reference that is not negated, found -2147483648"),
            (2_147_483_648, "expected a whole number of 32 bits, found 2147483648"),
        ] {
            assert_eq!(problem(&diagram(root, &two, &[])), format!("root: {found}"));
        }
        for (node, found) in [
            ([2, 1, 1], "expected one of 2 conditions, found condition 2"),
            ([-1, 1, 1], "expected one of 2 conditions, found condition -1"),
            ([0, 0, 1], "expected a reference to a result or to one of 2 nodes, found 0"),
            (
                [0, 1, i32::MIN],
                "expected a reference to a result or to one of 2 nodes, found -2147483648",
            ),
        ] {
            assert_eq!(problem(&diagram(2, &[FIRST, node], &[])), format!("nodes[1]: {found}"));
        }
    }

    #[test]
    fn no_node_leads_back_to_itself() {
        let message = |node, by| {
            format!(
                "nodes[{node}]: expected a node that does not lead back to itself, found that it does, by way of `nodes[{by}]`"
            )
        };
        assert_eq!(problem(&diagram(2, &[FIRST, [0, 2, 1]], &[])), message(1, 1));
        let round = [FIRST, [0, 1, 3], [1, 4, 1], [0, 2, 1]];
        assert_eq!(problem(&diagram(2, &round, &[])), message(1, 3));
    }

    #[test]
    fn nodes_are_of_12_bytes_in_base64() {
        let text = |text: &str| Node::String(text.to_owned());
        for (key, value, found) in [
            (
                "nodes",
                text("AA*A"),
                "nodes: expected base64, found something else at position 2: invalid symbol",
            ),
            ("nodes", text("AAAA"), "nodes: expected 12 bytes for each node, found 3 bytes"),
            ("nodes", Node::Null, "nodes: expected a string in base64, found null"),
            (
                "nodeCount",
                Node::Number(Number::from(2_i64)),
                "nodeCount: expected 1, the number of `nodes`, found 2",
            ),
            (
                "nodeCount",
                text("1"),
                "nodeCount: expected a whole number of 32 bits, found a string",
            ),
            ("root", Node::Null, "root: expected a whole number of 32 bits, found null"),
            ("conditions", text(""), "conditions: expected a list, found a string"),
            ("results", Node::Null, "results: expected a list, found null"),
        ] {
            assert_eq!(problem(&diagram(1, &[FIRST], &[(key, value)])), found);
        }
    }

    #[test]
    fn a_diagram_has_a_limit() {
        let nodes = vec![FIRST; MOST_NODES + 1];
        assert_eq!(
            problem(&diagram(1, &nodes, &[])),
            "nodes: expected 2000 nodes at most, found 2001"
        );
        let conditions = Node::Array(vec![Node::Null; MOST_CONDITIONS + 1]);
        assert_eq!(
            problem(&diagram(1, &[FIRST], &[("conditions", conditions)])),
            "conditions: expected 300 conditions at most, found 301"
        );
    }

    #[test]
    fn a_deep_diagram_is_read() {
        let last = i32::try_from(MOST_NODES).unwrap_or_default();
        let mut nodes = vec![FIRST];
        nodes.extend((2..=last).map(|next| [0, 1, if next == last { 1 } else { next + 1 }]));
        let found = Diagram::read(&diagram(2, &nodes, &[])).map(|diagram| diagram.nodes.len());
        assert_eq!(found, Ok(MOST_NODES - 1));
    }
}
