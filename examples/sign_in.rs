//! Signs a user in with a password, and answers whatever the service asks on the way.
//!
//! ```console
//! $ cargo run --package tinsmith-examples --bin sign_in -- USER_POOL_ID CLIENT_ID
//! ```
//!
//! The app client has to be one without a secret that allows `USER_PASSWORD_AUTH`.
//! Questions go to standard error, the result to standard output; no token is printed.
//! `AWS_REGION` is the region, `AWS_ENDPOINT_URL` is where requests go instead of to the region's endpoint.

use std::env;
use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use cognito_identity_provider::{Client, Config};
use tinsmith_cognito::AppClient;
use tinsmith_cognito::sign_in::{self, SignIn, Step, Tokens};

tinsmith_cognito::client! {
    struct Cognito(cognito_identity_provider): software_tokens;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("not signed in: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(pool), Some(client_id)) = (arguments.next(), arguments.next()) else {
        return Err("expected the ids of a user pool and of its app client as arguments".into());
    };
    let client = Cognito::new(Client::from_conf(config()));
    let sign_in = SignIn::new(client, pool, AppClient::new(client_id));

    let start = sign_in.username(ask("User name: ")?);
    let mut step = start.password(ask_secretly("Password: ")?).await?;
    loop {
        step = match step {
            Step::Done(tokens) => return Ok(report(&tokens)?),
            step => match answer(step).await? {
                Ok(next) => next,
                // A mistyped code: the same step once more.
                Err(error) if error.can_try_again() => {
                    eprintln!("{error}");
                    error.try_again()?
                }
                Err(error) => return Err(error.into()),
            },
        };
    }
}

type Answered = Result<Step<Cognito>, sign_in::Error<Cognito>>;

/// Asks the user for an answer to the step, and gives it. The outer error is one of the terminal, or says that nothing here answers the step.
async fn answer(step: Step<Cognito>) -> Result<Answered, Box<dyn Error>> {
    Ok(match step {
        Step::SmsMfa(step) => step.code(ask("Code of the text message: ")?).await,
        Step::SmsOtp(step) => step.code(ask("Code of the text message: ")?).await,
        Step::EmailOtp(step) => step.code(ask("Code of the e-mail: ")?).await,
        Step::SoftwareTokenMfa(step) => step.code(ask("Code of the software token: ")?).await,
        Step::SelectMfaType(step) => {
            let choice = choose(&step.choices())?;
            step.choose(choice).await
        }
        Step::MfaSetup(step) => match step.software_token().await {
            Ok(setup) => {
                eprintln!("For your authenticator app: {}", setup.uri("Tinsmith"));
                setup.code(ask("Code of the software token: ")?).await
            }
            Err(error) => Err(error),
        },
        Step::SoftwareTokenSetup(setup) => setup.code(ask("Code of the software token: ")?).await,
        Step::NewPasswordRequired(mut step) => {
            for name in step.required_attributes() {
                let value = ask(&format!("{name}: "))?;
                step = step.attribute(name, value);
            }
            step.new_password(ask_secretly("New password: ")?).await
        }
        Step::CustomChallenge(step) => {
            eprintln!("{:?}", step.parameters());
            step.answer(ask("Answer: ")?).await
        }
        Step::SelectChallenge(step) => match choose(step.choices())?.as_str() {
            "PASSWORD" => step.password(ask_secretly("Password: ")?).await,
            "PASSWORD_SRP" => step.srp(ask_secretly("Password: ")?).await,
            other => step.choose(other).await,
        },
        Step::Password(step) => step.password(ask_secretly("Password: ")?).await,
        Step::PasswordSrp(step) => step.srp(ask_secretly("Password: ")?).await,
        Step::WebAuthn(step) => {
            eprintln!("For the authenticator: {}", step.options().unwrap_or_default());
            step.credential(ask("Its answer, as JSON: ")?).await
        }
        Step::Other(step) => {
            let answer = ask(&format!("Answer to {}, as KEY=VALUE: ", step.name()))?;
            let entry = answer.split_once('=').ok_or("expected a key, `=` and a value")?;
            step.answer([entry]).await
        }
        // Of a device, which this program does not remember; of SRP, which answers itself; and what nothing answers.
        step @ (Step::DeviceSrpAuth(_)
        | Step::DevicePasswordVerifier(_)
        | Step::PasswordVerifier(_)
        | Step::AdminNoSrpAuth(_)
        | _) => return Err(format!("this program has no answer to {}", step.name()).into()),
    })
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

fn report(tokens: &Tokens) -> io::Result<()> {
    let seconds = tokens.expires_in.as_secs();
    writeln!(io::stdout(), "signed in; the access token is good for {seconds} seconds")
}

fn choose(choices: &[String]) -> io::Result<String> {
    ask(&format!("One of {}: ", choices.join(", ")))
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
