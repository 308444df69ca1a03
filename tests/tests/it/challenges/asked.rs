//! Each response is read as its challenge, with every field; nothing in it is an error, and nothing is printed.

use std::collections::HashMap;

use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeResponse;
use cognito_identity_provider::types::{AuthenticationResultType, Challenge, ChallengeNameType};

fn response(name: &str, parameters: &[(&str, &str)]) -> RespondToAuthChallengeResponse {
    let mut response = RespondToAuthChallengeResponse::new();
    response.challenge_name = Some(ChallengeNameType::from(name));
    response.session = Some("session".to_owned());
    let parameters = parameters.iter().map(|(key, value)| ((*key).into(), (*value).into()));
    response.challenge_parameters = Some(parameters.collect());
    response
}

/// Asserts that a challenge is of this variant, with these fields, which hold their own name; the internal name of the user and the session are common to all.
macro_rules! assert_asked {
    ($name:literal => $variant:ident { $($field:ident: $key:literal),* }) => {{
        let parameters = [("USER_ID_FOR_SRP", "internal"), $(($key, stringify!($field))),*];
        match response($name, &parameters).challenge() {
            Challenge::$variant { session, user_id_for_srp, $($field,)* .. } => {
                assert_eq!(session.as_deref(), Some("session"));
                assert_eq!(user_id_for_srp.as_deref(), Some("internal"));
                $(assert_eq!($field.as_deref(), Some(stringify!($field)));)*
            }
            other => panic!("{other:?}"),
        }
        // All of it may be absent.
        let mut nothing = response($name, &[]);
        (nothing.session, nothing.challenge_parameters) = (None, None);
        match nothing.challenge() {
            Challenge::$variant { session, user_id_for_srp, $($field,)* .. } => {
                assert_eq!((session, user_id_for_srp), (None, None));
                $(assert_eq!($field, None);)*
            }
            other => panic!("{other:?}"),
        }
    }};
}

#[test]
fn texts() {
    assert_asked!("SMS_MFA" => SmsMfa {
        code_delivery_delivery_medium: "CODE_DELIVERY_DELIVERY_MEDIUM",
        code_delivery_destination: "CODE_DELIVERY_DESTINATION"
    });
    assert_asked!("EMAIL_OTP" => EmailOtp {
        code_delivery_delivery_medium: "CODE_DELIVERY_DELIVERY_MEDIUM",
        code_delivery_destination: "CODE_DELIVERY_DESTINATION"
    });
    assert_asked!("SMS_OTP" => SmsOtp {
        code_delivery_delivery_medium: "CODE_DELIVERY_DELIVERY_MEDIUM",
        code_delivery_destination: "CODE_DELIVERY_DESTINATION"
    });
    assert_asked!("SOFTWARE_TOKEN_MFA" => SoftwareTokenMfa {
        friendly_device_name: "FRIENDLY_DEVICE_NAME"
    });
    assert_asked!("PASSWORD_VERIFIER" => PasswordVerifier {
        username: "USERNAME", salt: "SALT", secret_block: "SECRET_BLOCK", srp_b: "SRP_B"
    });
    assert_asked!("DEVICE_PASSWORD_VERIFIER" => DevicePasswordVerifier {
        username: "USERNAME", salt: "SALT", secret_block: "SECRET_BLOCK", srp_b: "SRP_B",
        device_key: "DEVICE_KEY"
    });
    assert_asked!("WEB_AUTHN" => WebAuthn {
        credential_request_options: "CREDENTIAL_REQUEST_OPTIONS"
    });
    assert_asked!("DEVICE_SRP_AUTH" => DeviceSrpAuth {});
    assert_asked!("ADMIN_NO_SRP_AUTH" => AdminNoSrpAuth {});
    assert_asked!("PASSWORD" => Password {});
    assert_asked!("PASSWORD_SRP" => PasswordSrp {});
}

#[test]
fn choices() {
    for (name, key) in [("SELECT_MFA_TYPE", "MFAS_CAN_CHOOSE"), ("MFA_SETUP", "MFAS_CAN_SETUP")] {
        for raw in [r#"["SMS_MFA","SOFTWARE_TOKEN_MFA"]"#, r#"['SMS_MFA', "SOFTWARE_TOKEN_MFA"]"#] {
            let (Challenge::SelectMfaType { choices, .. } | Challenge::MfaSetup { choices, .. }) =
                response(name, &[(key, raw)]).challenge()
            else {
                panic!("{name} is read as something else");
            };
            assert_eq!(*choices, ["SMS_MFA", "SOFTWARE_TOKEN_MFA"], "{raw}");
            assert_eq!(choices.raw(), Some(raw));
        }
    }
    let mut response = response("SELECT_CHALLENGE", &[]);
    let available = vec![ChallengeNameType::Password, ChallengeNameType::from("NEW")];
    response.available_challenges = Some(available.clone());
    let Challenge::SelectChallenge { session, choices, .. } = response.challenge() else {
        panic!("it is read as something else");
    };
    assert_eq!((session.as_deref(), choices), (Some("session"), Some(available)));
}

#[test]
fn a_new_password() {
    let parameters = [
        ("requiredAttributes", "['userAttributes.email', 'userAttributes.name']"),
        ("userAttributes", r#"{"email":"kim@example.com","email_verified":"true"}"#),
    ];
    let Challenge::NewPasswordRequired { required_attributes, user_attributes, .. } =
        response("NEW_PASSWORD_REQUIRED", &parameters).challenge()
    else {
        panic!("it is read as something else");
    };
    assert_eq!(*required_attributes, ["userAttributes.email", "userAttributes.name"]);
    assert_eq!(user_attributes.get("email"), Some("kim@example.com"));
    assert_eq!(user_attributes.len(), 2);

    let nothing = response("NEW_PASSWORD_REQUIRED", &[("requiredAttributes", "\\[")]).challenge();
    let Challenge::NewPasswordRequired { required_attributes, user_attributes, .. } = nothing
    else {
        panic!("it is read as something else");
    };
    assert_eq!(required_attributes.raw(), Some("\\["));
    assert_eq!((user_attributes.raw(), user_attributes.is_empty()), (None, true));
}

#[test]
fn a_custom_challenge_has_what_its_function_says() {
    let parameters =
        [("USERNAME", "kim"), ("USER_ID_FOR_SRP", "internal"), ("question", "colour?")];
    let Challenge::CustomChallenge { username, public_parameters, .. } =
        response("CUSTOM_CHALLENGE", &parameters).challenge()
    else {
        panic!("it is read as something else");
    };
    assert_eq!(username.as_deref(), Some("kim"));
    assert_eq!(public_parameters, HashMap::from([("question".to_owned(), "colour?".to_owned())]));
}

#[test]
fn the_end_and_what_nobody_knows() {
    let mut done = RespondToAuthChallengeResponse::new();
    let mut tokens = AuthenticationResultType::new();
    tokens.access_token = Some("token".to_owned());
    done.authentication_result = Some(tokens.clone());
    assert_eq!(done.challenge(), Challenge::Done(tokens));

    let Challenge::Unknown { challenge_name, session, challenge_parameters, .. } =
        response("NEW_CHALLENGE", &[("key", "value")]).challenge()
    else {
        panic!("it is read as something else");
    };
    assert_eq!(challenge_name, Some(ChallengeNameType::from("NEW_CHALLENGE")));
    assert_eq!(session.as_deref(), Some("session"));
    assert_eq!(challenge_parameters, HashMap::from([("key".to_owned(), "value".to_owned())]));

    let nothing = RespondToAuthChallengeResponse::new().challenge();
    assert!(matches!(nothing, Challenge::Unknown { challenge_name: None, session: None, .. }));
}

#[test]
fn nothing_is_printed() {
    let redacted = "*** Sensitive Data Redacted ***";
    for (name, variant) in [
        ("NEW_PASSWORD_REQUIRED", "NewPasswordRequired"),
        ("PASSWORD_VERIFIER", "PasswordVerifier"),
        ("hush", "Unknown"),
    ] {
        let parameters = [("userAttributes", "{'hush': 1}"), ("SALT", "hush"), ("hush", "hush")];
        let challenge = response(name, &parameters).challenge();
        assert_eq!(format!("{challenge:?}"), format!("{variant}({redacted})"));
    }
    let mut done = RespondToAuthChallengeResponse::new();
    let mut tokens = AuthenticationResultType::new();
    tokens.access_token = Some("hush".to_owned());
    done.authentication_result = Some(tokens);
    assert!(!format!("{:?}", done.challenge()).contains("hush"));
}
