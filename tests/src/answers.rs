//! What typed answers do not let through: programs that do not compile, each beside the one that does.
//!
//! An answer whose keys are all there becomes a request:
//!
//! ```
//! use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::new_password_required().username("kim").new_password("secret");
//! let request = RespondToAuthChallengeRequest::client_id("1example23456789").answer(answer);
//! assert_eq!(request.challenge_responses.map(|keys| keys.len()), Some(2));
//! ```
//!
//! One without a key that is required does not:
//!
//! ```compile_fail,E0277
//! use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::new_password_required().username("kim");
//! let request = RespondToAuthChallengeRequest::client_id("1example23456789").answer(answer);
//! ```
//!
//! Nor does one without the key that another one needs:
//!
//! ```compile_fail,E0277
//! use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::select_challenge().username("kim").answer_password();
//! let request = RespondToAuthChallengeRequest::client_id("1example23456789").answer(answer);
//! ```
//!
//! ```
//! use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::select_challenge().username("kim").answer_password().password("secret");
//! let request = RespondToAuthChallengeRequest::client_id("1example23456789").answer(answer);
//! assert_eq!(request.challenge_responses.map(|keys| keys.len()), Some(3));
//! ```
//!
//! Keys come in their order, so that none is taken for another:
//!
//! ```compile_fail,E0599
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::new_password_required().new_password("secret").username("kim");
//! ```
//!
//! A value that cannot be sent has no function, though there is one of the enum:
//!
//! ```compile_fail,E0599
//! use cognito_identity_provider::types::ChallengeAnswer;
//!
//! let answer = ChallengeAnswer::admin_no_srp_auth();
//! ```
//!
//! ```
//! use cognito_identity_provider::types::ChallengeNameType;
//!
//! let name = ChallengeNameType::AdminNoSrpAuth;
//! ```
//!
//! A flow for administrators does not start a sign-in of `InitiateAuth`:
//!
//! ```compile_fail,E0277
//! use cognito_identity_provider::operation::initiate_auth::InitiateAuthRequest;
//! use cognito_identity_provider::types::AdminAuthStart;
//!
//! let start = AdminAuthStart::admin_user_password_auth().username("kim").password("secret");
//! let request = InitiateAuthRequest::start(start);
//! ```
//!
//! ```
//! use cognito_identity_provider::operation::admin_initiate_auth::AdminInitiateAuthRequest;
//! use cognito_identity_provider::types::AdminAuthStart;
//!
//! let start = AdminAuthStart::admin_user_password_auth().username("kim").password("secret");
//! let request = AdminInitiateAuthRequest::user_pool_id("eu-west-1_Example").client_id("1example23456789").start(start);
//! ```
