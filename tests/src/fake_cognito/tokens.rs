//! What comes with tokens and after them: refreshes, new devices, software tokens.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::checks::{members, refuse, text};
use super::sign_in::{Answer, Device, State};
use crate::servers::totp::totp_code;
use crate::srp_server::Verifier;

impl State {
    pub(super) fn refresh(&mut self, parameters: &BTreeMap<&str, &str>) -> Answer {
        let is_right = parameters.get("REFRESH_TOKEN").copied() == Some(&self.refresh_token);
        if !is_right || parameters.get("DEVICE_KEY").copied() != self.device_key.as_deref() {
            return refuse("NotAuthorizedException", "Invalid Refresh Token");
        }
        let hash = self.pool.secret_hash(&self.pool.username);
        if parameters.get("SECRET_HASH").copied() != hash.as_deref() {
            return refuse("NotAuthorizedException", "SecretHash does not match for the client");
        }
        let mut answer = self.tokens();
        if let Some(result) = answer["AuthenticationResult"].as_object_mut() {
            result.remove("RefreshToken");
        }
        Ok(answer)
    }

    pub(super) fn tokens(&mut self) -> Value {
        self.session = None;
        self.count += 1;
        let mut new_device = Value::Null;
        if std::mem::take(&mut self.makes_device) {
            let key = format!("eu-west-1_{:08x}-2c5d-4b1e-9f3a-0a86cd4cbf1e", self.count);
            let group_key = format!("-Gr{:06}", self.count);
            new_device = json!({ "DeviceKey": key, "DeviceGroupKey": group_key });
            self.devices.insert(key.clone(), Device { group_key, verifier: None });
            self.device_key = Some(key);
        }
        self.access_token = self.pool.access_token(self.device_key.as_deref());
        self.refresh_token = format!("refresh-token-{}", self.count);
        let mut answer = json!({
            "ChallengeParameters": {},
            "AuthenticationResult": {
                "AccessToken": self.access_token,
                "IdToken": self.pool.id_token(),
                "RefreshToken": self.refresh_token,
                "TokenType": "Bearer",
                "ExpiresIn": 3600,
                "NewDeviceMetadata": new_device,
            },
        });
        match (self.leaves_out.take(), answer["AuthenticationResult"].as_object_mut()) {
            (Some(None), _) => answer = json!({}),
            (Some(Some(member)), Some(result)) => drop(result.remove(member)),
            _ => {}
        }
        answer
    }

    pub(super) fn verify_software_token(&mut self, document: &Map<String, Value>) -> Answer {
        members(document, &["Session", "UserCode", "FriendlyDeviceName"])?;
        self.check_session(document)?;
        let secret = self.token_secret.clone().unwrap_or_default();
        let code = totp_code(&secret).expect("the server's own secret is one");
        if text(document, "UserCode") != Some(&code) {
            return refuse("EnableSoftwareTokenMFAException", "Code mismatch");
        }
        self.is_token_verified = true;
        Ok(json!({ "Status": "SUCCESS", "Session": self.new_session() }))
    }

    pub(super) fn confirm_device(&mut self, document: &Map<String, Value>) -> Answer {
        const MEMBERS: &[&str] =
            &["AccessToken", "DeviceKey", "DeviceName", "DeviceSecretVerifierConfig"];
        members(document, MEMBERS)?;
        if text(document, "AccessToken") != Some(&self.access_token) {
            return refuse("NotAuthorizedException", "Invalid Access Token");
        }
        let key = text(document, "DeviceKey").unwrap_or_default();
        let config = document.get("DeviceSecretVerifierConfig").and_then(Value::as_object);
        let config = config.cloned().unwrap_or_default();
        let [verifier, salt] =
            ["PasswordVerifier", "Salt"].map(|name| text(&config, name).unwrap_or_default());
        let Some(device) = self.devices.get_mut(key) else {
            return refuse("ResourceNotFoundException", "Device does not exist.");
        };
        device.verifier = Some(Verifier::of_device(verifier, salt));
        Ok(json!({ "UserConfirmationNecessary": false }))
    }
}
