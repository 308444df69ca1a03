//! Values of every type on the wire, in both directions.
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
