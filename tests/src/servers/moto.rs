//! How Moto's server is run.
//!
//! Requests need no signature: Moto finds a pool by the client's id, in whichever region it is.

use super::process::Launch;

pub(super) fn launch() -> Launch {
    Launch {
        name: "moto",
        health_path: "/moto-api/data.json",
        // Without this, any code would pass as the right one.
        environment: vec![("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", String::from("true"))],
    }
}
