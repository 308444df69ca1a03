//! Values of every type on the wire, in both directions.
//!
//! What comes in: the goldens `types/echoed`, `types/defaults`, `types/required`, `errors/codes_as_members`, `naming/private_fields` and `operations/shared_shapes`, as compiled code, and canned answers.
//! What goes out: what a caller gets of each answer, and the body that is sent for it.
//! What is deliberately not here: the protocol around the bodies; `wire` has that.
#![cfg(goldens)]

mod absent;
mod codes;
mod documents;
mod echo;
mod maps;
mod nesting;
mod numbers;
mod private;
mod shared;
mod texts;
mod timestamps;
mod unions;
