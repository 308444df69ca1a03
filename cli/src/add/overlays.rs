//! The overlays that come with Tinsmith: what the model of a service does not say, such as which keys each challenge of Cognito takes.
//!
//! `add` writes them into the project, where they are the user's to change.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde_json::{Map, Value};
use tinsmith_codegen::stages::smithy::traits;

/// The folder of a project in which they are.
pub(super) const FOLDER: &str = "model/overlays";

/// The overlays of a service, by its `sdkId`: the name of each file, and its text.
const OVERLAYS: [(&str, &[(&str, &str)]); 1] = [(
    "Cognito Identity Provider",
    &[
        ("sign-in.json", include_str!(concat!(env!("TINSMITH_OVERLAYS"), "/sign-in.json"))),
        ("challenges.json", include_str!(concat!(env!("TINSMITH_OVERLAYS"), "/challenges.json"))),
        ("secrets.json", include_str!(concat!(env!("TINSMITH_OVERLAYS"), "/secrets.json"))),
        ("tokens.json", include_str!(concat!(env!("TINSMITH_OVERLAYS"), "/tokens.json"))),
    ],
)];

/// The overlays for a model, by their paths in a project, in order: without the statements about shapes and members that this version of the model does not have.
///
/// # Errors
/// The model is no JSON.
pub(super) fn of(model: &str) -> anyhow::Result<Vec<(String, String)>> {
    let model: Value = serde_json::from_str(model).context("the model is no JSON")?;
    let Some(shapes) = model["shapes"].as_object() else { return Ok(Vec::new()) };
    let id = shapes.values().find_map(|shape| shape["traits"][traits::SERVICE]["sdkId"].as_str());
    let known = OVERLAYS.iter().find(|(service, _)| Some(*service) == id);
    let overlays = known.map_or(&[][..], |(_, overlays)| overlays);
    overlays
        .iter()
        .map(|(name, text)| Ok((format!("{FOLDER}/{name}"), fitting(text, shapes)?)))
        .collect()
}

/// An overlay without what a model does not have.
fn fitting(overlay: &str, shapes: &Map<String, Value>) -> anyhow::Result<String> {
    let document: BTreeMap<String, Value> = serde_json::from_str(overlay)?;
    let is_there = |id: &str| match id.split_once('$') {
        None => shapes.contains_key(id),
        Some((shape, member)) => {
            // Lists and maps have their members beside their type.
            let holder =
                |shape: &Value| shape.get("members").unwrap_or(shape).get(member).is_some();
            shapes.get(shape).is_some_and(holder)
        }
    };
    let statements = document.get("shapes").and_then(Value::as_object);
    if statements.is_some_and(|statements| statements.keys().all(|id| is_there(id))) {
        return Ok(overlay.to_owned());
    }
    let mut document = document;
    if let Some(statements) = document.get_mut("shapes").and_then(Value::as_object_mut) {
        statements.retain(|id, _| is_there(id));
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(id: &str, shapes: &str) -> String {
        format!(
            r#"{{"smithy": "2.0", "shapes": {{
                "a#S": {{"type": "service", "traits": {{"aws.api#service": {{"sdkId": "{id}"}}}}}}{shapes}}}}}"#
        )
    }

    #[test]
    fn a_service_has_its_own_overlays() {
        assert_eq!(of(&model("DynamoDB", "")).unwrap(), []);
        let names: Vec<String> = of(&model("Cognito Identity Provider", ""))
            .unwrap()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let expected = ["sign-in", "challenges", "secrets", "tokens"];
        assert_eq!(names, expected.map(|name| format!("model/overlays/{name}.json")));
    }

    #[test]
    fn an_overlay_says_nothing_of_what_the_model_does_not_have() {
        let members = r#", "com.amazonaws.cognitoidentityprovider#ListTermsRequest":
            {"type": "structure", "members": {"NextToken": {"target": "smithy.api#String"}}}"#;
        let overlays = of(&model("Cognito Identity Provider", members)).unwrap();
        let (_, tokens) = overlays.last().unwrap();
        let tokens: Value = serde_json::from_str(tokens).unwrap();
        let shapes: Vec<&String> = tokens["shapes"].as_object().unwrap().keys().collect();
        assert_eq!(shapes, ["com.amazonaws.cognitoidentityprovider#ListTermsRequest$NextToken"]);
    }

    #[test]
    fn a_model_that_has_everything_gets_the_text_as_it_is() {
        let committed = include_str!("../../../model/cognito-identity-provider.json");
        for (name, text) in of(committed).unwrap() {
            let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&name);
            assert_eq!(std::fs::read_to_string(own).unwrap(), text, "{name}");
        }
    }
}
