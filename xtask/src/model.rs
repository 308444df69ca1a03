//! `cargo xtask model …`: the committed service models and where they come from.
//!
//! The parts that unpack archives are compiled with the `import` feature only: a first `cargo xtask codegen` does not pay for them.

pub(crate) mod import;
pub(crate) mod update;

#[cfg(feature = "import")]
pub(crate) mod archive;
#[cfg(feature = "import")]
pub(crate) mod catalog;
#[cfg(feature = "import")]
mod convert;
#[cfg(feature = "import")]
pub(crate) mod distribution;
#[cfg(feature = "import")]
pub(crate) mod fetch;
#[cfg(feature = "import")]
pub(crate) mod listed;
#[cfg(feature = "import")]
#[cfg(test)]
pub(crate) mod made;
#[cfg(feature = "import")]
mod origin;
#[cfg(feature = "import")]
pub(crate) mod protocols;
#[cfg(feature = "import")]
pub(crate) mod released;
#[cfg(feature = "import")]
pub(crate) mod sources;
#[cfg(feature = "import")]
#[cfg(test)]
mod tests;
#[cfg(feature = "import")]
mod work;
