//! One service as the generator writes it: an operation that is not signed, with sensitive members, and one that is signed, without.
//!
//! `client` at the end makes a client of it that is served by canned responses.

use std::collections::HashMap;
use std::fmt;

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::client::{Auth, Call, Core, Operation, Protocol, Service};
use tinsmith_runtime::config::{Config, ConfigBuilder};
use tinsmith_runtime::endpoint::{self, Endpoint, EndpointError, EndpointParams};
use tinsmith_runtime::error::{
    ErrorKind, ErrorMetadata, ModeledError, OperationError, RequestId, Unhandled,
};
use tinsmith_runtime::fmt::Redacted;
use tinsmith_runtime::open_enum::UnknownValue;
use tinsmith_runtime::schema::{
    self, Schema, SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer, ShapeType,
    prelude, shape_id,
};
use tinsmith_runtime::validation::{Segment, Validate, Validation, Validator};

const NAMESPACE: &str = "com.amazonaws.cognitoidentityprovider";

pub(crate) static SERVICE: Service = Service {
    id: "Cognito Identity Provider",
    namespace: NAMESPACE,
    name: "AWSCognitoIdentityProviderService",
    version: "2016-04-18",
    xml_namespace: None,
    protocol: Protocol::AwsJson1_1,
    signing_name: Some("cognito-idp"),
    query_compatible: false,
    validation: Validation::Standard,
    endpoint: resolve,
};

pub(crate) static QUERY_COMPATIBLE: Service = Service {
    id: "Query Compatible",
    namespace: NAMESPACE,
    name: "QueryCompatible",
    version: "2016-04-18",
    xml_namespace: None,
    protocol: Protocol::AwsJson1_0,
    signing_name: None,
    query_compatible: true,
    validation: Validation::Standard,
    endpoint: resolve,
};

fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
    endpoint::regional("cognito-idp", params)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChallengeNameType {
    NewPasswordRequired,
    SmsMfa,
    Unknown(UnknownValue),
}

impl ChallengeNameType {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::NewPasswordRequired => "NEW_PASSWORD_REQUIRED",
            Self::SmsMfa => "SMS_MFA",
            Self::Unknown(value) => value.as_str(),
        }
    }

    fn unknown_value(&self) -> Option<&str> {
        match self {
            Self::Unknown(value) => Some(value.as_str()),
            _ => None,
        }
    }
}

impl<T: AsRef<str>> From<T> for ChallengeNameType {
    fn from(value: T) -> Self {
        match value.as_ref() {
            "NEW_PASSWORD_REQUIRED" => Self::NewPasswordRequired,
            "SMS_MFA" => Self::SmsMfa,
            other => Self::Unknown(UnknownValue::new(other)),
        }
    }
}

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
        v.known("ChallengeName", self.challenge_name.unknown_value());
        if let Some(session) = &self.session {
            v.length("Session", session, 20..=4096);
        }
        if let Some(challenge_responses) = &self.challenge_responses {
            let mut v = v.within_sensitive("ChallengeResponses");
            for (key, value) in challenge_responses {
                v.length(Segment::KeyOf(key), key, 0..=131072);
                v.length(Segment::Key(key), value, 0..=131072);
            }
        }
        if let Some(analytics_metadata) = &self.analytics_metadata {
            v.nested("AnalyticsMetadata", analytics_metadata);
        }
        if let Some(scopes) = &self.scopes {
            v.length("Scopes", scopes, ..=3);
            v.unique("Scopes", scopes);
            let mut v = v.within("Scopes");
            for (index, item) in scopes.iter().enumerate() {
                v.length(index, item, 1..=8);
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnalyticsMetadataType {
    pub(crate) analytics_endpoint_id: Option<String>,
}

impl Validate for AnalyticsMetadataType {
    fn validate(&self, v: &mut Validator) {
        if let Some(id) = &self.analytics_endpoint_id {
            v.length("AnalyticsEndpointId", id, 0..=16);
        }
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

impl RequestId for RespondToAuthChallengeResponse {
    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

macro_rules! errors {
    ($enum:ident { $($error:ident => $read:ident $(, retry $kind:expr)?;)* }) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            pub(crate) struct $error {
                pub(crate) message: Option<String>,
                pub(crate) reason_code: Option<String>,
                _meta: ErrorMetadata,
            }

            tinsmith_runtime::modeled_error!($error);

            impl ModeledError for $error {
                fn name(&self) -> &'static str {
                    stringify!($error)
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

            fn $read(meta: ErrorMetadata, deserializer: &mut dyn ShapeDeserializer) -> Result<$error, SerdeError> {
                let mut value = $error { message: None, reason_code: None, _meta: ErrorMetadata::default() };
                deserializer.read_struct(&ERROR, &mut |member, deserializer| {
                    match member.member_index() {
                        Some(0) => value.message = Some(deserializer.read_string(member)?),
                        Some(1) => value.reason_code = Some(deserializer.read_string(member)?),
                        _ => deserializer.skip_value()?,
                    }
                    Ok(())
                })?;
                value.message = value.message.or_else(|| meta.message().map(str::to_owned));
                value._meta = meta;
                Ok(value)
            }
        )*

        #[derive(Clone, Debug)]
        pub(crate) enum $enum {
            $($error($error),)*
            Unhandled(Unhandled),
        }

        impl OperationError for $enum {
            fn unhandled(error: Unhandled) -> Self {
                Self::Unhandled(error)
            }

            fn modeled(&self) -> Result<&(dyn ModeledError + 'static), &Unhandled> {
                match self {
                    $(Self::$error(error) => Ok(error),)*
                    Self::Unhandled(error) => Err(error),
                }
            }
        }

        fn read_error(code: &str, meta: ErrorMetadata, deserializer: &mut dyn ShapeDeserializer) -> Result<$enum, SerdeError> {
            Ok(match code {
                $(stringify!($error) => $enum::$error($read(meta, deserializer)?),)*
                _ => $enum::Unhandled(Unhandled::new(meta)),
            })
        }
    };
}

errors! {
    RespondToAuthChallengeError {
        AliasExistsException => read_alias_exists;
        InvalidParameterException => read_invalid_parameter;
        UnreliableException => read_unreliable, retry ErrorKind::TransientError;
    }
}

tinsmith_runtime::operation_error!(RespondToAuthChallengeError);

type Member = Schema<'static>;

static CLIENT_ID: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeRequest", "ClientId"),
    ShapeType::String,
    "ClientId",
    0,
)
.with_sensitive();
static CHALLENGE_NAME: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeRequest",
        "ChallengeName"
    ),
    ShapeType::String,
    "ChallengeName",
    1,
);
static SESSION: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeRequest", "Session"),
    ShapeType::String,
    "Session",
    2,
)
.with_sensitive();
static CHALLENGE_RESPONSES: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeRequest",
        "ChallengeResponses"
    ),
    ShapeType::Map,
    "ChallengeResponses",
    3,
)
.with_map_members(&prelude::STRING, &prelude::STRING)
.with_sensitive();
static ANALYTICS_METADATA: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeRequest",
        "AnalyticsMetadata"
    ),
    ShapeType::Structure,
    "AnalyticsMetadata",
    4,
);
static SCOPES: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeRequest", "Scopes"),
    ShapeType::List,
    "Scopes",
    5,
)
.with_list_member(&prelude::STRING);
static REQUEST: Schema<'static> = Schema::new_struct(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeRequest"),
    ShapeType::Structure,
    &[&CLIENT_ID, &CHALLENGE_NAME, &SESSION, &CHALLENGE_RESPONSES, &ANALYTICS_METADATA, &SCOPES],
);

impl SerializableStruct for RespondToAuthChallengeRequest {
    fn schema(&self) -> &Schema<'_> {
        &REQUEST
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        serializer.write_string(&CLIENT_ID, &self.client_id)?;
        serializer.write_string(&CHALLENGE_NAME, self.challenge_name.as_str())?;
        if let Some(session) = &self.session {
            serializer.write_string(&SESSION, session)?;
        }
        if let Some(challenge_responses) = &self.challenge_responses {
            serializer.write_string_string_map(&CHALLENGE_RESPONSES, challenge_responses)?;
        }
        if let Some(analytics_metadata) = &self.analytics_metadata {
            serializer.write_struct(&ANALYTICS_METADATA, analytics_metadata)?;
        }
        if let Some(scopes) = &self.scopes {
            serializer.write_string_list(&SCOPES, scopes)?;
        }
        Ok(())
    }
}

static ANALYTICS_ENDPOINT_ID: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "AnalyticsMetadataType",
        "AnalyticsEndpointId"
    ),
    ShapeType::String,
    "AnalyticsEndpointId",
    0,
);
static ANALYTICS: Schema<'static> = Schema::new_struct(
    shape_id!("com.amazonaws.cognitoidentityprovider", "AnalyticsMetadataType"),
    ShapeType::Structure,
    &[&ANALYTICS_ENDPOINT_ID],
);

impl SerializableStruct for AnalyticsMetadataType {
    fn schema(&self) -> &Schema<'_> {
        &ANALYTICS
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        if let Some(id) = &self.analytics_endpoint_id {
            serializer.write_string(&ANALYTICS_ENDPOINT_ID, id)?;
        }
        Ok(())
    }
}

static OUT_CHALLENGE_NAME: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeResponse",
        "ChallengeName"
    ),
    ShapeType::String,
    "ChallengeName",
    0,
);
static OUT_SESSION: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeResponse", "Session"),
    ShapeType::String,
    "Session",
    1,
)
.with_sensitive();
static OUT_PARAMETERS: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeResponse",
        "ChallengeParameters"
    ),
    ShapeType::Map,
    "ChallengeParameters",
    2,
)
.with_map_members(&prelude::STRING, &prelude::STRING);
static OUT_AVAILABLE: Member = Schema::new_member(
    shape_id!(
        "com.amazonaws.cognitoidentityprovider",
        "RespondToAuthChallengeResponse",
        "AvailableChallenges"
    ),
    ShapeType::List,
    "AvailableChallenges",
    3,
)
.with_list_member(&prelude::STRING);
static RESPONSE: Schema<'static> = Schema::new_struct(
    shape_id!("com.amazonaws.cognitoidentityprovider", "RespondToAuthChallengeResponse"),
    ShapeType::Structure,
    &[&OUT_CHALLENGE_NAME, &OUT_SESSION, &OUT_PARAMETERS, &OUT_AVAILABLE],
);

fn read_response(
    deserializer: &mut dyn ShapeDeserializer,
    request_id: Option<String>,
) -> Result<RespondToAuthChallengeResponse, SerdeError> {
    let mut value = RespondToAuthChallengeResponse { request_id, ..Default::default() };
    deserializer.read_struct(&RESPONSE, &mut |member, deserializer| {
        match member.member_index() {
            Some(0) => {
                value.challenge_name = Some(deserializer.read_string(member)?.into());
            }
            Some(1) => value.session = Some(deserializer.read_string(member)?),
            Some(2) => {
                value.challenge_parameters = Some(schema::read_string_map(deserializer, member)?)
            }
            Some(3) => {
                let strings = schema::read_string_list(deserializer, member)?;
                value.available_challenges = Some(strings.into_iter().map(Into::into).collect());
            }
            _ => deserializer.skip_value()?,
        }
        Ok(())
    })?;
    Ok(value)
}

static MESSAGE: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "InvalidParameterException", "message"),
    ShapeType::String,
    "message",
    0,
);
static REASON_CODE: Member = Schema::new_member(
    shape_id!("com.amazonaws.cognitoidentityprovider", "InvalidParameterException", "reasonCode"),
    ShapeType::String,
    "reasonCode",
    1,
);
static ERROR: Schema<'static> = Schema::new_struct(
    shape_id!("com.amazonaws.cognitoidentityprovider", "InvalidParameterException"),
    ShapeType::Structure,
    &[&MESSAGE, &REASON_CODE],
);

pub(crate) static RESPOND_TO_AUTH_CHALLENGE: Operation<
    RespondToAuthChallengeResponse,
    RespondToAuthChallengeError,
> = Operation {
    name: "RespondToAuthChallenge",
    auth: Auth::None,
    input: &REQUEST,
    output: &RESPONSE,
    has_output: true,
    sensitive_input: true,
    sensitive_output: true,
    read_response,
    read_error,
};

/// The same shapes, taken for an operation that is signed and has nothing to hide.
pub(crate) static SIGNED: Operation<RespondToAuthChallengeResponse, RespondToAuthChallengeError> =
    Operation {
        name: "AdminRespondToAuthChallenge",
        auth: Auth::SigV4,
        input: &REQUEST,
        output: &RESPONSE,
        has_output: true,
        sensitive_input: false,
        sensitive_output: false,
        read_response,
        read_error,
    };

/// The same shapes, taken for an operation that is signed and has everything to hide.
pub(crate) static SIGNED_SENSITIVE: Operation<
    RespondToAuthChallengeResponse,
    RespondToAuthChallengeError,
> = Operation {
    name: "AdminRespondToAuthChallenge",
    auth: Auth::SigV4,
    input: &REQUEST,
    output: &RESPONSE,
    has_output: true,
    sensitive_input: true,
    sensitive_output: true,
    read_response,
    read_error,
};

/// The same shapes, taken for an operation whose model has no output.
pub(crate) static WITHOUT_OUTPUT: Operation<
    RespondToAuthChallengeResponse,
    RespondToAuthChallengeError,
> = Operation {
    name: "Forget",
    auth: Auth::None,
    input: &REQUEST,
    output: &prelude::DOCUMENT,
    has_output: false,
    sensitive_input: false,
    sensitive_output: false,
    read_response,
    read_error,
};

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
