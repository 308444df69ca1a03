//! What a software token shows: codes of six digits, from a secret and the clock (RFC 6238, RFC 4226).

use std::fmt;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::Failure;

/// How long a code is shown.
const STEP: Duration = Duration::from_secs(30);

/// A code is given only while this much of its time is left: Moto takes no other code than that of now.
const MARGIN: Duration = Duration::from_secs(5);

/// The code that a software token with this base32 secret shows now.
///
/// Near the end of a code's time this waits for the next one, so the code is good for at least a
/// few seconds. Ask for it right before it is sent.
///
/// # Errors
///
/// When the secret is not base32, or the clock is before 1970.
pub fn totp_code(secret: &str) -> Result<String, Failure> {
    let key = base32(secret)?;
    let mut now = since_epoch()?;
    let left = STEP
        - Duration::from_secs(now.as_secs() % STEP.as_secs())
        - Duration::from_nanos(u64::from(now.subsec_nanos()));
    if left < MARGIN {
        thread::sleep(left);
        now = since_epoch()?.max(now + left);
    }
    Ok(code(&key, now.as_secs() / STEP.as_secs()))
}

/// A code that is not the given one, but looks like it.
///
/// # Panics
///
/// When `code` is not made of digits.
#[must_use]
pub fn wrong_code(code: &str) -> String {
    code.chars()
        .map(|digit| match digit.to_digit(10) {
            Some(value) => char::from(b"5678901234"[value as usize]),
            None => panic!("{code:?} is not a software token code"),
        })
        .collect()
}

/// Reads base32, with or without padding, in either case.
///
/// Moto's secret has bits left over that are not zero; who issues a secret need not care, so they are ignored here.
fn base32(text: &str) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: &dyn fmt::Display| {
        Failure(format!("the secret of a software token is not base32: {error}"))
    };
    let mut base32 = BASE32_NOPAD.specification();
    base32.check_trailing_bits = false;
    let base32 = base32.encoding().map_err(|error| unreadable(&error))?;
    let text = text.trim_end_matches('=').to_ascii_uppercase();
    base32.decode(text.as_bytes()).map_err(|error| unreadable(&error))
}

/// The code of one step, which RFC 4226 calls the counter.
fn code(key: &[u8], step: u64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(&step.to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    // The last four bits say where the four bytes of the code begin; the first bit is no part of it.
    let start = usize::from(digest[19] & 0xf);
    let bytes = [digest[start] & 0x7f, digest[start + 1], digest[start + 2], digest[start + 3]];
    format!("{:06}", u32::from_be_bytes(bytes) % 1_000_000)
}

fn since_epoch() -> Result<Duration, Failure> {
    SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| Failure(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{STEP, base32, code, totp_code, wrong_code};

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, whose codes have eight digits; ours are the last six.
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(b"12345678901234567890", seconds / STEP.as_secs()), expected);
        }
    }

    #[test]
    fn bits_that_are_left_over_are_ignored() {
        let read = base32("asdfasdfasdf").expect("Moto's secret is read");
        assert_eq!(read, base32("ASDFASDFASDA====").expect("padding is read"));
        assert_eq!(read, [0x04, 0x86, 0x50, 0x48, 0x65, 0x04, 0x86]);
    }

    #[test]
    fn a_secret_that_is_not_base32_is_refused() {
        let failure = totp_code("0189").expect_err("neither 0, 1, 8 nor 9 is a digit of base32");
        assert_eq!(
            failure.to_string(),
            "the secret of a software token is not base32: invalid symbol at 0"
        );
    }

    #[test]
    fn a_wrong_code_has_no_digit_in_common() {
        assert_eq!(wrong_code("0123456789"), "5678901234");
    }
}
