//! What a test has on stage: a server, a user pool, two clients.
//!
//! Tests share a running server, since starting one takes longer than a whole sign-in, but never a user pool. The server ends with the last test that has it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use cognito_identity_provider::Client;
use cognito_identity_provider::error::CallError;
use cognito_identity_provider::operation::initiate_auth::{
    InitiateAuthError, InitiateAuthRequest, InitiateAuthResponse,
};
use cognito_identity_provider::operation::respond_to_auth_challenge::{
    RespondToAuthChallengeError, RespondToAuthChallengeRequest, RespondToAuthChallengeResponse,
};
use cognito_identity_provider::types::{AuthFlowType, ChallengeNameType};
use tinsmith_tests::servers::setup::{Fixtures, User, fixtures, signed, unsigned};
use tinsmith_tests::servers::{self, Kind, Server};

/// A user pool of a test's own, on a running server, and a client for it.
pub(super) struct Stage {
    pub(super) kind: Kind,
    pub(super) pool: Fixtures,
    /// Has no credentials, as a program that only signs users in.
    pub(super) client: Client,
    /// Has credentials, for what only the pool's owner may do.
    pub(super) admin: Client,
    /// Runs as long as somebody has it.
    server: Arc<Server>,
    /// Tests on one server follow those on the other, so a test on one keeps both.
    _beside: Option<Arc<Server>>,
}

impl Stage {
    /// Sets the stage for `test`; `None`, having said so, where the servers cannot be run.
    pub(super) async fn set(kind: Kind, test: &str) -> Option<Self> {
        if !servers::runnable(&format!("{test}, on {kind:?}")) {
            return None;
        }
        let beside = running_beside(kind);
        let server = running(kind);
        let admin = Client::from_conf(signed(&server.endpoint()).build());
        let pool = fixtures(&admin).await.expect("the server takes the fixtures");
        let client = Client::from_conf(unsigned(&server.endpoint()).build());
        Some(Self { kind, pool, client, admin, server, _beside: beside })
    }

    /// The URL of the server.
    pub(super) fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// The address of the server.
    pub(super) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Signs in a user who is asked for nothing but the password; gives the access token.
    pub(super) async fn access_token(&self, user: &User) -> String {
        let response = self.sign_in(user).await.expect("the password is right");
        let tokens = response.authentication_result.expect("the password is enough");
        tokens.access_token.expect("there is an access token")
    }

    /// Starts a sign-in of `user`.
    pub(super) async fn sign_in(
        &self,
        user: &User,
    ) -> Result<InitiateAuthResponse, CallError<InitiateAuthError>> {
        self.sign_in_through(&self.pool.client_id, user).await
    }

    /// Starts a sign-in of `user` through the app client with this id.
    pub(super) async fn sign_in_through(
        &self,
        client_id: &str,
        user: &User,
    ) -> Result<InitiateAuthResponse, CallError<InitiateAuthError>> {
        let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
            .client_id(client_id)
            .auth_parameters([("USERNAME", &user.username), ("PASSWORD", &user.password)]);
        self.client.initiate_auth(request).await
    }

    /// Answers a challenge that was set for `user`, in `session`.
    pub(super) async fn respond(
        &self,
        challenge: ChallengeNameType,
        session: &str,
        user: &User,
        (key, answer): (&str, &str),
    ) -> Result<RespondToAuthChallengeResponse, CallError<RespondToAuthChallengeError>> {
        let request = RespondToAuthChallengeRequest::client_id(&self.pool.client_id)
            .challenge_name(challenge)
            .session(session)
            .challenge_responses([("USERNAME", user.username.as_str()), (key, answer)]);
        self.client.respond_to_auth_challenge(request).await
    }
}

/// The servers that are running, or were.
static MOTO: Mutex<Weak<Server>> = Mutex::new(Weak::new());
static MINISTACK: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// The server of the other kind, if it is running.
fn running_beside(kind: Kind) -> Option<Arc<Server>> {
    let place = match kind {
        Kind::Moto => &MINISTACK,
        Kind::Ministack => &MOTO,
    };
    // Not waited for: who has the lock is about to use the server, and so keeps it.
    place.try_lock().ok()?.upgrade()
}

/// The server of this kind that is running, or a new one.
pub(super) fn running(kind: Kind) -> Arc<Server> {
    let place = match kind {
        Kind::Moto => &MOTO,
        Kind::Ministack => &MINISTACK,
    };
    // Held while the server starts, so that a second test waits for it. A test that panicked with the lock left nothing half done.
    let mut shared = place.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(server) = shared.upgrade() {
        return server;
    }
    let server = Arc::new(kind.start().expect("the server starts"));
    *shared = Arc::downgrade(&server);
    server
}
