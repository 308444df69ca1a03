//! What Tinsmith's integration tests share.

#[cfg(doctest)]
mod answers;
pub mod archives;
pub mod callers;
pub mod diagrams;
pub mod fake_cognito;
pub mod golden;
pub mod old_programs;
pub mod readme;
pub mod scratch;
pub mod sdk;
pub mod servers;
pub mod srp_server;

/// The golden trees as modules, compiled with warnings denied; absent while they are written anew.
/// Their examples name crates that they are not here, so they are no tests.
#[cfg(all(goldens, not(doctest)))]
pub mod goldens {
    include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
}
