//! Both stand-ins for AWS start, answer, take the fixtures, and are gone afterwards.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use cognito_identity_provider::Client;
use serde_json::{Value, json};
use tinsmith_tests::servers::setup::{Fixtures, fixtures, signed};
use tinsmith_tests::servers::totp::{totp_code, wrong_code};
use tinsmith_tests::servers::{self, Failure, Kind};

/// Tells a copy of this test program to start a server, say where, and wait to be killed.
const HOLD: &str = "TINSMITH_TEST_HOLDS_A_SERVER";
/// The name that the test which holds a server is found by.
const HOLDER: &str = "servers_start::a_server_ends_when_its_test_process_is_killed";
const ADDRESS_MARK: &str = "server address: ";
const LOG_MARK: &str = "server log: ";

#[test]
fn a_server_answers_until_it_is_dropped() {
    if !servers::runnable("a_server_answers_until_it_is_dropped") {
        return;
    }
    for kind in Kind::ALL {
        let server = kind.start().expect("the server starts");
        let (pid, address) = (server.pid(), server.address());
        assert!(is_running(pid), "{kind:?}");
        assert!(address.ip().is_loopback(), "{kind:?}");
        assert!(accepts_connections(address), "{kind:?}");
        assert!(server.log().is_file(), "{kind:?}");
        drop(server);
        assert!(!is_running(pid), "{kind:?} still runs as {pid}");
        assert!(!accepts_connections(address), "{kind:?}");
    }
}

#[test]
fn a_server_is_stopped_when_its_test_panics() {
    if !servers::runnable("a_server_is_stopped_when_its_test_panics") {
        return;
    }
    let server = Kind::Ministack.start().expect("the server starts");
    let (pid, log) = (server.pid(), server.log());
    let panicked = catch_unwind(AssertUnwindSafe(move || {
        let _server = server;
        panic!("as a failing test does");
    }));
    assert!(panicked.is_err());
    assert!(!is_running(pid), "still runs as {pid}");
    assert!(log.is_file(), "the log of a failed test is kept");
    remove_directory_of(&log);
}

#[test]
fn a_server_ends_when_its_test_process_is_killed() {
    if env::var_os(HOLD).is_some() {
        let server = Kind::Ministack.start().expect("the server starts");
        println!("\n{LOG_MARK}{}", server.log().display());
        println!("{ADDRESS_MARK}{}", server.address());
        loop {
            thread::park();
        }
    }
    if !servers::runnable("a_server_ends_when_its_test_process_is_killed") {
        return;
    }
    let mut holder = Command::new(env::current_exe().expect("the test program has a path"))
        .args(["--exact", HOLDER])
        .arg("--nocapture")
        .env(HOLD, "1")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test program runs once more");
    let output = holder.stdout.take().expect("its output is a pipe");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let log = lines.find_map(|line| line.strip_prefix(LOG_MARK).map(PathBuf::from));
    let address: Option<SocketAddr> =
        lines.find_map(|line| line.strip_prefix(ADDRESS_MARK)?.parse().ok());
    let answered = address.is_some_and(accepts_connections);
    holder.kill().expect("the holder can be killed");
    holder.wait().expect("the holder can be waited for");

    let address = address.expect("the holder said its server's address");
    assert!(answered, "the server at {address} answered");
    // Nobody here is the server's parent, so there is nothing to wait on but the port.
    let deadline = Instant::now() + Duration::from_secs(20);
    while accepts_connections(address) {
        assert!(Instant::now() < deadline, "the server at {address} lives on");
        thread::sleep(Duration::from_millis(20));
    }
    remove_directory_of(&log.expect("the holder said where its server's log is"));
}

#[tokio::test]
async fn every_server_takes_the_fixtures() {
    if !servers::runnable("every_server_takes_the_fixtures") {
        return;
    }
    for kind in Kind::ALL {
        let server = kind.start().expect("the server starts");
        let first = set_up(&server.endpoint()).await.expect("the fixtures are made");
        let second = set_up(&server.endpoint()).await.expect("the fixtures are made again");
        assert_ne!(first.user_pool_id, second.user_pool_id, "{kind:?}");
        assert_ne!(first.client_id, second.client_id, "{kind:?}");
        let code = totp_code(&first.totp_secret).expect("the secret gives a code");
        assert_eq!(code.len(), 6, "{kind:?}");
        assert_ne!(wrong_code(&code), code, "{kind:?}");
    }
}

#[tokio::test]
async fn every_server_checks_what_its_kind_says() {
    if !servers::runnable("every_server_checks_what_its_kind_says") {
        return;
    }
    for kind in Kind::ALL {
        let server = kind.start().expect("the server starts");
        let pool = set_up(&server.endpoint()).await.expect("the fixtures are made");
        let sign_in = |name: &str, password: &str| {
            let parameters = json!({ "USERNAME": name, "PASSWORD": password });
            let body = json!({
                "AuthFlow": "USER_PASSWORD_AUTH",
                "ClientId": pool.client_id,
                "AuthParameters": parameters,
            });
            call(server.address(), "InitiateAuth", &body)
        };
        let respond = |challenge: &str, session: &Value, responses: Value| {
            let body = json!({
                "ChallengeName": challenge,
                "ClientId": pool.client_id,
                "Session": session,
                "ChallengeResponses": responses,
            });
            call(server.address(), "RespondToAuthChallenge", &body)
        };
        let unusable = json!("neither server has ever handed this out");

        let user = &pool.plain_user;
        assert!(signed_in(&sign_in(&user.username, &user.password)), "{kind:?}");
        let answer = sign_in(&user.username, "Mistyped-1-password");
        assert_eq!(answer["__type"], "NotAuthorizedException", "{kind:?}: {answer}");

        let user = &pool.mfa_user;
        let token_code =
            |code: &str| json!({ "USERNAME": user.username, "SOFTWARE_TOKEN_MFA_CODE": code });
        let answer = sign_in(&user.username, &user.password);
        assert_eq!(answer["ChallengeName"], "SOFTWARE_TOKEN_MFA", "{kind:?}: {answer}");
        let session = &answer["Session"];
        let code = totp_code(&pool.totp_secret).expect("the secret gives a code");
        let answer = respond("SOFTWARE_TOKEN_MFA", session, token_code(&wrong_code(&code)));
        assert_eq!(answer["__type"], "CodeMismatchException", "{kind:?}: {answer}");
        let answer = respond("SOFTWARE_TOKEN_MFA", &unusable, token_code(&code));
        assert_eq!(signed_in(&answer), !kind.checks_sessions(), "{kind:?}: {answer}");
        let answer = respond("SOFTWARE_TOKEN_MFA", session, token_code(&code));
        assert!(signed_in(&answer), "{kind:?}: {answer}");

        let user = &pool.new_user;
        let new_password =
            |password: &str| json!({ "USERNAME": user.username, "NEW_PASSWORD": password });
        let answer = sign_in(&user.username, &user.password);
        assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED", "{kind:?}: {answer}");
        let session = &answer["Session"];
        let answer =
            respond("NEW_PASSWORD_REQUIRED", &unusable, new_password("Another-1-password"));
        assert_eq!(signed_in(&answer), !kind.checks_sessions(), "{kind:?}: {answer}");
        let answer = respond("NEW_PASSWORD_REQUIRED", session, new_password("short"));
        assert_eq!(signed_in(&answer), !kind.checks_new_passwords(), "{kind:?}: {answer}");
        let answer = respond("NEW_PASSWORD_REQUIRED", session, new_password("Another-1-password"));
        assert!(signed_in(&answer), "{kind:?}: {answer}");
    }
}

#[tokio::test]
async fn a_failing_setup_says_why() {
    if !servers::runnable("a_failing_setup_says_why") {
        return;
    }
    // Port 1 is never given to a program that asks for any free port.
    let failure = set_up("http://127.0.0.1:1").await.expect_err("nothing listens there");
    let words = "CreateUserPool failed: no answer from 127.0.0.1:1: ";
    assert!(failure.to_string().starts_with(words), "{failure}");
}

async fn set_up(endpoint: &str) -> Result<Fixtures, Failure> {
    fixtures(&Client::from_conf(signed(endpoint).build())).await
}

/// Sends one unsigned request and gives the body of the answer, whatever its status.
fn call(address: SocketAddr, operation: &str, body: &Value) -> Value {
    let body = body.to_string();
    let mut stream = TcpStream::connect(address).expect("the server takes a connection");
    write!(
        stream,
        "POST / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-amz-json-1.1\r\n\
         X-Amz-Target: AWSCognitoIdentityProviderService.{operation}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("the server takes the request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the server answers with text");
    let (_, answer) = answer.split_once("\r\n\r\n").expect("the answer has a head");
    serde_json::from_str(answer).expect("the answer is JSON")
}

/// Removes what a server leaves behind that could not do so itself.
fn remove_directory_of(log: &Path) {
    let directory = log.parent().expect("the log is in a directory");
    fs::remove_dir_all(directory).expect("the server's directory can be removed");
}

fn signed_in(answer: &Value) -> bool {
    answer["AuthenticationResult"]["AccessToken"].is_string()
}

fn accepts_connections(address: SocketAddr) -> bool {
    TcpStream::connect_timeout(&address, Duration::from_secs(5)).is_ok()
}

/// Whether a process with this id exists; signal 0 asks only that.
fn is_running(pid: u32) -> bool {
    Command::new("kill")
        .args(["-0", &pid.to_string()])
        .stderr(Stdio::null())
        .status()
        .expect("`kill` is on the search path")
        .success()
}
