//! What can go wrong before anything is sent.

use std::error::Error;
use std::fmt;
use std::io;

/// Why a step of SRP could not be computed. It never holds a value of a challenge, a password or a key.
///
/// That a password is wrong is no such error: only the service can tell, and it answers with `NotAuthorizedException`.
#[derive(Debug)]
#[non_exhaustive]
pub enum SrpError {
    /// The random number generator of the system failed.
    Random(io::Error),
    /// The id of the user pool is not a region, `_` and a name.
    PoolId,
    /// A parameter of the challenge is not what SRP takes.
    Parameter {
        /// The key of the parameter in `ChallengeParameters`.
        name: &'static str,
        /// What it has to be.
        expected: &'static str,
        /// What it is instead, without its value.
        found: String,
    },
    /// The time cannot be written as a timestamp: it is before 1970 or after 9999.
    Time,
}

impl fmt::Display for SrpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(_) => f.write_str("the random number generator of the system failed"),
            Self::PoolId => f.write_str(
                "user pool id: expected a region, `_` and a name, found no name behind a `_`",
            ),
            Self::Parameter { name, expected, found } => {
                write!(f, "{name}: expected {expected}, found {found}")
            }
            Self::Time => f.write_str("TIMESTAMP: expected a time in the years from 1970 to 9999"),
        }
    }
}

impl Error for SrpError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Random(source) => Some(source),
            Self::PoolId | Self::Parameter { .. } | Self::Time => None,
        }
    }
}
