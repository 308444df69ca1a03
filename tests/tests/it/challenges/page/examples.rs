//! The examples of the page.

use cognito_identity_provider::Maybe;
use cognito_identity_provider::operation::initiate_auth::{
    InitiateAuthRequest, InitiateAuthResponse,
};
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeRequest;
use cognito_identity_provider::types::{AuthStart, Challenge, ChallengeAnswer, ChallengeNameType};

fn answered(response: &InitiateAuthResponse) -> Option<RespondToAuthChallengeRequest> {
    let (answer, session) = match response.challenge() {
        Challenge::NewPasswordRequired {
            session, required_attributes, user_id_for_srp, ..
        } => {
            let answer = ChallengeAnswer::new_password_required()
                .username(user_id_for_srp?)
                .new_password("correct horse battery staple");
            // `userAttributes.name`, as the service calls it, or `name`.
            let named = required_attributes.into_iter().map(|attribute| (attribute, "Kim"));
            let answer =
                named.fold(answer, |answer, (name, value)| answer.user_attribute(name, value));
            (ChallengeAnswer::from(answer), session)
        }
        Challenge::SelectChallenge { session, .. } => {
            let begun = ChallengeAnswer::select_challenge().username("kim");
            (begun.answer_password().password("correct horse battery staple").into(), session)
        }
        _ => return None,
    };
    let request = RespondToAuthChallengeRequest::client_id("1example23456789").answer(answer);
    Some(request.maybe(session, RespondToAuthChallengeRequest::session))
}

pub(super) fn started() -> InitiateAuthRequest {
    let start =
        AuthStart::user_password_auth().username("kim").password("correct horse battery staple");
    InitiateAuthRequest::start(start).client_id("1example23456789")
}

#[test]
fn a_challenge_is_answered() {
    let mut response = InitiateAuthResponse::new();
    assert_eq!(answered(&response), None);
    response.challenge_name = Some(ChallengeNameType::NewPasswordRequired);
    response.session = Some("session".to_owned());
    let parameters =
        [("USER_ID_FOR_SRP", "kim"), ("requiredAttributes", "['userAttributes.name']")];
    let parameters = parameters.map(|(key, value)| (key.to_owned(), value.to_owned()));
    response.challenge_parameters = Some(parameters.into());
    let request = answered(&response).expect("the internal name is there");
    assert_eq!(request.session.as_deref(), Some("session"));
    let keys = request.challenge_responses.expect("the answer has keys");
    assert_eq!(keys.get("USERNAME").map(String::as_str), Some("kim"));
    assert_eq!(keys.get("userAttributes.name").map(String::as_str), Some("Kim"));
    assert_eq!(keys.len(), 3);
}
