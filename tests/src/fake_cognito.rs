//! A small Cognito on loopback, which asks whatever a test has written down, and takes nothing that the service would not.
//!
//! The test says which challenge comes next.
//!
//! It checks every key that it is sent against [`facts`], the session of every call, the user's name and the secret hash over it, the key of a device, and the proofs of SRP, from the verifier's side.
//! What it refuses, it refuses with a code of the service and a message that says what is wrong.

mod ask;
mod checks;
pub mod facts;
mod http;
mod sign_in;
mod tokens;
mod user_pool;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use self::ask::Ask;
use self::http::Listening;
use self::sign_in::State;
pub use self::user_pool::UserPool;

/// The server. Dropping it ends it.
pub struct FakeCognito {
    listening: Listening,
    state: Arc<Mutex<State>>,
}

impl FakeCognito {
    /// Starts a server with this user pool.
    ///
    /// # Panics
    /// If loopback has no free port.
    #[must_use]
    pub fn start(pool: UserPool) -> Self {
        let state = Arc::new(Mutex::new(State::new(pool)));
        let shared = Arc::clone(&state);
        let listening = Listening::start(move |request| lock(&shared).answer(&request))
            .expect("loopback has a free port");
        Self { listening, state }
    }

    /// The URL of the server.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.listening.address)
    }

    /// Says what the next sign-in is asked, in this order; tokens follow.
    pub fn will_ask(&self, asks: impl IntoIterator<Item = Ask>) {
        lock(&self.state).will_ask(asks.into_iter().collect());
    }

    /// Has the next tokens come with a new device.
    pub fn will_make_a_device(&self) {
        lock(&self.state).makes_device = true;
    }

    /// Has the next sign-in start in a session, as after `ConfirmSignUp`; gives it.
    #[must_use]
    pub fn will_start_in_a_session(&self) -> String {
        lock(&self.state).starts_in()
    }

    /// Takes no call of a sign-in from now on that has other `ClientMetadata` than this.
    pub fn will_expect_metadata(&self, key: &str, value: &str) {
        lock(&self.state).metadata = Some(serde_json::json!({ key: value }));
    }

    /// Has the next tokens come without this member, or without any.
    pub fn will_leave_out(&self, member: Option<&'static str>) {
        lock(&self.state).leaves_out = Some(member);
    }

    /// The calls since this was asked last: the operation, and the flow or the challenge that it names.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.state).calls)
    }
}

/// A test that panicked in between left nothing half done.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
