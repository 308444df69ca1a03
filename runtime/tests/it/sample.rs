//! One service as the generator writes it: an operation that is not signed, with sensitive members, and one that is signed, without.
//!
//! `client` at the end makes a client of it that is served by canned responses.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use tinsmith_runtime::client::{Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::interceptors::{
    BeforeTransmitInterceptorContextRef, BoxError, ConfigBag, RuntimeComponents,
};
use tinsmith_runtime::config::{Config, ConfigBuilder, Credentials, Intercept};
use tinsmith_runtime::endpoint::{self, Endpoint, EndpointError, EndpointParams};
use tinsmith_runtime::error::{ErrorKind, ErrorMetadata, ModeledError};
use tinsmith_runtime::fmt::Redacted;
use tinsmith_runtime::open_enum::UnknownValue;
use tinsmith_runtime::validation::{Segment, Validate, Validation, Validator};

const NAMESPACE: &str = "com.amazonaws.cognitoidentityprovider";

pub(crate) static SERVICE: Service = TEMPLATE;

pub(crate) const TEMPLATE: Service = Service {
    id: "Cognito Identity Provider",
    api_name: "cognitoidentityprovider",
    namespace: NAMESPACE,
    name: "AWSCognitoIdentityProviderService",
    version: "2016-04-18",
    xml_namespace: None,
    protocol: Protocol::AwsJson1_1,
    signing_name: Some("cognito-idp"),
    query_compatible: false,
    validation: Validation::Standard,
    account_id_endpoints: false,
    endpoint: resolve,
};

pub(crate) static QUERY_COMPATIBLE: Service = Service {
    id: "Query Compatible",
    api_name: "querycompatible",
    namespace: NAMESPACE,
    name: "QueryCompatible",
    version: "2016-04-18",
    xml_namespace: None,
    protocol: Protocol::AwsJson1_0,
    signing_name: None,
    query_compatible: true,
    validation: Validation::Standard,
    account_id_endpoints: false,
    endpoint: resolve,
};

fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    endpoint::regional("cognito-idp", params)
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ChallengeNameType {
    NewPasswordRequired,
    SmsMfa,
    Unknown(UnknownValue),
}

tinsmith_runtime::open_enum!(
    ChallengeNameType,
    [NewPasswordRequired = "NEW_PASSWORD_REQUIRED", SmsMfa = "SMS_MFA"]
);

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RespondToAuthChallengeRequest {
    pub(crate) client_id: String,
    pub(crate) challenge_name: ChallengeNameType,
    pub(crate) session: Option<String>,
    pub(crate) challenge_responses: Option<HashMap<String, String>>,
    pub(crate) analytics_metadata: Option<AnalyticsMetadataType>,
    pub(crate) scopes: Option<Vec<String>>,
}

impl RespondToAuthChallengeRequest {
    pub(crate) fn new(
        challenge_name: impl Into<ChallengeNameType>,
        client_id: impl Into<String>,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            challenge_name: challenge_name.into(),
            session: None,
            challenge_responses: None,
            analytics_metadata: None,
            scopes: None,
        }
    }

    pub(crate) fn session(mut self, session: impl Into<String>) -> Self {
        self.session = Some(session.into());
        self
    }

    pub(crate) fn challenge_responses<const N: usize>(
        mut self,
        entries: [(&str, &str); N],
    ) -> Self {
        let owned = entries.map(|(key, value)| (key.to_owned(), value.to_owned()));
        self.challenge_responses = Some(owned.into());
        self
    }

    pub(crate) fn analytics_endpoint_id(mut self, id: impl Into<String>) -> Self {
        self.analytics_metadata =
            Some(AnalyticsMetadataType { analytics_endpoint_id: Some(id.into()) });
        self
    }

    pub(crate) fn scopes<const N: usize>(mut self, scopes: [&str; N]) -> Self {
        self.scopes = Some(scopes.map(str::to_owned).into());
        self
    }
}

impl fmt::Debug for RespondToAuthChallengeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RespondToAuthChallengeRequest")
            .field("client_id", &Redacted)
            .field("challenge_name", &self.challenge_name)
            .field("session", &Redacted)
            .field("challenge_responses", &Redacted)
            .field("analytics_metadata", &self.analytics_metadata)
            .field("scopes", &self.scopes)
            .finish()
    }
}

impl Validate for RespondToAuthChallengeRequest {
    fn validate(&self, v: &mut Validator) {
        v.length("ClientId", &self.client_id, 1..=128);
        v.pattern("ClientId", &self.client_id, r"^(?:[\w+]+)$");
        v.known("ChallengeName", &self.challenge_name);
        v.length("Session", &self.session, 20..=4096);
        v.entries_sensitive("ChallengeResponses", &self.challenge_responses, |v, key, value| {
            v.length(Segment::KeyOf(key), key, 0..=131072);
            v.length(Segment::Key(key), value, 0..=131072);
        });
        v.nested("AnalyticsMetadata", &self.analytics_metadata);
        v.length("Scopes", &self.scopes, ..=3);
        v.unique("Scopes", &self.scopes);
        v.items("Scopes", &self.scopes, |v, at, item| v.length(at, item, 1..=8));
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnalyticsMetadataType {
    pub(crate) analytics_endpoint_id: Option<String>,
}

impl Validate for AnalyticsMetadataType {
    fn validate(&self, v: &mut Validator) {
        v.length("AnalyticsEndpointId", &self.analytics_endpoint_id, 0..=16);
    }
}

#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct RespondToAuthChallengeResponse {
    pub(crate) challenge_name: Option<ChallengeNameType>,
    pub(crate) session: Option<String>,
    pub(crate) challenge_parameters: Option<HashMap<String, String>>,
    pub(crate) available_challenges: Option<Vec<ChallengeNameType>>,
    request_id: Option<String>,
}

impl fmt::Debug for RespondToAuthChallengeResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RespondToAuthChallengeResponse")
            .field("challenge_name", &self.challenge_name)
            .field("session", &Redacted)
            .field("challenge_parameters", &self.challenge_parameters)
            .field("available_challenges", &self.available_challenges)
            .finish()
    }
}

tinsmith_runtime::response!(RespondToAuthChallengeResponse);

macro_rules! errors {
    ($($error:ident = $code:literal $(, retry $kind:expr)?;)*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            pub(crate) struct $error {
                pub(crate) message: Option<String>,
                pub(crate) reason_code: Option<String>,
                meta: ErrorMetadata,
            }

            impl From<ErrorMetadata> for $error {
                fn from(meta: ErrorMetadata) -> Self {
                    Self { message: meta.message().map(str::to_owned), reason_code: None, meta }
                }
            }

            impl ModeledError for $error {
                fn name(&self) -> &'static str {
                    $code
                }

                fn shown_message(&self) -> Option<&str> {
                    self.message.as_deref()
                }

                $(
                    fn retry_kind(&self) -> Option<ErrorKind> {
                        Some($kind)
                    }
                )?
            }

            tinsmith_runtime::modeled_error!($error, $code);
        )*
    };
}

errors! {
    AliasExistsException = "AliasExistsException";
    InvalidParameterException = "InvalidParameterException";
    UnreliableException = "UnreliableException", retry ErrorKind::TransientError;
}

tinsmith_runtime::operation_error! {
    #[derive(Clone)]
    pub(crate) enum RespondToAuthChallengeError of "RespondToAuthChallenge" in self {
        AliasExistsException is_alias_exists_exception,
        InvalidParameterException is_invalid_parameter_exception,
        UnreliableException is_unreliable_exception,
    }
}

tinsmith_runtime::structure! {
    [write] RespondToAuthChallengeRequest =
        "com.amazonaws.cognitoidentityprovider#RespondToAuthChallengeRequest";
    client_id: "ClientId" string [Sensitive],
    challenge_name: "ChallengeName" string,
    session: "Session" string [Sensitive],
    challenge_responses: "ChallengeResponses" map(string, string) [Sensitive],
    analytics_metadata: "AnalyticsMetadata" structure,
    scopes: "Scopes" list(string),
}

tinsmith_runtime::structure! {
    [write] AnalyticsMetadataType =
        "com.amazonaws.cognitoidentityprovider#AnalyticsMetadataType";
    analytics_endpoint_id: "AnalyticsEndpointId" string,
}

tinsmith_runtime::structure! {
    [response] RespondToAuthChallengeResponse =
        "com.amazonaws.cognitoidentityprovider#RespondToAuthChallengeResponse";
    challenge_name: "ChallengeName" string,
    session: "Session" string [Sensitive],
    challenge_parameters: "ChallengeParameters" map(string, string),
    available_challenges: "AvailableChallenges" list(string),
    @private request_id
}

tinsmith_runtime::structure! {
    [error] AliasExistsException =
        "com.amazonaws.cognitoidentityprovider#AliasExistsException";
    message: "message" string,
    reason_code: "reasonCode" string,
    @private meta
}

tinsmith_runtime::structure! {
    [error] InvalidParameterException =
        "com.amazonaws.cognitoidentityprovider#InvalidParameterException";
    message: "message" string,
    reason_code: "reasonCode" string,
    @private meta
}

tinsmith_runtime::structure! {
    [error] UnreliableException =
        "com.amazonaws.cognitoidentityprovider#UnreliableException";
    message: "message" string,
    reason_code: "reasonCode" string,
    @private meta
}

pub(crate) type RespondToAuthChallenge = Operation<
    RespondToAuthChallengeRequest,
    RespondToAuthChallengeResponse,
    RespondToAuthChallengeError,
>;

pub(crate) static RESPOND_TO_AUTH_CHALLENGE: RespondToAuthChallenge =
    Operation::new("RespondToAuthChallenge").with_sensitive_input().with_sensitive_output();

/// The same shapes, taken for an operation that is signed and has nothing to hide.
pub(crate) static SIGNED: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").signed();

/// The same shapes, taken for an operation that is signed and has everything to hide.
pub(crate) static SIGNED_SENSITIVE: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge")
        .signed()
        .with_sensitive_input()
        .with_sensitive_output();

/// The same shapes, taken for an operation whose model has no output.
pub(crate) static WITHOUT_OUTPUT: RespondToAuthChallenge =
    Operation::new("Forget").without_output();

#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) core: Core,
}

impl Client {
    pub(crate) fn from_conf(config: Config) -> Self {
        Self { core: Core::new(&SERVICE, config) }
    }

    pub(crate) fn respond_to_auth_challenge(
        &self,
        request: RespondToAuthChallengeRequest,
    ) -> Call<RespondToAuthChallengeResponse, RespondToAuthChallengeError> {
        self.core.call(&RESPOND_TO_AUTH_CHALLENGE, request)
    }
}

/// A request that meets every constraint.
pub(crate) fn request() -> RespondToAuthChallengeRequest {
    RespondToAuthChallengeRequest::new("SMS_MFA", "client1")
}

/// A canned response.
pub(crate) fn response(
    status: u16,
    headers: &[(&str, &str)],
    body: &'static str,
) -> http::Response<SdkBody> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(SdkBody::from(body)).unwrap()
}

/// An HTTP client that gives these responses, one after the other.
pub(crate) fn replay(
    responses: impl IntoIterator<Item = http::Response<SdkBody>>,
) -> StaticReplayClient {
    let events = responses.into_iter().map(|response| {
        let request =
            http::Request::builder().uri("https://unused").body(SdkBody::empty()).unwrap();
        ReplayEvent::new(request, response)
    });
    StaticReplayClient::new(events.collect())
}

/// A configuration that needs nothing more than an HTTP client.
pub(crate) fn config() -> ConfigBuilder {
    Config::builder().region("eu-west-1")
}

/// A client that is given these responses, one after the other.
pub(crate) fn client(
    responses: impl IntoIterator<Item = http::Response<SdkBody>>,
) -> (Client, StaticReplayClient) {
    let http = replay(responses);
    (Client::from_conf(config().http_client(http.clone()).build()), http)
}

/// Credentials with this access key id.
pub(crate) fn credentials(id: &str) -> Credentials {
    Credentials::new(id, "secret", None, None, "test")
}

/// Gives what a call finds in its config bag.
pub(crate) async fn in_bag<T>(config: ConfigBuilder) -> Option<T>
where
    T: Storable<Storer = StoreReplace<T>> + Clone,
{
    let found = Arc::new(Mutex::new(None));
    let client = Client::from_conf(config.interceptor(Look(found.clone())).build());
    client.core.call(&RESPOND_TO_AUTH_CHALLENGE, request()).into_request().await.unwrap();
    found.lock().unwrap().take()
}

/// Looks for a value in the config bag, where the official layers do.
#[derive(Debug)]
pub(crate) struct Look<T>(pub(crate) Arc<Mutex<Option<T>>>);

impl<T> Intercept for Look<T>
where
    T: Storable<Storer = StoreReplace<T>> + Clone,
{
    fn name(&self) -> &'static str {
        "Look"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().unwrap() = cfg.load::<T>().cloned();
        Ok(())
    }
}
