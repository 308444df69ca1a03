//! Devices: made by a sign-in, confirmed, and used in the next ones.

use std::time::SystemTime;

use tinsmith_cognito::sign_in::{ConfirmedDevice, Proof};
use tinsmith_cognito::srp::{RememberedDevice, Srp, SrpChallenge};
use tinsmith_tests::fake_cognito::Ask;

use super::{Stage, done, expect_step};

/// A device that the server remembers.
async fn remembered(stage: &Stage) -> RememberedDevice {
    stage.server.will_make_a_device();
    let tokens = stage.signed_in().await;
    let new = tokens.new_device.clone().expect("a device was made");
    assert_eq!(tokens.device_key, Some(new.key.clone()));
    let confirmed = stage.sign_in.remember_device_as("Kim's laptop", &tokens).await;
    let ConfirmedDevice { device, needs_user_confirmation, .. } = confirmed.expect("it is taken");
    assert!(!needs_user_confirmation);
    assert_eq!((&device.key, &device.group_key), (&new.key, &new.group_key));
    assert_eq!(stage.server.calls().last().map(String::as_str), Some("ConfirmDevice"));
    device
}

/// `DEVICE_SRP_AUTH` and `DEVICE_PASSWORD_VERIFIER`, which the device answers by itself.
#[tokio::test]
async fn a_remembered_device_signs_in() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let device = remembered(&stage).await;
        stage.server.will_ask([Ask::new("DEVICE_SRP_AUTH")]);
        let tokens = done(stage.start().device(device.clone()).srp(&stage.pool.password).await);
        assert_eq!(tokens.device_key, Some(device.key.clone()));
        assert_eq!(tokens.new_device, None);
        assert_eq!(
            stage.server.calls(),
            [
                "InitiateAuth USER_SRP_AUTH",
                "RespondToAuthChallenge PASSWORD_VERIFIER",
                "RespondToAuthChallenge DEVICE_SRP_AUTH",
                "RespondToAuthChallenge DEVICE_PASSWORD_VERIFIER"
            ]
        );
    }
}

/// The key of the device is in every answer, whatever is asked before it is.
#[tokio::test]
async fn a_remembered_device_is_asked_after_others() {
    let stage = Stage::with_secret();
    let device = remembered(&stage).await;
    stage.server.will_ask([
        Ask::new("NEW_PASSWORD_REQUIRED").takes("NEW_PASSWORD", "Another-1-password"),
        Ask::new("DEVICE_SRP_AUTH"),
    ]);
    let step = stage.start().device(device).password(&stage.pool.password).await;
    let step = expect_step!(step.expect("it is right"), NewPasswordRequired);
    done(step.new_password("Another-1-password").await);
}

/// A service that asks again is not answered by itself for ever.
#[tokio::test]
async fn a_device_that_is_asked_twice_is_a_step() {
    let stage = Stage::set();
    let device = remembered(&stage).await;
    stage.server.will_ask([Ask::new("DEVICE_SRP_AUTH"), Ask::new("DEVICE_SRP_AUTH")]);
    let step = stage.start().device(device.clone()).password(&stage.pool.password).await;
    let step = expect_step!(step.expect("the first proof is right"), DeviceSrpAuth);
    done(step.device(device).await);
}

#[tokio::test]
async fn a_device_is_given_when_it_is_asked_for() {
    let stage = Stage::set();
    let device = remembered(&stage).await;
    let step = stage.asked([Ask::new("DEVICE_SRP_AUTH")]).await;
    let tokens = done(expect_step!(step, DeviceSrpAuth).device(device).await);
    assert!(tokens.device_key.is_some());
}

/// With SRP that is computed elsewhere.
#[tokio::test]
async fn a_device_is_proven_elsewhere() {
    for stage in [Stage::set(), Stage::with_secret()] {
        let device = remembered(&stage).await;
        stage.server.will_ask([Ask::new("DEVICE_SRP_AUTH")]);
        let start = stage.start().device_key(&device.key);
        let step = start.password(&stage.pool.password).await.expect("it is right");
        let step = expect_step!(step, DeviceSrpAuth);
        let srp = Srp::start().expect("there are random bytes");
        let step = step.srp_a(srp.srp_a()).await.expect("it is a number");
        let step = expect_step!(step, DevicePasswordVerifier);
        assert_eq!(step.parameters()["DEVICE_KEY"], device.key);
        let part = |part: Option<&str>| part.expect("the challenge has it").to_owned();
        let (salt, srp_b, block) =
            (part(step.salt()), part(step.srp_b()), part(step.secret_block()));
        let challenge = SrpChallenge { salt: &salt, srp_b: &srp_b, secret_block: &block };
        let claim = srp.prove_device(&device, challenge, SystemTime::now());
        let claim = claim.expect("the challenge is one");
        done(step.proof(Proof { signature: claim.signature, timestamp: claim.timestamp }).await);
    }
}

#[tokio::test]
async fn a_device_with_another_password_is_refused() {
    let stage = Stage::set();
    let mut device = remembered(&stage).await;
    device.password = "another".to_owned();
    stage.server.will_ask([Ask::new("DEVICE_SRP_AUTH")]);
    let error = stage.start().device(device).srp(&stage.pool.password).await;
    let error = error.expect_err("it is another device");
    assert_eq!(error.at(), "DEVICE_PASSWORD_VERIFIER");
    assert_eq!(error.code(), Some("NotAuthorizedException"));
    assert!(!error.can_try_again());
}

#[tokio::test]
async fn a_device_that_is_forgotten_is_refused() {
    let [stage, elsewhere] = [Stage::set(), Stage::set()];
    let device = remembered(&elsewhere).await;
    let error = stage.start().device(device).srp(&stage.pool.password).await;
    let error = error.expect_err("there is no such device");
    assert_eq!(error.at(), "USER_SRP_AUTH");
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
}

#[tokio::test]
async fn tokens_without_a_device_confirm_none() {
    let stage = Stage::set();
    let tokens = stage.signed_in().await;
    stage.server.calls();
    let error = stage.sign_in.remember_device(&tokens).await.expect_err("there is none");
    assert_eq!(error.to_string(), "ConfirmDevice: the tokens came without a new device");
    assert_eq!(stage.server.calls(), [""; 0]);
}
