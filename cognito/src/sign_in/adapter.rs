//! The client of a generated crate as the client of a sign-in.

/// Makes a type around the client of a generated crate, which makes the calls of a sign-in.
///
/// ```
/// mod sdk {
///     pub use cognito_identity_provider::*;
/// }
///
/// tinsmith_cognito::client! {
///     /// Signs users in.
///     pub struct Cognito(cognito_identity_provider): software_tokens, devices;
/// }
///
/// tinsmith_cognito::client! {
///     /// Signs users in on their behalf, with calls that are signed.
///     struct CognitoAdmin(crate::sdk): admin;
/// }
/// # fn main() {}
/// ```
///
/// A call that the type does not make does not compile:
///
/// ```compile_fail,E0277
/// # use tinsmith_cognito::sign_in::{MfaSetup, SoftwareTokens};
/// tinsmith_cognito::client! {
///     struct Cognito(cognito_identity_provider);
/// }
/// # fn needs<C: SoftwareTokens>() {}
/// # fn main() {
/// needs::<Cognito>();
/// # }
/// ```
///
/// In parentheses is the path of the generated crate or module. The type has `new`, which takes its `Client`, and [`From`]; it is cheap to clone.
/// Behind the colon is what else it does. Each needs operations of the generated crate:
///
/// | word | trait | operations |
/// |---|---|---|
/// | – | [`Client`](crate::sign_in::Client) | `InitiateAuth`, `RespondToAuthChallenge` |
/// | `admin` | the same, with calls that are signed; goes first | `AdminInitiateAuth`, `AdminRespondToAuthChallenge` |
/// | `software_tokens` | [`SoftwareTokens`](crate::sign_in::SoftwareTokens) | `AssociateSoftwareToken`, `VerifySoftwareToken` |
/// | `devices` | [`Devices`](crate::sign_in::Devices) | `ConfirmDevice` |
#[macro_export]
macro_rules! client {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident($($sdk:ident)::+) $(: $($word:ident),+)? $(;)?) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $visibility struct $name {
            client: $($sdk)::+::Client,
        }

        impl $name {
            /// Takes the client that makes the calls.
            #[must_use]
            $visibility fn new(client: $($sdk)::+::Client) -> Self {
                Self { client }
            }
        }

        impl ::std::convert::From<$($sdk)::+::Client> for $name {
            fn from(client: $($sdk)::+::Client) -> Self {
                Self { client }
            }
        }

        $crate::client!(@calls $name [$($sdk)::+] $($($word)+)?);
    };
    (@words $name:ident $sdk:tt) => {};
    (@words $name:ident $sdk:tt $word:ident $($words:ident)*) => {
        $crate::client!(@$word $name $sdk);
        $crate::client!(@words $name $sdk $($words)*);
    };
    (@calls $name:ident [$($sdk:ident)::+] admin $($words:ident)*) => {
        $crate::client! {
            @client $name "ADMIN_USER_PASSWORD_AUTH" request
            admin_initiate_auth: $($sdk)::+::operation::admin_initiate_auth::AdminInitiateAuthRequest::user_pool_id(request.user_pool_id)
                .client_id(request.client_id)
                .auth_flow(request.flow.into());
            admin_respond_to_auth_challenge: $($sdk)::+::operation::admin_respond_to_auth_challenge::AdminRespondToAuthChallengeRequest::user_pool_id(request.user_pool_id)
                .client_id(request.client_id)
                .challenge_name(request.challenge.into());
        }
        $crate::client!(@words $name [$($sdk)::+] $($words)*);
    };
    (@calls $name:ident [$($sdk:ident)::+] $($words:ident)*) => {
        $crate::client! {
            @client $name "USER_PASSWORD_AUTH" request
            initiate_auth: $($sdk)::+::operation::initiate_auth::InitiateAuthRequest::auth_flow(request.flow.into())
                .client_id(request.client_id);
            respond_to_auth_challenge: $($sdk)::+::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest::client_id(request.client_id)
                .challenge_name(request.challenge.into());
        }
        $crate::client!(@words $name [$($sdk)::+] $($words)*);
    };
    (@client $name:ident $flow:literal $request:ident
        $initiate:ident: $initiation:expr;
        $respond:ident: $response:expr;) => {
        impl $crate::sign_in::Client for $name {
            const PASSWORD_FLOW: &'static str = $flow;

            async fn initiate_auth(
                &self,
                $request: $crate::sign_in::client::InitiateAuth,
            ) -> ::std::result::Result<
                $crate::sign_in::client::Answer,
                $crate::sign_in::client::CallFailure,
            > {
                let mut call = $initiation;
                call.auth_parameters = ::std::option::Option::Some($request.parameters);
                call.session = $request.session;
                if !$request.client_metadata.is_empty() {
                    call.client_metadata = ::std::option::Option::Some($request.client_metadata);
                }
                $crate::client!(@call self.client.$initiate(call), answer => $crate::client!(@answer answer))
            }

            async fn respond_to_auth_challenge(
                &self,
                $request: $crate::sign_in::client::RespondToAuthChallenge,
            ) -> ::std::result::Result<
                $crate::sign_in::client::Answer,
                $crate::sign_in::client::CallFailure,
            > {
                let mut call = $response;
                call.challenge_responses = ::std::option::Option::Some($request.responses);
                call.session = $request.session;
                if !$request.client_metadata.is_empty() {
                    call.client_metadata = ::std::option::Option::Some($request.client_metadata);
                }
                $crate::client!(@call self.client.$respond(call), answer => $crate::client!(@answer answer))
            }
        }
    };
    (@software_tokens $name:ident [$($sdk:ident)::+]) => {
        impl $crate::sign_in::SoftwareTokens for $name {
            async fn associate_software_token(
                &self,
                request: $crate::sign_in::client::AssociateSoftwareToken,
            ) -> ::std::result::Result<
                $crate::sign_in::client::SoftwareToken,
                $crate::sign_in::client::CallFailure,
            > {
                let mut call = $($sdk)::+::operation::associate_software_token::AssociateSoftwareTokenRequest::new();
                call.session = request.session;
                $crate::client!(@call self.client.associate_software_token(call), answer => {
                    $crate::sign_in::client::SoftwareToken {
                        secret: answer.secret_code,
                        session: answer.session,
                    }
                })
            }

            async fn verify_software_token(
                &self,
                request: $crate::sign_in::client::VerifySoftwareToken,
            ) -> ::std::result::Result<
                $crate::sign_in::client::Verified,
                $crate::sign_in::client::CallFailure,
            > {
                let mut call = $($sdk)::+::operation::verify_software_token::VerifySoftwareTokenRequest::user_code(request.code);
                call.session = request.session;
                call.friendly_device_name = request.device_name;
                $crate::client!(@call self.client.verify_software_token(call), answer => {
                    $crate::sign_in::client::Verified {
                        is_success: answer.status.is_some_and(|status| status.as_str() == "SUCCESS"),
                        session: answer.session,
                    }
                })
            }
        }
    };
    (@devices $name:ident [$($sdk:ident)::+]) => {
        impl $crate::sign_in::Devices for $name {
            async fn confirm_device(
                &self,
                request: $crate::sign_in::client::ConfirmDevice,
            ) -> ::std::result::Result<bool, $crate::sign_in::client::CallFailure> {
                let mut secret = $($sdk)::+::types::DeviceSecretVerifierConfigType::new();
                secret.password_verifier = ::std::option::Option::Some(request.password_verifier);
                secret.salt = ::std::option::Option::Some(request.salt);
                let mut call = $($sdk)::+::operation::confirm_device::ConfirmDeviceRequest::access_token(request.access_token)
                    .device_key(request.device_key);
                call.device_secret_verifier_config = ::std::option::Option::Some(secret);
                call.device_name = request.device_name;
                $crate::client!(@call self.client.confirm_device(call), answer => {
                    answer.user_confirmation_necessary.unwrap_or_default()
                })
            }
        }
    };
    (@call $call:expr, $answer:ident => $value:expr) => {
        match $call.await {
            ::std::result::Result::Ok($answer) => ::std::result::Result::Ok($value),
            ::std::result::Result::Err(error) => {
                let code = error.code().map(::std::borrow::ToOwned::to_owned);
                let failure = $crate::sign_in::client::CallFailure::new(error);
                ::std::result::Result::Err(failure.with_code(code.as_deref()))
            }
        }
    };
    (@answer $answer:ident) => {
        $crate::sign_in::client::Answer {
            challenge: $answer.challenge_name.map(|name| name.as_str().to_owned()),
            session: $answer.session,
            parameters: $answer.challenge_parameters.unwrap_or_default(),
            available_challenges: $answer
                .available_challenges
                .unwrap_or_default()
                .iter()
                .map(|name| name.as_str().to_owned())
                .collect(),
            result: $answer.authentication_result.map(|result| {
                let (device_key, device_group_key) = match result.new_device_metadata {
                    ::std::option::Option::Some(device) => (device.device_key, device.device_group_key),
                    ::std::option::Option::None => {
                        (::std::option::Option::None, ::std::option::Option::None)
                    }
                };
                $crate::sign_in::client::AuthenticationResult {
                    access_token: result.access_token,
                    id_token: result.id_token,
                    refresh_token: result.refresh_token,
                    token_type: result.token_type,
                    expires_in: result.expires_in.and_then(|seconds| {
                        ::std::primitive::u64::try_from(seconds)
                            .ok()
                            .map(::std::time::Duration::from_secs)
                    }),
                    device_key,
                    device_group_key,
                }
            }),
        }
    };
}
