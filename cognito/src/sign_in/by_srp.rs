//! Passwords and devices that are proven by SRP.
//!
//! A proof takes two answers; the second one is made here when the service asks for it, so that no step shows.

use std::collections::HashMap;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::SignIn;
use super::client::{Answer, Client, ConfirmDevice, Devices};
use super::conversation::{Conversation, Question, owned};
use super::error::{Cause, Error};
use super::start::{Preferring, Start};
use super::step::{DeviceSrpAuth, PasswordSrp, SelectChallenge, Step};
use super::tokens::Tokens;
use crate::srp::{
    DeviceKeys, PasswordClaim, RememberedDevice, Srp, SrpChallenge, SrpError, UserPassword,
};

/// A proof that was begun: the service knows `SRP_A`.
enum Begun {
    Password(Srp, Zeroizing<String>),
    Device(Srp),
}

impl<C: Client> Start<C> {
    /// Signs in with this device, which [`SignIn::remember_device`] gave: its key goes into every call, and the service asks the device for a proof instead of a second factor.
    ///
    /// A device that the service has forgotten is refused with `ResourceNotFoundException`; then sign in without it.
    pub fn device(mut self, device: RememberedDevice) -> Self {
        self.conversation.device_key = Some(device.key.clone());
        self.conversation.device = Some(device);
        self
    }

    /// Signs in with the password, proven by SRP: `USER_SRP_AUTH`. The password does not leave the program.
    ///
    /// # Errors
    /// If the service refuses it: a wrong password with `NotAuthorizedException`, at `PASSWORD_VERIFIER`.
    pub async fn srp(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.begin("USER_SRP_AUTH", [], password.into()).await
    }

    /// Starts the user pool's own way of signing in with the password, proven by SRP: `CUSTOM_AUTH`. [`Step::CustomChallenge`] usually follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn custom_srp(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        let srp_first = [("CHALLENGE_NAME", "SRP_A".to_owned())];
        self.begin("CUSTOM_AUTH", srp_first, password.into()).await
    }

    async fn begin<const N: usize>(
        self,
        flow: &'static str,
        parameters: [(&str, String); N],
        password: String,
    ) -> Result<Step<C>, Error<C>> {
        let srp = Srp::start().map_err(|error| Error::new(flow, Cause::Srp(error)))?;
        let mut parameters = owned(parameters);
        parameters.insert("SRP_A".to_owned(), srp.srp_a().to_owned());
        let parameters = self.conversation.with_common(parameters);
        let answer = self.conversation.initiate(flow, parameters).await?;
        let begun = Begun::Password(srp, Zeroizing::new(password));
        self.conversation.drive(flow, answer, Some(begun)).await
    }
}

impl<C: Client> Preferring<C> {
    /// Prefers the password, and proves it by SRP.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        let preferred = [("PREFERRED_CHALLENGE", "PASSWORD_SRP".to_owned())];
        self.start.begin("USER_AUTH", preferred, password.into()).await
    }
}

impl<C: Client> SelectChallenge<C> {
    /// Chooses the password, and proves it by SRP.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        let choice = [("ANSWER", "PASSWORD_SRP".to_owned())];
        self.question
            .begin(choice, |srp| Begun::Password(srp, Zeroizing::new(password.into())))
            .await
    }
}

impl<C: Client> PasswordSrp<C> {
    /// Proves the password by SRP.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.begin([], |srp| Begun::Password(srp, Zeroizing::new(password.into()))).await
    }
}

impl<C: Client> DeviceSrpAuth<C> {
    /// Proves that this is the remembered device.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn device(mut self, device: RememberedDevice) -> Result<Step<C>, Error<C>> {
        self.question.conversation.device_key = Some(device.key.clone());
        self.question.conversation.device = Some(device);
        self.question.begin([], Begun::Device).await
    }
}

impl<C: Client> Conversation<C> {
    /// The step that an answer leads to; `at` says what was asked.
    pub(super) async fn go_on(self, at: &str, answer: Answer) -> Result<Step<C>, Error<C>> {
        self.drive(at, answer, None).await
    }

    /// As [`go_on`](Self::go_on), after a proof was begun.
    async fn drive(
        mut self,
        at: &str,
        mut answer: Answer,
        mut begun: Option<Begun>,
    ) -> Result<Step<C>, Error<C>> {
        let mut at = at.to_owned();
        // Once for each answer of the user, so that a service that asks again and again is not answered for ever.
        let mut is_device_tried = false;
        loop {
            let question = match self.question(answer) {
                Ok(question) => question,
                Err((conversation, answer)) => {
                    return conversation.tokens(&at, answer, None).map(Step::Done);
                }
            };
            let device = question.conversation.device.as_ref();
            let responses = match (question.challenge.as_str(), begun.take(), device) {
                ("PASSWORD_VERIFIER", Some(Begun::Password(srp, password)), _) => question
                    .prove_password(srp, &password)
                    .map_err(|cause| question.failed(cause))?,
                ("DEVICE_SRP_AUTH", _, Some(_)) if !is_device_tried => {
                    is_device_tried = true;
                    let srp = Srp::start().map_err(|error| question.failed(Cause::Srp(error)))?;
                    let responses = owned([("SRP_A", srp.srp_a().to_owned())]);
                    begun = Some(Begun::Device(srp));
                    responses
                }
                ("DEVICE_PASSWORD_VERIFIER", Some(Begun::Device(srp)), Some(device)) => {
                    question.prove_device(srp, device).map_err(|cause| question.failed(cause))?
                }
                _ => return Ok(Step::of(question)),
            };
            // What was begun cannot be gone on with after a failure, so there is no step to give back.
            (at, self, answer) = question.send(responses, |_| None).await?;
        }
    }
}

impl<C: Client> Question<C> {
    /// Answers with `SRP_A` and `responses`, and goes on with what `begun` makes of it.
    async fn begin<const N: usize>(
        self: Box<Self>,
        responses: [(&str, String); N],
        begun: impl FnOnce(Srp) -> Begun,
    ) -> Result<Step<C>, Error<C>> {
        let srp = Srp::start().map_err(|error| self.failed(Cause::Srp(error)))?;
        let mut responses = owned(responses);
        responses.insert("SRP_A".to_owned(), srp.srp_a().to_owned());
        let again = |question| Some(Step::of(question));
        let (challenge, conversation, answer) = self.send(responses, again).await?;
        conversation.drive(&challenge, answer, Some(begun(srp))).await
    }

    fn prove_password(&self, srp: Srp, password: &str) -> Result<HashMap<String, String>, Cause> {
        let user = UserPassword {
            pool_id: &self.conversation.user_pool_id,
            user_id: self.conversation.username(),
            password,
        };
        self.proof(|challenge| srp.prove_password(user, challenge, SystemTime::now()))
    }

    fn prove_device(
        &self,
        srp: Srp,
        device: &RememberedDevice,
    ) -> Result<HashMap<String, String>, Cause> {
        self.proof(|challenge| srp.prove_device(device, challenge, SystemTime::now()))
    }

    fn proof(
        &self,
        prove: impl FnOnce(SrpChallenge<'_>) -> Result<PasswordClaim, SrpError>,
    ) -> Result<HashMap<String, String>, Cause> {
        let parameter = |name| self.parameter(name).ok_or(Cause::NoParameter(name));
        let challenge = SrpChallenge {
            salt: parameter("SALT")?,
            srp_b: parameter("SRP_B")?,
            secret_block: parameter("SECRET_BLOCK")?,
        };
        let claim = prove(challenge).map_err(Cause::Srp)?;
        Ok(owned([
            ("PASSWORD_CLAIM_SIGNATURE", claim.signature),
            ("PASSWORD_CLAIM_SECRET_BLOCK", claim.secret_block),
            ("TIMESTAMP", claim.timestamp),
        ]))
    }

    fn failed(&self, cause: Cause) -> Error<C> {
        Error::new(&self.challenge, cause)
    }
}

/// A device that is remembered from now on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConfirmedDevice {
    /// What the next sign-in takes, with [`Start::device`]. Keep it as you keep a password.
    pub device: RememberedDevice,
    /// Whether the user has to be asked first, which the user pool can demand: the device counts once `UpdateDeviceStatus` has set it to `remembered`.
    pub needs_user_confirmation: bool,
}

impl<C: Devices> SignIn<C> {
    /// Confirms the device that the service made of a sign-in, [`Tokens::new_device`]: makes a password for it, and calls `ConfirmDevice`.
    ///
    /// # Errors
    /// If the tokens came without a new device, or the service refuses it.
    pub async fn remember_device(&self, tokens: &Tokens) -> Result<ConfirmedDevice, Error<C>> {
        self.confirm(tokens, None).await
    }

    /// As [`remember_device`](Self::remember_device), with a name for the device, which lists of devices show.
    ///
    /// # Errors
    /// As there.
    pub async fn remember_device_as(
        &self,
        name: impl Into<String>,
        tokens: &Tokens,
    ) -> Result<ConfirmedDevice, Error<C>> {
        self.confirm(tokens, Some(name.into())).await
    }

    async fn confirm(
        &self,
        tokens: &Tokens,
        device_name: Option<String>,
    ) -> Result<ConfirmedDevice, Error<C>> {
        let failed = |cause| Error::new("ConfirmDevice", cause);
        let new = tokens.new_device.as_ref().ok_or_else(|| failed(Cause::NoNewDevice))?;
        let keys = DeviceKeys { key: new.key.clone(), group_key: new.group_key.clone() };
        let made = RememberedDevice::generate(keys);
        let (device, verifier) = made.map_err(|error| failed(Cause::Srp(error)))?;
        let request = ConfirmDevice {
            access_token: tokens.access_token.clone(),
            device_key: device.key.clone(),
            device_name,
            password_verifier: verifier.password_verifier,
            salt: verifier.salt,
        };
        let answer = self.client.confirm_device(request).await;
        let needs_user_confirmation = answer.map_err(|failure| failed(Cause::Call(failure)))?;
        Ok(ConfirmedDevice { device, needs_user_confirmation })
    }
}
