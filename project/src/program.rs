//! What the program is called that the user started; messages that name a command begin with it.

use std::sync::OnceLock;

/// The environment variable by which a program that passes a command on says what it is called.
pub const VARIABLE: &str = "TINSMITH_PROGRAM";

static NAME: OnceLock<String> = OnceLock::new();

/// Says what the program is called, once, when it starts.
pub fn called(name: String) {
    _ = NAME.set(name);
}

/// What it is called: `tinsmith`, `cargo tinsmith`, `cargo xtask`.
pub fn name() -> &'static str {
    NAME.get().map_or("tinsmith", String::as_str)
}

/// A command to tell the user: the program, and these words.
pub fn command(words: &str) -> String {
    format!("{} {words}", name())
}
