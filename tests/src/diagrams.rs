//! Endpoint rules as a decision diagram, made from the tree that says the same.
//!
//! Services bring their diagrams ready-made; ours have to come from somewhere that the reader of diagrams is not.

use data_encoding::BASE64;
use serde_json::{Value, json};

/// What a reference from this on means: a result, and the first one is that no rule fits.
const RESULTS: i32 = 100_000_000;

/// That no rule fits.
const NO_RULE: i32 = -1;

/// The value of `smithy.rules#endpointBdd` for a value of `smithy.rules#endpointRuleSet`.
///
/// # Errors
/// If the tree is none, or larger than a diagram can be.
pub fn of_tree(tree: &Value) -> Result<Value, String> {
    let mut encoder = Encoder { nodes: vec![[-1, 1, -1]], ..Encoder::default() };
    let root = encoder.rules(tree, NO_RULE)?;
    let bytes: Vec<u8> =
        encoder.nodes.iter().flatten().flat_map(|number| number.to_be_bytes()).collect();
    Ok(json!({
        "version": "1.1",
        "parameters": tree["parameters"],
        "conditions": encoder.conditions,
        "results": encoder.results,
        "root": root,
        "nodeCount": encoder.nodes.len(),
        "nodes": BASE64.encode(&bytes),
    }))
}

#[derive(Default)]
struct Encoder {
    conditions: Vec<Value>,
    results: Vec<Value>,
    nodes: Vec<[i32; 3]>,
}

impl Encoder {
    /// A reference to the first of a parent's rules; `otherwise` is where the last one leads that does not fit.
    fn rules(&mut self, parent: &Value, otherwise: i32) -> Result<i32, String> {
        let rules = parent["rules"].as_array().ok_or("a tree has rules")?;
        rules.iter().rev().try_fold(otherwise, |next, rule| self.rule(rule, next))
    }

    fn rule(&mut self, rule: &Value, otherwise: i32) -> Result<i32, String> {
        let inside = if rule["type"] == "tree" {
            // Where a tree fits and none of its rules does, no rule fits.
            self.rules(rule, NO_RULE)?
        } else {
            let mut result = rule.clone();
            result["conditions"] = json!([]);
            RESULTS + 1 + position(&mut self.results, &result)?
        };
        let conditions = rule["conditions"].as_array().ok_or("a rule has conditions")?;
        conditions.iter().rev().try_fold(inside, |high, condition| {
            let condition = position(&mut self.conditions, condition)?;
            self.node([condition, high, otherwise])
        })
    }

    fn node(&mut self, node: [i32; 3]) -> Result<i32, String> {
        Ok(1 + position(&mut self.nodes, &node)?)
    }
}

/// Where a value stands in a list, to which it is added if it is not there.
fn position<T: Clone + PartialEq>(list: &mut Vec<T>, value: &T) -> Result<i32, String> {
    let known = list.iter().position(|known| known == value);
    let position = known.unwrap_or_else(|| {
        list.push(value.clone());
        list.len() - 1
    });
    i32::try_from(position).map_err(|_| "a diagram with so many parts".to_owned())
}
