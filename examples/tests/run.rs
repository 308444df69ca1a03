//! The examples, run as a reader runs them, against Moto.

use std::io::Write;
use std::process::{Command, Stdio};

use cognito_identity_provider::Client;
use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::types::MessageActionType;
use tinsmith_tests::servers::setup::{Fixtures, fixtures, signed};
use tinsmith_tests::servers::totp::totp_code;
use tinsmith_tests::servers::{self, Kind, Server};

const SIGN_IN: &str = env!("CARGO_BIN_EXE_sign_in");
const LIST_USERS: &str = env!("CARGO_BIN_EXE_list_users");

const SIGNED_IN: &str = "signed in; the access token is good for 3600 seconds\n";

/// A pool on a Moto of a test's own; `None`, having said so, where it cannot be run.
async fn moto(test: &str) -> Option<(Server, Fixtures)> {
    if !servers::runnable(test) {
        return None;
    }
    let server = Kind::Moto.start().expect("the server starts");
    let client = Client::from_conf(signed(&server.endpoint()).build());
    let pool = fixtures(&client).await.expect("the server takes the fixtures");
    Some((server, pool))
}

/// Runs a program with these settings, and nothing else in its environment; gives exit status, standard output and standard error, up to the details in parentheses.
fn run(
    program: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
    input: &str,
) -> (Option<i32>, String, String) {
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be run");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    stdin.write_all(input.as_bytes()).expect("a pipe has room for a few lines");
    drop(stdin);
    let output = child.wait_with_output().expect("the program can be waited for");
    let text = |bytes| String::from_utf8(bytes).expect("the output is text");
    let stderr = text(output.stderr);
    let words = stderr.split(" (").next().unwrap_or_default().trim_end().to_owned();
    (output.status.code(), text(output.stdout), words)
}

fn sign_in(server: &Server, pool: &Fixtures, input: &str) -> (Option<i32>, String, String) {
    let environment = [("AWS_ENDPOINT_URL", server.endpoint())];
    let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
    run(SIGN_IN, &[&pool.user_pool_id, &pool.client_id], &environment, input)
}

#[tokio::test]
async fn sign_in_with_a_password() {
    let Some((server, pool)) = moto("sign_in: a password").await else { return };
    let user = &pool.plain_user;
    let output = sign_in(&server, &pool, &format!("{}\n{}\n", user.username, user.password));
    assert_eq!(output, (Some(0), SIGNED_IN.into(), "User name: Password:".into()));
}

#[tokio::test]
async fn sign_in_with_a_new_password() {
    let Some((server, pool)) = moto("sign_in: a new password").await else { return };
    let user = &pool.new_user;
    let input = format!("{}\n{}\nAnother-1-password\n", user.username, user.password);
    let questions = "User name: Password: New password:";
    let output = sign_in(&server, &pool, &input);
    assert_eq!(output, (Some(0), SIGNED_IN.into(), questions.into()));
}

#[tokio::test]
async fn sign_in_with_a_software_token() {
    let Some((server, pool)) = moto("sign_in: a software token").await else { return };
    let user = &pool.mfa_user;
    let code = totp_code(&pool.totp_secret).expect("the secret gives a code");
    // As a program on Windows ends its lines.
    let input = format!("{}\r\n{}\r\n{code}\r\n", user.username, user.password);
    let questions = "User name: Password: Code of the software token:";
    let output = sign_in(&server, &pool, &input);
    assert_eq!(output, (Some(0), SIGNED_IN.into(), questions.into()));
}

#[tokio::test]
async fn sign_in_says_what_went_wrong() {
    let Some((server, pool)) = moto("sign_in: a wrong password").await else { return };
    let output = sign_in(&server, &pool, "plain\nMistyped-1-password\n");
    let words = "User name: Password: not signed in: USER_PASSWORD_AUTH: InitiateAuth failed: NotAuthorizedException: Incorrect username or password.";
    assert_eq!(output, (Some(1), String::new(), words.into()));

    let output = sign_in(&server, &pool, "plain\n");
    let words = "User name: Password: not signed in: the input ended before an answer";
    assert_eq!(output, (Some(1), String::new(), words.into()));
}

#[test]
fn sign_in_says_what_it_has_not_been_told() {
    let output = run(SIGN_IN, &["us-east-1_pool"], &[], "");
    let words = "not signed in: expected the ids of a user pool and of its app client as arguments";
    assert_eq!(output, (Some(1), String::new(), words.into()));

    let output = run(SIGN_IN, &["us-east-1_pool", "client"], &[], "ada\npassword\n");
    let words = "User name: Password: not signed in: USER_PASSWORD_AUTH: InitiateAuth was not sent: there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_eq!(output, (Some(1), String::new(), words.into()));
}

#[tokio::test]
async fn list_users_goes_through_all_pages() {
    let Some((server, pool)) = moto("list_users").await else { return };
    let client = Client::from_conf(signed(&server.endpoint()).build());
    let mut expected =
        "with-token CONFIRMED\nnew FORCE_CHANGE_PASSWORD\nplain CONFIRMED\n".to_owned();
    // Moto has 60 on a page, as AWS does.
    for number in 0..60 {
        let name = format!("user-{number}");
        let request = AdminCreateUserRequest::user_pool_id(&pool.user_pool_id)
            .username(&name)
            .message_action(MessageActionType::Suppress);
        client.admin_create_user(request).await.expect("the user is made");
        expected += &format!("{name} FORCE_CHANGE_PASSWORD\n");
    }
    expected += "63 users\n";
    let output = list_users(&server.endpoint(), &pool.user_pool_id);
    assert_eq!(output, (Some(0), expected, String::new()));

    let output = list_users(&server.endpoint(), "us-east-1_nowhere");
    let words = "not all users are listed: ListUsers failed: ResourceNotFoundException: User pool us-east-1_nowhere does not exist.";
    assert_eq!(output, (Some(1), String::new(), words.into()));
}

#[test]
fn list_users_says_what_it_has_not_been_told() {
    let output = run(LIST_USERS, &[], &[], "");
    let words = "not all users are listed: expected the user pool's id as an argument";
    assert_eq!(output, (Some(1), String::new(), words.into()));

    // Nothing is asked of a network.
    let environment = [("AWS_REGION", "us-east-1"), ("AWS_EC2_METADATA_DISABLED", "true")];
    let (status, stdout, stderr) = run(LIST_USERS, &["us-east-1_pool"], &environment, "");
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    // What follows says what was looked at.
    let words = "not all users are listed: ListUsers failed: no credentials found in chain. Attempted: Environment: the credential provider was not enabled: environment variable not set; Profile: ";
    assert!(stderr.starts_with(words), "{stderr}");
}

fn list_users(endpoint: &str, pool: &str) -> (Option<i32>, String, String) {
    let environment = [
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
    ];
    run(LIST_USERS, &[pool], &environment, "")
}
