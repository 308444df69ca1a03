//! What `docs/sign-in.md` quotes, block by block.

use std::error::Error;

use cognito_identity_provider::error::CallError;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthError;
use cognito_identity_provider::{Client, Config};
use tinsmith_cognito::AppClient;
use tinsmith_cognito::sign_in::{
    self, PausedStep, RefreshToken, SelectMfaType, SignIn, Step, Tokens,
};
use tinsmith_cognito::srp::RememberedDevice;

use super::{ask, keep, show};

tinsmith_cognito::client! {
    /// Signs users in.
    pub struct Cognito(cognito_identity_provider): software_tokens, devices;
}

fn sign_in() -> SignIn<Cognito> {
    let client = Client::from_conf(Config::builder().region("eu-west-1").build());
    let app_client = AppClient::new("1example23456789").with_secret("the secret of the app client");
    SignIn::new(Cognito::new(client), "eu-west-1_example", app_client)
}

async fn sign_in_with_mfa(
    sign_in: &SignIn<Cognito>,
    username: &str,
    password: &str,
) -> Result<Tokens, Box<dyn Error>> {
    let mut step = sign_in.username(username).srp(password).await?;
    loop {
        let answered = match step {
            Step::Done(tokens) => return Ok(tokens),
            Step::SmsMfa(step) => step.code(ask("Code of the text message")).await,
            Step::SoftwareTokenMfa(step) => step.code(ask("Code of the app")).await,
            other => return Err(format!("no answer to {}", other.name()).into()),
        };
        step = match answered {
            Ok(next) => next,
            // A mistyped code: the same step once more.
            Err(error) => error.try_again()?,
        };
    }
}

type Answered = Result<Step<Cognito>, sign_in::Error<Cognito>>;

async fn choose(step: SelectMfaType<Cognito>) -> Answered {
    match ask(&format!("One of {}", step.choices().join(", "))).as_str() {
        "SMS_MFA" => step.sms().await,
        "SOFTWARE_TOKEN_MFA" => step.software_token().await,
        other => step.choose(other).await,
    }
}

async fn set_up(step: sign_in::MfaSetup<Cognito>) -> Answered {
    let setup = step.software_token().await?;
    show(&setup.uri("Example"));
    setup.device_name("Kim's phone").code(ask("Code of the app")).await
}

async fn new_password(mut step: sign_in::NewPasswordRequired<Cognito>) -> Answered {
    for name in step.required_attributes() {
        let value = ask(&name);
        step = step.attribute(name, value);
    }
    step.new_password(ask("New password")).await
}

async fn without_password(sign_in: &SignIn<Cognito>) -> Answered {
    let step = sign_in.username("kim@example.org").preferring().email_otp().await?;
    match step {
        Step::EmailOtp(step) => step.code(ask("Code of the e-mail")).await,
        other => Ok(other),
    }
}

async fn passkey(step: sign_in::WebAuthn<Cognito>) -> Answered {
    let credential = ask(step.options().unwrap_or_default());
    step.credential(credential).await
}

async fn first_request(sign_in: &SignIn<Cognito>) -> Result<String, Box<dyn Error>> {
    let step = sign_in.username("kim").srp("correct horse battery staple").await?;
    let paused = step.pause().map_err(|_| "the user is signed in already")?;
    Ok(paused.to_json())
}

async fn second_request(sign_in: &SignIn<Cognito>, kept: &str) -> Result<Tokens, Box<dyn Error>> {
    match sign_in.resume(PausedStep::from_json(kept)?) {
        Step::SmsMfa(step) => match step.code(ask("Code of the text message")).await? {
            Step::Done(tokens) => Ok(tokens),
            other => Err(format!("no answer to {}", other.name()).into()),
        },
        other => Err(format!("no answer to {}", other.name()).into()),
    }
}

async fn remember(sign_in: &SignIn<Cognito>, tokens: &Tokens) -> Result<(), Box<dyn Error>> {
    if tokens.new_device.is_some() {
        let confirmed = sign_in.remember_device_as("Kim's laptop", tokens).await?;
        keep(confirmed.device);
    }
    Ok(())
}

async fn on_a_device(sign_in: &SignIn<Cognito>, device: RememberedDevice) -> Answered {
    sign_in.username("kim").device(device).srp("correct horse battery staple").await
}

async fn refresh(sign_in: &SignIn<Cognito>, tokens: Tokens) -> Result<Tokens, Box<dyn Error>> {
    Ok(sign_in.refresh(&tokens).await?)
}

async fn refresh_stored(
    sign_in: &SignIn<Cognito>,
    (token, username): (String, String),
) -> Result<Tokens, Box<dyn Error>> {
    Ok(sign_in.refresh(RefreshToken::new(token).username(username)).await?)
}

fn why(error: &sign_in::Error<Cognito>) -> &'static str {
    let call = error.client_error().and_then(|error| error.downcast_ref());
    match (error.at(), error.code(), call) {
        (_, Some("PasswordResetRequiredException"), _) => "a new password has to be asked for",
        ("PASSWORD_VERIFIER", Some("NotAuthorizedException"), _) => "the password is wrong",
        (_, None, Some(call)) if CallError::<InitiateAuthError>::is_timeout(call) => "no answer",
        _ => "another error",
    }
}

mod admin {
    use super::{AppClient, Client, SignIn};

    tinsmith_cognito::client! {
        /// Signs users in with calls that are signed.
        pub struct CognitoAdmin(cognito_identity_provider): admin;
    }

    fn sign_in(client: Client) -> SignIn<CognitoAdmin> {
        let app_client = AppClient::new("1example23456789");
        SignIn::new(CognitoAdmin::new(client), "eu-west-1_example", app_client)
    }
}
