//! The examples that sign in, against a small Cognito on loopback that asks whatever a test says.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tinsmith_tests::fake_cognito::{Ask, FakeCognito, UserPool};
use tinsmith_tests::servers::totp::totp_code;

const SIGN_IN: &str = env!("CARGO_BIN_EXE_sign_in");
const SIGN_IN_BY_SRP: &str = env!("CARGO_BIN_EXE_sign_in_by_srp");

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the output is text")
}

/// Runs a program with nothing but this in its environment, and gives it the answers.
fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Output {
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
    child.wait_with_output().expect("the program can be waited for")
}

#[test]
fn every_challenge_is_answered() {
    let pool = UserPool::new();
    let server = FakeCognito::start(pool.clone());
    let code = totp_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").expect("it is a secret");
    let password = pool.password.as_str();
    for (asks, answers, question) in [
        (
            vec![Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456")],
            "123456\n",
            "Code of the text message: ",
        ),
        // Mistyped first.
        (
            vec![Ask::new("EMAIL_OTP").takes("EMAIL_OTP_CODE", "123456")],
            "000000\n123456\n",
            "Code of the e-mail: EMAIL_OTP: RespondToAuthChallenge failed: CodeMismatchException: EMAIL_OTP_CODE: not what was asked for (HTTP status 400)\nCode of the e-mail: ",
        ),
        (
            vec![Ask::new("SMS_OTP").takes("SMS_OTP_CODE", "123456")],
            "123456\n",
            "Code of the text message: ",
        ),
        (
            vec![Ask::new("SOFTWARE_TOKEN_MFA").takes("SOFTWARE_TOKEN_MFA_CODE", "123456")],
            "123456\n",
            "Code of the software token: ",
        ),
        (
            vec![
                Ask::new("SELECT_MFA_TYPE")
                    .parameter("MFAS_CAN_CHOOSE", r#"["SMS_MFA","EMAIL_OTP"]"#)
                    .takes("ANSWER", "SMS_MFA"),
                Ask::new("SMS_MFA").takes("SMS_MFA_CODE", "123456"),
            ],
            "SMS_MFA\n123456\n",
            "One of SMS_MFA, EMAIL_OTP: Code of the text message: ",
        ),
        (
            vec![Ask::new("MFA_SETUP")],
            &format!("{code}\n"),
            "For your authenticator app: otpauth://totp/Tinsmith:kim%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tinsmith\nCode of the software token: ",
        ),
        (
            vec![
                Ask::new("NEW_PASSWORD_REQUIRED")
                    .parameter("requiredAttributes", r#"["userAttributes.name"]"#)
                    .takes("userAttributes.name", "Kim")
                    .takes("NEW_PASSWORD", "Another-1-password"),
            ],
            "Kim\nAnother-1-password\n",
            "name: New password: ",
        ),
        (
            vec![Ask::new("CUSTOM_CHALLENGE").takes("ANSWER", "4")],
            "4\n",
            "{\"USERNAME\": \"7d1c9f6e-0b1a-4a55-9c3e-2f4b8d6a1c70\"}\nAnswer: ",
        ),
        (
            vec![
                Ask::new("SELECT_CHALLENGE")
                    .available(&["PASSWORD", "EMAIL_OTP"])
                    .takes("ANSWER", "PASSWORD")
                    .takes("PASSWORD", password),
            ],
            &format!("PASSWORD\n{password}\n"),
            "One of PASSWORD, EMAIL_OTP: Password: ",
        ),
        (
            vec![
                Ask::new("SELECT_CHALLENGE")
                    .available(&["PASSWORD_SRP"])
                    .takes("ANSWER", "PASSWORD_SRP"),
            ],
            &format!("PASSWORD_SRP\n{password}\n"),
            "One of PASSWORD_SRP: Password: ",
        ),
        (
            vec![Ask::new("PASSWORD").takes("PASSWORD", password)],
            &format!("{password}\n"),
            "Password: ",
        ),
        (vec![Ask::new("PASSWORD_SRP")], &format!("{password}\n"), "Password: "),
        (
            vec![
                Ask::new("WEB_AUTHN")
                    .parameter("CREDENTIAL_REQUEST_OPTIONS", "{}")
                    .takes("CREDENTIAL", r#"{"id":"y"}"#),
            ],
            "{\"id\":\"y\"}\n",
            "For the authenticator: {}\nIts answer, as JSON: ",
        ),
        (
            vec![Ask::new("RETINA_SCAN").takes("SCAN", "a picture")],
            "SCAN=a picture\n",
            "Answer to RETINA_SCAN, as KEY=VALUE: ",
        ),
    ] {
        server.will_ask(asks);
        let input = format!("{}\n{password}\n{answers}", pool.alias);
        let environment = [("AWS_ENDPOINT_URL", server.endpoint())];
        let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
        let output = run(SIGN_IN, &[&pool.id, &pool.client_id], &environment, &input);
        assert_eq!(text(output.stderr), format!("User name: Password: {question}"));
        assert_eq!(text(output.stdout), "signed in; the access token is good for 3600 seconds\n");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn what_it_cannot_answer_is_named() {
    let pool = UserPool::new();
    let server = FakeCognito::start(pool.clone());
    for challenge in ["DEVICE_SRP_AUTH", "ADMIN_NO_SRP_AUTH"] {
        server.will_ask([Ask::new(challenge)]);
        let input = format!("{}\n{}\n", pool.alias, pool.password);
        let endpoint = server.endpoint();
        let environment = [("AWS_ENDPOINT_URL", endpoint.as_str())];
        let output = run(SIGN_IN, &[&pool.id, &pool.client_id], &environment, &input);
        assert_eq!(
            text(output.stderr),
            format!(
                "User name: Password: not signed in: this program has no answer to {challenge}\n"
            )
        );
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_device_is_remembered_in_the_first_run_and_proven_in_the_second() {
    let pool = UserPool::new();
    let server = FakeCognito::start(pool.clone());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("device.txt");
    let _ = fs::remove_file(&file);
    let endpoint = server.endpoint();
    let environment = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("USER_POOL_ID", &pool.id),
        ("CLIENT_ID", &pool.client_id),
        ("USERNAME", &pool.alias),
        ("PASSWORD", &pool.password),
    ];
    let file = file.to_str().expect("the path is text");
    let run = || run(SIGN_IN_BY_SRP, &[file], &environment, "");

    server.will_make_a_device();
    let first = run();
    assert_eq!(text(first.stderr), "");
    let [key, group_key, password] = fs::read_to_string(file)
        .expect("the device is kept")
        .lines()
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .try_into()
        .expect("there are three lines");
    assert!(group_key.starts_with("-Gr"), "{group_key}");
    assert_eq!(password.len(), 56);
    let line = format!("{} is signed in on {key}\n", pool.username);
    assert_eq!(text(first.stdout), line);
    assert_eq!(
        server.calls(),
        ["InitiateAuth USER_SRP_AUTH", "RespondToAuthChallenge PASSWORD_VERIFIER", "ConfirmDevice"]
    );

    server.will_ask([Ask::new("DEVICE_SRP_AUTH")]);
    let second = run();
    assert_eq!((text(second.stderr), text(second.stdout)), (String::new(), line));
    assert_eq!(
        server.calls(),
        [
            "InitiateAuth USER_SRP_AUTH",
            "RespondToAuthChallenge PASSWORD_VERIFIER",
            "RespondToAuthChallenge DEVICE_SRP_AUTH",
            "RespondToAuthChallenge DEVICE_PASSWORD_VERIFIER"
        ]
    );

    fs::write(file, "another\n").expect("the file can be written");
    let third = run();
    assert_eq!(text(third.stderr), "Error: \"expected three lines in the file\"\n");
    assert_eq!(third.status.code(), Some(1));
}
