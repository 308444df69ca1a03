//! The README shows a request as it is generated, shortened: its lines stand in the generated file, in this order.

use tinsmith_tests::readme::block;

const FILE: &str = include_str!("../../../generated/src/operation/respond_to_auth_challenge.rs");

#[test]
fn the_request_of_the_readme_is_the_generated_one() {
    let shown =
        block("rust,ignore", "/// The answer to a challenge, in the session in which it was set.");
    let mut lines = FILE.lines();
    for line in shown.lines().filter(|line| line.trim() != "// …") {
        assert!(
            lines.any(|generated| generated == line),
            "not there, or not in this order: {line}"
        );
    }
}
