//! The protocols that a service description lists, in the words of its format.

use tinsmith_codegen::Document;
use tinsmith_codegen::stages::read::read_node;
use tinsmith_codegen::stages::smithy::Node;

/// The protocols that can be generated, and what Smithy calls them.
pub const GENERATED: [(&str, &str); 6] = [
    ("json", "awsJson 1.0 and 1.1"),
    ("rest-json", "restJson1"),
    ("rest-xml", "restXml"),
    ("smithy-rpc-v2-cbor", "rpcv2Cbor"),
    ("query", "awsQuery"),
    ("ec2", "ec2Query"),
];

/// Whether one of these protocols can be generated.
pub fn is_any_generated(names: &[String]) -> bool {
    GENERATED.iter().any(|(generated, _)| names.iter().any(|name| name == generated))
}

/// The protocols that can be generated, in words.
pub fn generated() -> String {
    let shown = GENERATED.map(|(name, called)| format!("`{name}` ({called})"));
    let [others @ .., last] = &shown;
    format!("{} and {last}", others.join(", "))
}

/// The protocols of a description, the preferred one first; none if it lists none or cannot be read.
pub fn of(description: &[u8]) -> Vec<String> {
    let Ok(node) = read_node(Document { name: "service", bytes: description }) else {
        return Vec::new();
    };
    let Some(metadata) = node.get("metadata") else { return Vec::new() };
    let listed = metadata.get("protocols").and_then(Node::as_array);
    let mut names: Vec<&str> = listed.into_iter().flatten().filter_map(Node::as_str).collect();
    if let Some(single) = metadata.get("protocol").and_then(Node::as_str)
        && !names.contains(&single)
    {
        names.insert(0, single);
    }
    names.into_iter().map(str::to_owned).collect()
}
