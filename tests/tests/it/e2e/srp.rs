//! Sign-ins with SRP on MiniStack, which computes the whole proof: a wrong password gets nobody in.

use cognito_identity_provider::Client;
use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_set_user_password::AdminSetUserPasswordRequest;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{
    AuthFlowType, ChallengeNameType, ExplicitAuthFlowsType, MessageActionType,
};
use std::time::SystemTime;
use tinsmith_cognito::AppClient;
use tinsmith_cognito::srp::{Srp, SrpChallenge, UserPassword};
use tinsmith_tests::servers::setup::{signed, unsigned};
use tinsmith_tests::servers::{self, Kind};

use super::stage::running;

/// How many users sign in.
const USERS: usize = 100;

/// Regions give the ids of pools their shapes.
const REGIONS: [&str; 4] = ["us-east-1", "us-gov-west-1", "eu-isoe-west-1", "ap-southeast-5"];

/// What names and passwords are made of, among letters of ASCII: no spaces, which the service refuses in both.
const CHARACTERS: [char; 24] = [
    'a', 'B', 'z', '0', '7', ':', '_', '-', '.', '+', '@', '%', '/', '\\', '"', '\'', 'ä', 'ß',
    'É', '日', 'и', '🙂', '\u{301}', '€',
];

/// A pool of users and the app client for it.
struct Pool {
    id: String,
    app: AppClient,
    admin: Client,
}

impl Pool {
    async fn new(endpoint: &str, region: &str, with_secret: bool) -> Self {
        let admin = Client::from_conf(signed(endpoint).region(region).build());
        let request = CreateUserPoolRequest::pool_name("srp");
        let pool = admin.create_user_pool(request).await.expect("there is a new pool");
        let id = pool.user_pool.and_then(|pool| pool.id).expect("it has an id");
        assert!(id.starts_with(&format!("{region}_")), "{id}");

        let request = CreateUserPoolClientRequest::user_pool_id(&id)
            .client_name("srp")
            .generate_secret(with_secret)
            .explicit_auth_flows([ExplicitAuthFlowsType::AllowUserSrpAuth]);
        let client = admin.create_user_pool_client(request).await.expect("it has a client");
        let client = client.user_pool_client.expect("the client is described");
        let mut app = AppClient::new(client.client_id.expect("it has an id"));
        if with_secret {
            app = app.with_secret(client.client_secret.expect("it has a secret"));
        }
        Self { id, app, admin }
    }

    async fn add(&self, user: &str, password: &str) {
        let request = AdminCreateUserRequest::user_pool_id(&self.id)
            .username(user)
            .message_action(MessageActionType::Suppress);
        self.admin.admin_create_user(request).await.expect("there is a new user");
        let request = AdminSetUserPasswordRequest::user_pool_id(&self.id)
            .username(user)
            .password(password)
            .permanent(true);
        self.admin.admin_set_user_password(request).await.expect("the user has a password");
    }

    /// Signs in: the access token, or the code with which the proof is refused.
    async fn sign_in(&self, client: &Client, user: &str, typed: &str) -> Result<String, String> {
        let srp = Srp::start().expect("there are random bytes");
        let mut parameters = vec![("USERNAME", user.to_owned()), ("SRP_A", srp.srp_a().to_owned())];
        parameters.extend(self.app.secret_hash(user).map(|hash| ("SECRET_HASH", hash)));
        let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserSrpAuth)
            .client_id(self.app.id())
            .auth_parameters(parameters);
        let response = client.initiate_auth(request).await.expect("the user is known");
        assert_eq!(response.challenge_name, Some(ChallengeNameType::PasswordVerifier));

        let parameters = response.challenge_parameters.expect("the challenge has parameters");
        let challenge = SrpChallenge {
            salt: &parameters["SALT"],
            srp_b: &parameters["SRP_B"],
            secret_block: &parameters["SECRET_BLOCK"],
        };
        let user_id = &parameters["USER_ID_FOR_SRP"];
        let password = UserPassword { pool_id: &self.id, user_id, password: typed };
        let claim = srp
            .prove_password(password, challenge, SystemTime::now())
            .expect("the challenge is one");

        let mut answer = vec![
            ("USERNAME", user_id.clone()),
            ("PASSWORD_CLAIM_SIGNATURE", claim.signature),
            ("PASSWORD_CLAIM_SECRET_BLOCK", claim.secret_block),
            ("TIMESTAMP", claim.timestamp),
        ];
        answer.extend(self.app.secret_hash(user_id).map(|hash| ("SECRET_HASH", hash)));
        let mut request = RespondToAuthChallengeRequest::client_id(self.app.id())
            .challenge_name(ChallengeNameType::PasswordVerifier)
            .challenge_responses(answer);
        request.session = response.session;
        let response = client.respond_to_auth_challenge(request).await;
        let response = response.map_err(|error| error.code().unwrap_or_default().to_owned())?;
        let tokens = response.authentication_result.expect("the password is enough");
        Ok(tokens.access_token.expect("there is an access token"))
    }
}

/// Random text of some characters.
fn text(characters: usize) -> String {
    let mut bytes = vec![0_u8; characters];
    getrandom::getrandom(&mut bytes).expect("there are random bytes");
    bytes.iter().map(|byte| CHARACTERS[usize::from(*byte) % CHARACTERS.len()]).collect()
}

#[tokio::test]
async fn right_passwords_get_in_and_wrong_ones_do_not() {
    if !servers::runnable("right passwords get in by SRP, wrong ones do not") {
        return;
    }
    let server = running(Kind::Ministack);
    let endpoint = server.endpoint();
    let client = Client::from_conf(unsigned(&endpoint).build());
    let mut pools = Vec::new();
    for (index, region) in REGIONS.into_iter().enumerate() {
        pools.push(Pool::new(&endpoint, region, index % 2 == 1).await);
    }
    for index in 0..USERS {
        let pool = &pools[index % pools.len()];
        // Behind a number, so that no two are the same.
        let user = format!("{index}{}", text(index % 60));
        let password = format!("{}aA1!", text(4 + index % 40));
        pool.add(&user, &password).await;

        let tokens = pool.sign_in(&client, &user, &password).await;
        assert!(tokens.is_ok(), "{user} in {} with {password}: {tokens:?}", pool.id);
        let wrong = format!("{password} ");
        let tokens = pool.sign_in(&client, &user, &wrong).await;
        assert_eq!(tokens, Err("NotAuthorizedException".to_owned()), "{user} in {}", pool.id);
    }
}
