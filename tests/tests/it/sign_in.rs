//! Whole sign-ins with `tinsmith_cognito::sign_in`, against a small Cognito on loopback that checks every key.

mod admin;
mod by_hand;
mod challenges;
mod devices;
mod errors;
mod pauses;
mod refresh;
mod refusals;
mod secrets;
mod slice;
mod srp;
mod starts;

use cognito_identity_provider::Client;
use tinsmith_cognito::AppClient;
use tinsmith_cognito::sign_in::{Error, SignIn, Start, Step, Tokens};
use tinsmith_tests::fake_cognito::{Ask, FakeCognito, UserPool};
use tinsmith_tests::servers::setup::unsigned;

tinsmith_cognito::client! {
    struct Cognito(cognito_identity_provider): software_tokens, devices;
}

/// A server, and where its user signs in.
struct Stage {
    pool: UserPool,
    server: FakeCognito,
    sign_in: SignIn<Cognito>,
}

impl Stage {
    /// Whose app client has no secret.
    fn set() -> Self {
        Self::on(UserPool::new())
    }

    /// Whose app client has one.
    fn with_secret() -> Self {
        Self::on(UserPool::new().with_secret())
    }

    fn on(pool: UserPool) -> Self {
        let server = FakeCognito::start(pool.clone());
        let client = Client::from_conf(unsigned(&server.endpoint()).build());
        let sign_in = SignIn::new(Cognito::new(client), &pool.id, app_client(&pool));
        Self { pool, server, sign_in }
    }

    /// A sign-in of the user, by what the user types.
    fn start(&self) -> Start<Cognito> {
        self.sign_in.username(&self.pool.alias)
    }

    /// A sign-in with the password, which is asked these.
    async fn asked(&self, asks: impl IntoIterator<Item = Ask>) -> Step<Cognito> {
        self.server.will_ask(asks);
        self.start().password(&self.pool.password).await.expect("the password is right")
    }

    /// The tokens of a user who is asked nothing but the password.
    async fn signed_in(&self) -> Tokens {
        done(self.start().password(&self.pool.password).await)
    }
}

fn app_client(pool: &UserPool) -> AppClient {
    let client = AppClient::new(&pool.client_id);
    match &pool.client_secret {
        Some(secret) => client.with_secret(secret),
        None => client,
    }
}

/// The tokens that a step has to be.
#[track_caller]
pub(crate) fn done<C>(step: Result<Step<C>, Error<C>>) -> Tokens {
    match step.expect("the service takes the answer") {
        Step::Done(tokens) => tokens,
        other => panic!("expected tokens, found {}", other.name()),
    }
}

/// The step of this name that comes next.
macro_rules! expect_step {
    ($step:expr, $name:ident) => {
        match $step {
            tinsmith_cognito::sign_in::Step::$name(step) => step,
            other => panic!("expected {}, found {}", stringify!($name), other.name()),
        }
    };
}

pub(crate) use expect_step;
