//! Signs in by SRP, which does not send the password, on a device that is remembered from the first run on.
//!
//! ```console
//! $ export USER_POOL_ID=… CLIENT_ID=… USERNAME=… PASSWORD=…
//! $ cargo run --package tinsmith-examples --bin sign_in_by_srp -- device.txt
//! ```

use std::{env, error::Error, fs};

use cognito_identity_provider::{Client, Config};
use tinsmith_cognito::sign_in::{SignIn, Step};
use tinsmith_cognito::{AppClient, srp::RememberedDevice};

tinsmith_cognito::client! { struct Cognito(cognito_identity_provider): devices; }

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("expected a file for the device")?;
    let pool = env::var("USER_POOL_ID")?;
    let mut config = Config::builder().region(pool.split('_').next().unwrap_or_default());
    if let Ok(url) = env::var("AWS_ENDPOINT_URL") {
        config = config.endpoint_url(url);
    }
    let client = Cognito::new(Client::from_conf(config.build()));
    let sign_in = SignIn::new(client, pool, AppClient::new(env::var("CLIENT_ID")?));

    let mut start = sign_in.username(env::var("USERNAME")?);
    if let Ok(text) = fs::read_to_string(&file) {
        let [key, group_key, password] = text
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| "expected three lines in the file")?;
        start = start.device(RememberedDevice { key, group_key, password });
    }
    let tokens = match start.srp(env::var("PASSWORD")?).await? {
        Step::Done(tokens) => tokens,
        other => return Err(format!("this program has no answer to {}", other.name()).into()),
    };
    if tokens.new_device.is_some() {
        let device = sign_in.remember_device(&tokens).await?.device;
        // It is a secret: a program of yours puts it where it keeps those.
        fs::write(&file, format!("{}\n{}\n{}\n", device.key, device.group_key, device.password))?;
    }
    println!("{} is signed in on {}", tokens.username, tokens.device_key.unwrap_or_default());
    Ok(())
}
