//! A sign-in by SRP with a second factor, with `tinsmith-cognito`.

use std::error::Error;

use tinsmith_cognito::sign_in::{Client, SignIn, Step, Tokens};

/// Sign-in by SRP, with a code of a text message or of an app where the user has a second factor.
pub async fn sign_in<C: Client + 'static>(
    sign_in: &SignIn<C>,
    (username, password): (&str, &str),
    ask: impl Fn(&str) -> String,
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
            Err(error) => error.try_again()?,
        };
    }
}
