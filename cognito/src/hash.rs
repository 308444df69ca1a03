//! HMAC-SHA-256, the one keyed hash of Cognito: under secret hashes, and under the key and the signature of SRP.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The block of SHA-256 in bytes, to which HMAC brings its key.
const BLOCK: usize = 64;

/// The HMAC-SHA-256 of the parts, one after the other.
pub(crate) fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    // The constructor that takes a key of any length returns a `Result`; the one that takes a whole block cannot fail.
    // RFC 2104 brings a key to a block: a longer one is hashed, a shorter one is filled up with zeros.
    let mut block = Zeroizing::new([0; BLOCK]);
    match block.get_mut(..key.len()) {
        Some(start) => start.copy_from_slice(key),
        None => {
            for (to, from) in block.iter_mut().zip(Sha256::digest(key)) {
                *to = from;
            }
        }
    }
    let mut mac = Hmac::<Sha256>::new(&(*block).into());
    for part in parts {
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::hmac;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a string can be written to");
            text
        })
    }

    /// The test cases 1, 2, 6 and 7 of RFC 4231; the keys of the last two are longer than a block.
    #[test]
    fn equals_the_rfc() {
        let cases: [(&[u8], &[u8], &str); 4] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (
                &[0xaa; 131],
                b"This is a test using a larger than block-size key and a larger than block-size \
                  data. The key needs to be hashed before being used by the HMAC algorithm.",
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            ),
        ];
        for (key, data, expected) in cases {
            assert_eq!(hex(&*hmac(key, &[data])), expected);
            let (first, second) = data.split_at(3);
            assert_eq!(hex(&*hmac(key, &[first, b"", second])), expected);
        }
    }

    /// A key of exactly a block, by Python's `hmac`.
    #[test]
    fn a_block_is_not_hashed() {
        let expected = "72eb5e2941defeb37ad65961919eebff581f6ccb397a04d3ae80f705019c2356";
        assert_eq!(hex(&*hmac(&[7; 64], &[b"x"])), expected);
    }
}
