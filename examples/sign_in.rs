//! Signs a user in with a password, and answers what the service asks for on the way.
//!
//! ```console
//! $ AWS_REGION=eu-west-1 cargo run --package tinsmith-examples --bin sign_in -- CLIENT_ID
//! ```
//!
//! The app client has to be one without a secret that allows `USER_PASSWORD_AUTH`.
//! Questions go to standard error, the result to standard output; no token is printed.
//! `AWS_ENDPOINT_URL` is where requests go instead of to the region's endpoint.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{AuthFlowType, AuthenticationResultType, ChallengeNameType};
use cognito_identity_provider::{Client, Config};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(error) = sign_in().await else { return ExitCode::SUCCESS };
    eprintln!("not signed in: {error}");
    ExitCode::FAILURE
}

async fn sign_in() -> Result<(), Box<dyn Error>> {
    let client_id = env::args().nth(1).ok_or("expected the app client's id as an argument")?;
    let client = Client::from_conf(config());

    let username = ask("User name: ")?;
    let password = ask_secretly("Password: ")?;
    let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
        .client_id(&client_id)
        .auth_parameters([("USERNAME", &username), ("PASSWORD", &password)]);
    let response = client.initiate_auth(request).await?;

    // Each answer gives tokens, or the next challenge.
    let mut tokens = response.authentication_result;
    let mut challenge = response.challenge_name;
    let mut session = response.session;
    let mut parameters = response.challenge_parameters;
    while let Some(name) = challenge {
        let (key, answer) = match name {
            ChallengeNameType::NewPasswordRequired => {
                ("NEW_PASSWORD", ask_secretly("New password: ")?)
            }
            ChallengeNameType::SoftwareTokenMfa => {
                ("SOFTWARE_TOKEN_MFA_CODE", ask("Code of the software token: ")?)
            }
            other => return Err(format!("this example has no answer to {}", other.as_str()).into()),
        };
        let answers = [("USERNAME", user(parameters.as_ref(), &username)), (key, &answer)];
        let request = RespondToAuthChallengeRequest::client_id(&client_id)
            .challenge_name(name)
            .session(session.ok_or("the challenge came without a session")?)
            .challenge_responses(answers);
        let response = client.respond_to_auth_challenge(request).await?;
        tokens = response.authentication_result;
        challenge = response.challenge_name;
        session = response.session;
        parameters = response.challenge_parameters;
    }
    report(&tokens.ok_or("the answer has neither tokens nor a challenge")?)?;
    Ok(())
}

/// Region and endpoint from the environment; a sign-in needs no credentials. `list_users` shows how `aws-config` finds more.
fn config() -> Config {
    let mut config = Config::builder();
    if let Ok(region) = env::var("AWS_REGION") {
        config = config.region(region);
    }
    if let Ok(url) = env::var("AWS_ENDPOINT_URL") {
        config = config.endpoint_url(url);
    }
    config.build()
}

/// Who answers: who signed in with a mail address or a phone number answers with the name that the challenge gives.
fn user<'a>(parameters: Option<&'a HashMap<String, String>>, username: &'a str) -> &'a str {
    parameters.and_then(|parameters| parameters.get("USER_ID_FOR_SRP")).map_or(username, |id| id)
}

fn report(tokens: &AuthenticationResultType) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let seconds = tokens.expires_in.unwrap_or_default();
    writeln!(out, "signed in; the access token is good for {seconds} seconds")?;
    if tokens.refresh_token.is_some() {
        writeln!(out, "a refresh token gives the next one")?;
    }
    Ok(())
}

fn ask(question: &str) -> io::Result<String> {
    eprint!("{question}");
    let mut line = String::new();
    if io::stdin().read_line(&mut line)? == 0 {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the input ended before an answer",
        ));
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// As [`ask`]; on a terminal, the answer does not show.
fn ask_secretly(question: &str) -> io::Result<String> {
    if io::stdin().is_terminal() { rpassword::prompt_password(question) } else { ask(question) }
}
