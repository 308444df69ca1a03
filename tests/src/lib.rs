//! What Tinsmith's integration tests share.

pub mod archives;
pub mod callers;
pub mod fake_cognito;
pub mod golden;
pub mod readme;
pub mod scratch;
pub mod sdk;
pub mod servers;
pub mod srp_server;

/// The golden trees as modules, compiled with warnings denied; absent while they are written anew.
#[cfg(goldens)]
pub mod goldens {
    include!(concat!(env!("OUT_DIR"), "/goldens.rs"));
}
