//! The client against what independent implementations answer: kept vectors in every run, and fresh ones where there is Python.
//!
//! `tests/fixtures/srp/README.md` says what is in them and who answered. A vector passes if every text of the answer is the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use data_encoding::HEXLOWER;
use flate2::read::GzDecoder;
use serde_json::Value;
use tinsmith_cognito::AppClient;
use tinsmith_cognito::srp::{
    DeviceKeys, RememberedDevice, Srp, SrpChallenge, UserPassword, timestamp,
};
use tinsmith_tests::servers;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/srp")
}

/// How many vectors there are, by what they are of and by what is odd in them.
type Counts = BTreeMap<String, usize>;

/// Checks every vector, and counts them.
fn check(text: &str) -> Counts {
    let vectors: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for chunk in vectors.chunks(vectors.len().div_ceil(threads).max(1)) {
            scope.spawn(|| chunk.iter().for_each(check_one));
        }
    });
    let mut counts = Counts::new();
    for vector in &vectors {
        for feature in features(vector) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    counts
}

fn check_one(vector: &Value) {
    let answered = match text(vector, "kind") {
        "proof" => proof(vector),
        "device" => device(vector),
        "secret_hash" => secret_hash(vector),
        "timestamp" => {
            vec![("timestamp", timestamp(at(vector)).expect("the year has four digits"))]
        }
        kind => panic!("no vector is of the kind {kind}"),
    };
    for (key, value) in answered {
        assert_eq!(value, text(vector, key), "{key} of {vector}");
    }
}

fn proof(vector: &Value) -> Vec<(&'static str, String)> {
    let srp = Srp::with_private_key(bytes(vector, "private"));
    let srp_a = srp.srp_a().to_owned();
    let challenge = SrpChallenge {
        salt: text(vector, "salt"),
        srp_b: text(vector, "srp_b"),
        secret_block: text(vector, "secret_block"),
    };
    let claim = if let Some(key) = vector.get("device_key") {
        let device = RememberedDevice {
            key: key.as_str().expect("a key is a text").to_owned(),
            group_key: text(vector, "group_key").to_owned(),
            password: text(vector, "password").to_owned(),
        };
        srp.prove_device(&device, challenge, at(vector))
    } else {
        let user = UserPassword {
            pool_id: text(vector, "pool_id"),
            user_id: text(vector, "user_id"),
            password: text(vector, "password"),
        };
        srp.prove_password(user, challenge, at(vector))
    };
    let claim = claim.unwrap_or_else(|error| panic!("{error}: {vector}"));
    vec![
        ("srp_a", srp_a),
        ("secret_block", claim.secret_block),
        ("timestamp", claim.timestamp),
        ("signature", claim.signature),
    ]
}

fn device(vector: &Value) -> Vec<(&'static str, String)> {
    let keys = DeviceKeys {
        key: text(vector, "device_key").to_owned(),
        group_key: text(vector, "group_key").to_owned(),
    };
    let (device, verifier) = RememberedDevice::with_random_bytes(
        keys,
        &bytes(vector, "random_password"),
        &bytes(vector, "random_salt"),
    );
    vec![
        ("password", device.password.clone()),
        ("password_verifier", verifier.password_verifier),
        ("salt", verifier.salt),
    ]
}

fn secret_hash(vector: &Value) -> Vec<(&'static str, String)> {
    let app = AppClient::new(text(vector, "client_id")).with_secret(text(vector, "client_secret"));
    let hash = app.secret_hash(text(vector, "username"));
    vec![("secret_hash", hash.expect("the app client has a secret"))]
}

/// What a vector is of, who answered it, and what is odd in it.
fn features(vector: &Value) -> Vec<String> {
    let kind = text(vector, "kind");
    let by = vector["by"].as_array().expect("a vector says who answered").len();
    let mut features = vec![kind.to_owned(), format!("{kind} by {by}")];
    if let Some(chosen) = vector.get("chosen") {
        features.push(format!("{kind}: {}", chosen.as_str().expect("it is a text")));
    }
    if kind == "proof" {
        let (salt, srp_a, srp_b) =
            (text(vector, "salt"), text(vector, "srp_a"), text(vector, "srp_b"));
        let top = |digits: &str| digits.len().is_multiple_of(2) && digits >= "8";
        let odd = [
            ("a device", vector.get("device_key").is_some()),
            ("the salt is negative", salt.starts_with('-')),
            ("the salt has zeros in front", salt.starts_with('0') && salt.len() > 1),
            ("the salt has its top bit set", !salt.starts_with('-') && top(salt)),
            (
                "the salt has an odd number of digits",
                !salt.trim_start_matches('-').len().is_multiple_of(2),
            ),
            ("A is a byte shorter than the prime", srp_a.len() <= 766),
            ("A has its top bit set", top(srp_a)),
            ("B is a byte shorter than the prime", srp_b.trim_start_matches('0').len() <= 766),
            ("B has zeros in front", srp_b.starts_with('0')),
            ("B has its top bit set", top(srp_b)),
        ];
        features
            .extend(odd.iter().filter(|(_, is)| *is).map(|(what, _)| format!("{kind}: {what}")));
        if vector.get("device_key").is_none() {
            let user = text(vector, "user_id");
            let odd = [
                ("the user name has a colon", user.contains(':')),
                ("the user name has a space", user.contains(' ')),
                ("the user name is not ASCII", !user.is_ascii()),
            ];
            features.extend(
                odd.iter().filter(|(_, is)| *is).map(|(what, _)| format!("{kind}: {what}")),
            );
        }
    }
    features
}

fn at(vector: &Value) -> SystemTime {
    let seconds = vector["at"].as_u64().expect("the time is a number");
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {vector}"))
}

fn bytes<const LENGTH: usize>(vector: &Value, key: &str) -> [u8; LENGTH] {
    let bytes = HEXLOWER.decode(text(vector, key).as_bytes()).expect("they are hexadecimal digits");
    bytes.try_into().expect("there are as many as the client takes")
}

#[test]
fn kept_vectors() {
    let file = File::open(folder().join("vectors.jsonl.gz")).expect("the vectors are there");
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).expect("they are compressed text");
    let counts = check(&text);
    let counts: String =
        counts.iter().map(|(feature, count)| format!("{count:>5} {feature}\n")).collect();
    let readme = fs::read_to_string(folder().join("README.md")).expect("there is a README");
    assert!(readme.contains(&counts), "README.md does not say what there is:\n{counts}");
}

/// Made now by the two implementations in Python, from another seed each time.
#[test]
fn fresh_vectors() {
    const CASES: &str = "36";
    if !servers::runnable("fresh vectors of SRP") {
        return;
    }
    let python = servers::python().expect("it is runnable");
    let mut seed = [0; 8];
    getrandom::getrandom(&mut seed).expect("there are random bytes");
    let seed = HEXLOWER.encode(&seed);
    let output = Command::new(python)
        .arg(folder().join("generate.py"))
        .args(["--cases", CASES, "--seed", &seed])
        .output()
        .expect("Python runs");
    assert!(output.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&output.stderr));
    let counts = check(&String::from_utf8(output.stdout).expect("JSON is UTF-8"));
    // Those with a negative salt, of which there are three, take the implementation in JavaScript.
    assert_eq!(counts["proof"], 33, "seed {seed}");
    assert_eq!(counts["proof by 2"], 27, "seed {seed}");
    assert_eq!(counts["device"], 7, "seed {seed}");
    assert_eq!(counts["secret_hash by 2"], 7, "seed {seed}");
    assert_eq!(counts["timestamp"], 4019, "seed {seed}");
}
