//! Steps of SRP, for those who compute it elsewhere: `PASSWORD_SRP`, `PASSWORD_VERIFIER`, `DEVICE_SRP_AUTH`, `DEVICE_PASSWORD_VERIFIER`.

use std::fmt;

use super::client::Client;
use super::error::Error;
use super::step::{DevicePasswordVerifier, DeviceSrpAuth, PasswordSrp, PasswordVerifier, Step};
use crate::redacted::Redacted;

/// The proof of SRP, as it is sent. `Debug` does not show the signature.
#[derive(Clone)]
pub struct Proof {
    /// `PASSWORD_CLAIM_SIGNATURE`.
    pub signature: String,
    /// `TIMESTAMP`: the time that was signed, such as `Sat Sep 5 07:06:05 UTC 2026`.
    pub timestamp: String,
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof")
            .field("signature", &Redacted)
            .field("timestamp", &self.timestamp)
            .finish()
    }
}

impl<C: Client> PasswordSrp<C> {
    /// Answers with `SRP_A`; [`Step::PasswordVerifier`] follows.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp_a(self, srp_a: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("SRP_A", srp_a.into())]).await
    }
}

impl<C: Client> DeviceSrpAuth<C> {
    /// Answers with `SRP_A`; [`Step::DevicePasswordVerifier`] follows. The key of the device is that which the sign-in was started with.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn srp_a(self, srp_a: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("SRP_A", srp_a.into())]).await
    }
}

/// What a proof is computed from, and the answer.
macro_rules! verifier {
    ($($name:ident),*) => {
        $(
            impl<C: Client> $name<C> {
                /// Gives `SRP_B` in hexadecimal.
                #[must_use]
                pub fn srp_b(&self) -> Option<&str> {
                    self.question.parameter("SRP_B")
                }

                /// Gives `SALT` in hexadecimal.
                #[must_use]
                pub fn salt(&self) -> Option<&str> {
                    self.question.parameter("SALT")
                }

                /// Gives `SECRET_BLOCK` in Base64. It is sent back with the proof.
                #[must_use]
                pub fn secret_block(&self) -> Option<&str> {
                    self.question.parameter("SECRET_BLOCK")
                }

                /// Answers with the proof.
                ///
                /// # Errors
                /// If the service refuses it.
                pub async fn proof(self, proof: Proof) -> Result<Step<C>, Error<C>> {
                    let block = self.secret_block().unwrap_or_default().to_owned();
                    self.question
                        .answer([
                            ("PASSWORD_CLAIM_SECRET_BLOCK", block),
                            ("PASSWORD_CLAIM_SIGNATURE", proof.signature),
                            ("TIMESTAMP", proof.timestamp),
                        ])
                        .await
                }
            }
        )*
    };
}

verifier!(PasswordVerifier, DevicePasswordVerifier);
