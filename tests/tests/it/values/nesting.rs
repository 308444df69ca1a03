//! Shapes that contain themselves, and bodies that nest deeply.

use tinsmith_tests::goldens::types::echoed::types::{Choice, Node};

use super::echo::{assert_echoes, read, refused};

#[tokio::test]
async fn a_structure_contains_itself_in_every_position() {
    assert_echoes(
        r#"{"node":{"name":"a","next":{"next":{}},"all":[{"all":[]},{"name":"b"}],"byName":{"c":{"byName":{}}},"choice":{"node":{"choice":{"nothing":{}}}}}}"#,
    )
    .await;
    let value = read(r#"{"node":{"next":{"name":"a"}}}"#).await;
    assert_eq!(value.node, Some(Node::new().next(Node::new().name("a"))));
}

/// `count` times `open`, then as often `close`.
fn nested(open: &str, inside: &str, close: &str, count: usize) -> String {
    format!("{}{inside}{}", open.repeat(count), close.repeat(count))
}

#[tokio::test]
async fn a_hundred_levels_are_read() {
    let body = format!(r#"{{"node":{}}}"#, nested(r#"{"next":"#, r#"{"name":"a"}"#, "}", 100));
    assert_echoes(&body).await;
    let body = format!(r#"{{"choice":{}}}"#, nested(r#"{"not":"#, r#"{"text":"a"}"#, "}", 100));
    let choice = read(&body).await.choice;
    assert!(matches!(choice, Some(Choice::Not(_))), "{choice:?}");
}

#[tokio::test]
async fn what_nests_without_end_is_refused() {
    let count = 100_000;
    let bodies = [
        format!(r#"{{"node":{}}}"#, nested(r#"{"next":"#, "{}", "}", count)),
        format!(r#"{{"node":{}}}"#, nested(r#"{"all":["#, "", "]}", count)),
        format!(r#"{{"choice":{}}}"#, nested(r#"{"not":"#, r#"{"text":"a"}"#, "}", count)),
        format!(r#"{{"choice":{}}}"#, nested(r#"{"many":["#, "", "]}", count)),
        format!(r#"{{"document":{}}}"#, nested("[", "", "]", count)),
        format!(r#"{{"document":{}}}"#, nested(r#"{"a":"#, "1", "}", count)),
        format!(r#"{{"new":{}}}"#, nested("[", "", "]", count)),
        format!(r#"{{"choice":{{"nothing":{}}}}}"#, nested("[", "", "]", count)),
    ];
    for body in bodies {
        let error = refused(&body).await;
        assert!(error.contains("the document is nested too deeply"), "{error}");
    }
}
