//! The arithmetic of SRP: powers modulo the 3072-bit prime of RFC 5054.
//!
//! Every operation on a secret takes the same time whatever its value. Only `SRP_B`, which is public, is compared.

use crypto_bigint::modular::ConstMontyForm;
use crypto_bigint::{U256, U512, U1024, U1280, U3072, const_monty_params};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::integer;

const_monty_params!(
    Modulus,
    U3072,
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74\
     020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437\
     4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed\
     ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05\
     98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb\
     9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b\
     e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718\
     3995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33\
     a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7\
     abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864\
     d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e2\
     08e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff",
    "The prime of 3072 bits in RFC 5054, appendix A"
);

/// A number modulo the prime.
type Element = ConstMontyForm<Modulus, { U3072::LIMBS }>;

/// How many bytes a number of the group has.
pub(super) const LENGTH: usize = U3072::BYTES;

/// The generator. The RFC has 5 for this prime; Cognito took 2.
const GENERATOR: u8 = 2;

/// What a hash is as an exponent.
pub(super) type Hash = [u8; U256::BYTES];

/// A private key: as many random bytes as Amazon's own libraries take.
pub(super) type PrivateKey = [u8; U1024::BYTES];

/// `g^a`, the public key of a private key.
pub(super) fn public_key(private: &PrivateKey) -> [u8; LENGTH] {
    let private = Zeroizing::new(U1024::from_be_slice(private));
    bytes(&generator().pow(&*private))
}

/// `g^x`, which lets a server verify the password behind `x`.
pub(super) fn verifier(x: &Hash) -> [u8; LENGTH] {
    let x = Zeroizing::new(U256::from_be_slice(x));
    bytes(&generator().pow(&*x))
}

/// The server's public key, `SRP_B`.
pub(super) struct ServerKey(U3072);

impl ServerKey {
    /// The key with this magnitude; `None` if it is no number from 1 up to the prime.
    /// A multiple of the prime would make the shared secret known to everybody (RFC 5054, 2.5.4).
    pub(super) fn new(magnitude: &[u8]) -> Option<Self> {
        let mut padded = [0; LENGTH];
        let start = LENGTH.checked_sub(magnitude.len())?;
        padded.get_mut(start..)?.copy_from_slice(magnitude);
        let key = U3072::from_be_slice(&padded);
        let below = key.cmp_vartime(&Element::MODULUS).is_lt();
        (below && !key.is_zero_vartime()).then_some(Self(key))
    }
}

/// `(B - k*g^x)^(a + u*x)`, the secret that both sides share.
pub(super) fn shared_secret(
    private: &PrivateKey,
    server: &ServerKey,
    u: &Hash,
    x: &Hash,
) -> Zeroizing<[u8; LENGTH]> {
    let private = Zeroizing::new(U1024::from_be_slice(private));
    let x = Zeroizing::new(U256::from_be_slice(x));
    let u = U256::from_be_slice(u);

    let verifier = Zeroizing::new(generator().pow(&*x));
    let base = Zeroizing::new(Element::new(&server.0) - multiplier() * *verifier);
    let product: Zeroizing<U512> = Zeroizing::new(u.concatenating_mul(&*x));
    let exponent: Zeroizing<U1280> =
        Zeroizing::new(private.resize().wrapping_add(&product.resize()));
    // A sum of 1024 and 512 bits.
    let secret = Zeroizing::new(base.pow_bounded_exp(&*exponent, U1024::BITS + 1));
    Zeroizing::new(bytes(&secret))
}

fn generator() -> Element {
    Element::new(&U3072::from_u8(GENERATOR))
}

/// The prime itself.
pub(super) fn prime() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    bytes.copy_from_slice(Element::MODULUS.to_be_bytes().as_ref());
    bytes
}

/// `k`, the hash of prime and generator.
fn multiplier() -> Element {
    let hash = Sha256::new()
        .chain_update(integer::unsigned(&prime()))
        .chain_update([GENERATOR])
        .finalize();
    Element::new(&U256::from_be_slice(&hash).resize())
}

fn bytes(element: &Element) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    bytes.copy_from_slice(element.retrieve().to_be_bytes().as_ref());
    bytes
}
