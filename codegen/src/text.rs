//! The one place between what a model says and everything that shows it.
//!
//! A model is a document that anybody may have written, and none of its text may become code, markup or a control sequence of what is generated from it.
//! So a text becomes one of these here, and whoever prints takes nothing else:
//!
//! * [`Visible`]: a line of plain text, for headers, manifests and terminals;
//! * [`Line`]: a line of Markdown, in which facts are text or code spans;
//! * [`DocBlock`]: lines of documentation; a model's own documentation keeps its form, in Markdown that cannot run, embed or hide anything.
//!
//! What Tinsmith itself says is a literal of the source, so it is told apart by its lifetime: `'static`.
//! String literals in generated Rust are not here. They are exact values, and `proc_macro2` quotes them.

mod docs;
mod html;
mod line;
mod link;
mod markdown;
mod print;
mod read;
#[cfg(test)]
mod tests;
mod tree;
mod visible;

pub use self::docs::DocBlock;
pub use self::line::Line;
pub use self::link::api_reference;
pub use self::visible::{Visible, is_unseen};
