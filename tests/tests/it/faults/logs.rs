//! What the default HTTP client logs.

use cognito_identity_provider::Client;
use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
use cognito_identity_provider::types::AuthFlowType;

use super::call::{answer, config, in_time};
use super::server::Server;
use crate::log::{Log, assert_hides};

#[tokio::test]
async fn the_default_client_logs_no_secrets() {
    for (status, body, is_ok) in [
        (200, r#"{"Session":"hush-session"}"#, true),
        (200, r#"{"Session":"hush-session"#, false),
        (200, r#"{"Session":["hush-session"]}"#, false),
        (
            400,
            r#"{"__type":"NotAuthorizedException","message":"no","Session":"hush-session"}"#,
            false,
        ),
        (403, "<html>hush-password</html>", false),
    ] {
        let server = Server::start((0..3).map(|_| answer(status, &[], body))).await;
        let client = Client::from_conf(config(&server).build());
        let request = InitiateAuthRequest::auth_flow(AuthFlowType::UserPasswordAuth)
            .client_id("hush_client")
            .auth_parameters([("USERNAME", "hush-user"), ("PASSWORD", "hush-password")]);
        let log = Log::start();
        let outcome = in_time(async { client.initiate_auth(request).await }).await;
        let log = log.stop();
        assert_eq!(outcome.is_ok(), is_ok, "{status} {body}");

        let seen = server.seen();
        assert!(seen.iter().all(|seen| String::from_utf8_lossy(&seen.body).contains("hush")));
        assert_eq!(log.matches("transmitting request").count(), seen.len());
        assert_hides(&log, &["hush"]);
    }
}
