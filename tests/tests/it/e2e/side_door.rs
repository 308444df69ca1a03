//! What a server does beside the service's API: the mail that it would have sent, users with keys of their own, and roles.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use cognito_identity_provider::config::Credentials;
use serde_json::Value;

/// The code in the last mail to this address.
pub(super) fn mailed_code(server: SocketAddr, address: &str) -> String {
    let answer = exchange(server, "GET /_ministack/ses/messages", "", "");
    let answer: Value = serde_json::from_str(&answer).expect("the list of mails is JSON");
    let accounts = answer["messages"].as_object().expect("mails are listed by account");
    let text = accounts
        .values()
        .filter_map(Value::as_array)
        .flatten()
        .rfind(|mail| mail["To"][0] == address)
        .and_then(|mail| mail["BodyText"].as_str())
        .expect("there is a mail to this address");
    let code =
        text.strip_prefix("Your verification code is ").and_then(|text| text.strip_suffix('.'));
    code.expect("the mail has a code").to_owned()
}

/// Makes a user who may do anything in Cognito, and a key for it.
pub(super) fn user_key(server: SocketAddr, name: &str) -> Credentials {
    let policy = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22cognito-idp%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D";
    iam(server, &format!("Action=CreateUser&UserName={name}"));
    iam(
        server,
        &format!("Action=PutUserPolicy&UserName={name}&PolicyName=p&PolicyDocument={policy}"),
    );
    let answer = iam(server, &format!("Action=CreateAccessKey&UserName={name}"));
    let text = |element: &str| {
        let (_, rest) = answer.split_once(&format!("<{element}>")).expect("the key is complete");
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    Credentials::new(text("AccessKeyId"), text("SecretAccessKey"), None, None, "tinsmith-tests")
}

/// Makes a role that a service may take on, named after it.
pub(super) fn role(server: SocketAddr, service: &str) {
    let policy = format!(
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22{service}.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%7D"
    );
    let form = format!("Action=CreateRole&RoleName={service}&AssumeRolePolicyDocument={policy}");
    iam(server, &form);
}

/// Makes a call of IAM in the name of the account itself, whose signature MiniStack does not check; gives the answer, which is XML.
fn iam(server: SocketAddr, form: &str) -> String {
    let headers = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n";
    exchange(server, "POST /", headers, &format!("Version=2010-05-08&{form}"))
}

/// Puts something to a path of a service, in the name of the account itself, whose signature Moto does not check.
pub(super) fn put(server: SocketAddr, service: &str, path: &str, headers: &str, body: &str) {
    let headers = format!(
        "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0\r\n{headers}"
    );
    exchange(server, &format!("PUT {path}"), &headers, body);
}

/// Sends one request and gives the body of the answer, which has to be one of success.
fn exchange(server: SocketAddr, what: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(server).expect("the server takes a connection");
    let length = body.len();
    write!(
        stream,
        "{what} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .expect("the server takes the request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the server answers with text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("the answer has a head");
    let is_success = head.split(' ').nth(1).is_some_and(|status| status.starts_with('2'));
    assert!(is_success, "{what}: {head}\n{body}");
    body.to_owned()
}
