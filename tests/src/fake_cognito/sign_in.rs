//! Where a sign-in is, and what it takes next.

use std::collections::{BTreeMap, VecDeque};

use data_encoding::BASE64;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::ask::Ask;
use super::checks::{check_keys, entries, expect, members, refuse, text};
use super::facts::{self, CHALLENGES, FLOWS};
use super::http::{Refusal, Request};
use super::user_pool::UserPool;
use crate::srp_server::{Claim, Handshake, Identity, Verifier};

/// What has been asked, and waits.
struct Asked {
    ask: Ask,
    handshake: Option<(Handshake, String)>,
}

pub(super) struct Device {
    pub(super) group_key: String,
    /// Of a device that is confirmed.
    pub(super) verifier: Option<Verifier>,
}

pub(super) struct State {
    pub(super) pool: UserPool,
    verifier: Verifier,
    plan: VecDeque<Ask>,
    asked: Option<Asked>,
    pub(super) makes_device: bool,
    pub(super) metadata: Option<Value>,
    pub(super) leaves_out: Option<Option<&'static str>>,
    pub(super) calls: Vec<String>,
    /// Of the last answer, if it had one.
    pub(super) session: Option<String>,
    /// Whether a challenge has said the user's name in the pool.
    has_said_username: bool,
    /// What every call has to have.
    pub(super) device_key: Option<String>,
    srp_a: String,
    pub(super) devices: BTreeMap<String, Device>,
    pub(super) token_secret: Option<String>,
    pub(super) is_token_verified: bool,
    pub(super) access_token: String,
    pub(super) refresh_token: String,
    pub(super) count: u32,
}

pub(super) type Answer = Result<Value, Refusal>;

impl State {
    pub(super) fn new(pool: UserPool) -> Self {
        let identity = Identity { group: pool.name(), name: &pool.username };
        // The salt has its top bit set, so that it is a positive number only with zeros before it.
        let verifier =
            Verifier::of_password(identity, &pool.password, "00f1e2d3c4b5a697887766554433");
        Self {
            verifier,
            pool,
            plan: VecDeque::new(),
            asked: None,
            makes_device: false,
            metadata: None,
            leaves_out: None,
            calls: Vec::new(),
            session: None,
            has_said_username: false,
            device_key: None,
            srp_a: String::new(),
            devices: BTreeMap::new(),
            token_secret: None,
            is_token_verified: false,
            access_token: String::new(),
            refresh_token: String::new(),
            count: 0,
        }
    }

    pub(super) fn will_ask(&mut self, plan: VecDeque<Ask>) {
        self.plan = plan;
    }

    pub(super) fn answer(&mut self, request: &Request) -> Answer {
        let Some(document) = request.document.as_object() else {
            return refuse("SerializationException", "expected an object");
        };
        let name = ["AuthFlow", "ChallengeName"].iter().find_map(|key| text(document, key));
        let call = [Some(request.operation.as_str()), name].into_iter().flatten();
        self.calls.push(call.collect::<Vec<_>>().join(" "));
        let operation = request.operation.strip_prefix("Admin").unwrap_or(&request.operation);
        match operation {
            "InitiateAuth" => {
                self.check_client(request, document)?;
                self.start(document)
            }
            "RespondToAuthChallenge" => {
                self.check_client(request, document)?;
                self.respond(document)
            }
            "AssociateSoftwareToken" => {
                members(document, &["Session"])?;
                self.check_session(document)?;
                self.token_secret = Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
                Ok(json!({ "SecretCode": self.token_secret, "Session": self.new_session() }))
            }
            "VerifySoftwareToken" => self.verify_software_token(document),
            "ConfirmDevice" => self.confirm_device(document),
            other => refuse("UnknownOperationException", other),
        }
    }

    /// What both calls of a sign-in have, and the same calls for administrators.
    fn check_client(
        &self,
        request: &Request,
        document: &Map<String, Value>,
    ) -> Result<(), Refusal> {
        let is_admin = request.operation.starts_with("Admin");
        let pool = text(document, "UserPoolId");
        expect(request.is_signed == is_admin, || format!("signed: {}", request.is_signed))?;
        expect(pool == is_admin.then_some(self.pool.id.as_str()), || format!("pool: {pool:?}"))?;
        expect(text(document, "ClientId") == Some(&self.pool.client_id), || "ClientId".to_owned())?;
        let flow = text(document, "AuthFlow").unwrap_or_default();
        let is_wrong_flow =
            if is_admin { flow == "USER_PASSWORD_AUTH" } else { flow.starts_with("ADMIN_") };
        expect(!is_wrong_flow, || format!("{flow} in {}", request.operation))?;
        let metadata = document.get("ClientMetadata");
        expect(metadata == self.metadata.as_ref(), || format!("ClientMetadata: {metadata:?}"))
    }

    /// A session for a start.
    pub(super) fn starts_in(&mut self) -> String {
        self.asked = None;
        self.new_session()
    }

    pub(super) fn check_session(&self, document: &Map<String, Value>) -> Result<(), Refusal> {
        if text(document, "Session") == self.session.as_deref() {
            return Ok(());
        }
        refuse("NotAuthorizedException", "Invalid session for the user.")
    }

    fn start(&mut self, document: &Map<String, Value>) -> Answer {
        const MEMBERS: &[&str] =
            &["UserPoolId", "ClientId", "AuthFlow", "AuthParameters", "Session", "ClientMetadata"];
        members(document, MEMBERS)?;
        let flow = text(document, "AuthFlow").unwrap_or_default();
        let parameters = entries(document, "AuthParameters")?;
        let Some(row) = facts::find(&FLOWS, flow) else {
            return refuse("InvalidParameterException", format!("no such flow: {flow}"));
        };
        check_keys(row, &parameters)?;
        // A sign-in that was broken off does not count; only a session that was given for a start does.
        if self.asked.take().is_some() {
            self.session = None;
        }
        self.check_session(document)?;
        self.session = None;
        self.has_said_username = false;
        if flow == "REFRESH_TOKEN_AUTH" {
            return self.refresh(&parameters);
        }
        self.device_key = parameters.get("DEVICE_KEY").map(|key| (*key).to_owned());
        if let Some(key) = &self.device_key
            && !self.devices.contains_key(key)
        {
            return refuse("ResourceNotFoundException", "Device does not exist.");
        }
        self.check_user(&parameters)?;
        let preferred = parameters.get("PREFERRED_CHALLENGE").copied();
        match (flow, preferred) {
            ("USER_PASSWORD_AUTH" | "ADMIN_USER_PASSWORD_AUTH", _)
            | ("USER_AUTH", Some("PASSWORD")) => self.check_password(&parameters)?,
            ("USER_SRP_AUTH", _) | ("USER_AUTH", Some("PASSWORD_SRP")) => {
                self.begin_srp(&parameters)?;
            }
            ("CUSTOM_AUTH", _) => {
                let first = parameters.get("CHALLENGE_NAME").copied();
                let has_srp = parameters.contains_key("SRP_A");
                expect(first == has_srp.then_some("SRP_A"), || format!("first: {first:?}"))?;
                if has_srp {
                    self.begin_srp(&parameters)?;
                }
            }
            ("USER_AUTH", _) => {
                let has_more = ["PASSWORD", "SRP_A"].iter().any(|key| parameters.contains_key(key));
                expect(!has_more, || "an answer without a choice".to_owned())?;
            }
            _ => {}
        }
        // AWS gives none here; a sign-in of another kind may need the one that it gives.
        let has_session = flow != "USER_SRP_AUTH";
        self.go_on(has_session)
    }

    fn respond(&mut self, document: &Map<String, Value>) -> Answer {
        const MEMBERS: &[&str] = &[
            "UserPoolId",
            "ClientId",
            "ChallengeName",
            "Session",
            "ChallengeResponses",
            "ClientMetadata",
        ];
        members(document, MEMBERS)?;
        let name = text(document, "ChallengeName").unwrap_or_default();
        self.check_session(document)?;
        let Some(Asked { ask, handshake }) = self.asked.take() else {
            return refuse("NotAuthorizedException", "Invalid session for the user.");
        };
        if let Err(refusal) = self.check(&ask, handshake.as_ref(), name, document) {
            // Of the codes that a test sees, this one alone ends the session.
            if refusal.code == "NotAuthorizedException" {
                self.session = None;
            } else {
                self.asked = Some(Asked { ask, handshake });
            }
            return Err(refusal);
        }
        self.go_on(true)
    }

    /// Holds an answer against what is asked.
    fn check(
        &mut self,
        ask: &Ask,
        handshake: Option<&(Handshake, String)>,
        name: &str,
        document: &Map<String, Value>,
    ) -> Result<(), Refusal> {
        expect(name == ask.challenge, || format!("{name} answers {}", ask.challenge))?;
        let responses = entries(document, "ChallengeResponses")?;
        if let Some(row) = facts::find(&CHALLENGES, name) {
            check_keys(row, &responses)?;
        }
        if name == "DEVICE_SRP_AUTH" {
            self.device_key = responses.get("DEVICE_KEY").map(|key| (*key).to_owned());
        }
        self.check_user(&responses)?;
        if let Some((handshake, block)) = handshake {
            return self.check_proof(name, handshake, block, &responses);
        }
        let made_here = ["USERNAME", "SECRET_HASH", "DEVICE_KEY", "SRP_A"];
        for key in responses.keys().filter(|key| !made_here.contains(key)) {
            expect(ask.answer.contains_key(key), || format!("{key}: not asked for"))?;
        }
        for (key, value) in &ask.answer {
            if responses.get(key) != Some(&value.as_str()) {
                return refuse(ask.refusal, format!("{key}: not what was asked for"));
            }
        }
        let choice = responses.get("ANSWER").copied().unwrap_or_default();
        if name == "SELECT_CHALLENGE" {
            let (required, optional) = facts::by_choice(choice);
            let beside = ["PASSWORD", "SRP_A", "CREDENTIAL"];
            for key in beside.into_iter().filter(|key| responses.contains_key(key)) {
                let is_allowed = required.contains(&key) || optional.contains(&key);
                expect(is_allowed, || format!("{key}: not with {choice}"))?;
            }
            for key in required {
                expect(responses.contains_key(key), || format!("{key}: missing"))?;
            }
        }
        if name == "PASSWORD_SRP" || choice == "PASSWORD_SRP" {
            self.begin_srp(&responses)?;
        }
        if name == "DEVICE_SRP_AUTH" {
            self.srp_a = responses.get("SRP_A").copied().unwrap_or_default().to_owned();
            self.plan.push_front(Ask::new("DEVICE_PASSWORD_VERIFIER"));
        }
        if name == "MFA_SETUP" && !responses.contains_key("EMAIL") {
            expect(self.is_token_verified, || "the token is not verified".to_owned())?;
        }
        Ok(())
    }

    /// The user's name, the secret hash over it, and the device.
    fn check_user(&self, entries: &BTreeMap<&str, &str>) -> Result<(), Refusal> {
        let username = if self.has_said_username { &self.pool.username } else { &self.pool.alias };
        let found = entries.get("USERNAME").copied();
        expect(found == Some(username), || "USERNAME: another name was said".to_owned())?;
        let hash = self.pool.secret_hash(username);
        if entries.get("SECRET_HASH").copied() != hash.as_deref() {
            return refuse("NotAuthorizedException", "SecretHash does not match for the client");
        }
        let device = entries.get("DEVICE_KEY").copied();
        expect(device == self.device_key.as_deref(), || format!("DEVICE_KEY: {device:?}"))
    }

    fn check_password(&self, entries: &BTreeMap<&str, &str>) -> Result<(), Refusal> {
        if entries.get("PASSWORD").copied() == Some(&self.pool.password) {
            return Ok(());
        }
        refuse("NotAuthorizedException", "Incorrect username or password.")
    }

    fn begin_srp(&mut self, entries: &BTreeMap<&str, &str>) -> Result<(), Refusal> {
        let Some(srp_a) = entries.get("SRP_A") else {
            return refuse("InvalidParameterException", "SRP_A: missing");
        };
        self.srp_a = (*srp_a).to_owned();
        self.plan.push_front(Ask::new("PASSWORD_VERIFIER"));
        Ok(())
    }

    fn check_proof(
        &self,
        challenge: &str,
        handshake: &Handshake,
        block: &str,
        responses: &BTreeMap<&str, &str>,
    ) -> Result<(), Refusal> {
        let value = |key| responses.get(key).copied().unwrap_or_default();
        let secret_block = value("PASSWORD_CLAIM_SECRET_BLOCK");
        expect(secret_block == block, || "the secret block is another".to_owned())?;
        let claim = Claim {
            secret_block,
            timestamp: value("TIMESTAMP"),
            signature: value("PASSWORD_CLAIM_SIGNATURE"),
        };
        let identity = if challenge == "PASSWORD_VERIFIER" {
            Identity { group: self.pool.name(), name: &self.pool.username }
        } else {
            let key = value("DEVICE_KEY");
            let group = self.devices.get(key).map_or("", |device| &device.group_key);
            Identity { group, name: key }
        };
        if handshake.accepts(identity, claim) {
            return Ok(());
        }
        refuse("NotAuthorizedException", "Incorrect username or password.")
    }

    /// The next challenge, or tokens.
    fn go_on(&mut self, has_session: bool) -> Answer {
        let Some(ask) = self.plan.pop_front() else { return Ok(self.tokens()) };
        let mut parameters: Map<String, Value> =
            ask.parameters.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
        let row = facts::find(&CHALLENGES, ask.challenge);
        for key in row.map_or(&[][..], |row| row.says_username) {
            parameters.insert((*key).to_owned(), json!(self.pool.username));
            self.has_said_username = true;
        }
        let verifier = match ask.challenge {
            "PASSWORD_VERIFIER" => Some(self.verifier.clone()),
            "DEVICE_PASSWORD_VERIFIER" => {
                let key = self.device_key.clone().unwrap_or_default();
                let device = self.devices.get(&key).and_then(|device| device.verifier.clone());
                parameters.insert("DEVICE_KEY".to_owned(), json!(key));
                let Some(verifier) = device else {
                    return refuse("ResourceNotFoundException", "Device does not exist.");
                };
                Some(verifier)
            }
            _ => None,
        };
        let handshake = match verifier {
            None => None,
            Some(verifier) => {
                let private = self.random("private key");
                let Some(handshake) = verifier.challenge(&self.srp_a, &private) else {
                    return refuse("InvalidParameterException", "SRP_A: not such a number");
                };
                let block = BASE64.encode(&self.random("secret block"));
                parameters.insert("SALT".to_owned(), json!(handshake.salt()));
                parameters.insert("SRP_B".to_owned(), json!(handshake.srp_b()));
                parameters.insert("SECRET_BLOCK".to_owned(), json!(block));
                Some((handshake, block))
            }
        };
        self.session = None;
        let session = has_session.then(|| self.new_session());
        let mut answer =
            json!({ "ChallengeName": ask.challenge, "ChallengeParameters": parameters });
        if let Some(session) = session {
            answer["Session"] = session.into();
        }
        if !ask.available.is_empty() {
            answer["AvailableChallenges"] = json!(ask.available);
        }
        self.asked = Some(Asked { ask, handshake });
        Ok(answer)
    }

    /// A session that nobody has had.
    pub(super) fn new_session(&mut self) -> String {
        self.count += 1;
        let session = format!("session-{:032}", self.count);
        self.session = Some(session.clone());
        session
    }

    /// Bytes that are others each time; that is all a test needs.
    fn random(&mut self, purpose: &str) -> Vec<u8> {
        self.count += 1;
        Sha256::digest(format!("{purpose} {}", self.count)).to_vec()
    }
}
