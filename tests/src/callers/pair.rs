//! Two versions of a crate, and what a review says of them.

use tinsmith_codegen::settings::{Operations, Package, RuntimeSource, Settings};
use tinsmith_codegen::stages::pipeline::{Prepared, generate_with_model};
use tinsmith_codegen::{Document, Generated, Inputs};
use tinsmith_review::compare::{self, Declared, compare};
use tinsmith_review::report::CrateReview;

use crate::sdk;

use super::uses::{self, Use};

/// One version: its model, and the crate that is made of it.
#[derive(Debug)]
pub struct Version {
    pub(crate) prepared: Prepared,
    pub(crate) generated: Generated,
}

impl Version {
    /// Generates all operations of a model, with an overlay laid over it if there is one.
    ///
    /// # Errors
    /// What the generator says of the documents.
    pub fn of(model: &[u8], overlay: Option<&[u8]>) -> Result<Self, String> {
        Self::of_operations(model, overlay, Operations::All)
    }

    /// Generates some operations of a model.
    ///
    /// # Errors
    /// As [`of`](Self::of), and operations that the model does not have.
    pub fn of_operations(
        model: &[u8],
        overlay: Option<&[u8]>,
        operations: Operations,
    ) -> Result<Self, String> {
        let runtime = RuntimeSource::Path(sdk::root().join("runtime").display().to_string());
        let package = Package { name: "sdk".to_owned(), runtime, standalone: false };
        let settings = Settings::new(package, operations);
        let model = Document { name: "model.json", bytes: model };
        let overlay = overlay.map(|bytes| Document { name: "overlay.json", bytes });
        let inputs = Inputs { overlays: overlay.as_slice(), ..Inputs::new(model) };
        let (prepared, generated) =
            generate_with_model(&inputs, &settings).map_err(|error| error.to_string())?;
        Ok(Self { prepared, generated })
    }

    /// Whether the service has an operation of this name.
    pub fn has_operation(&self, name: &str) -> bool {
        self.prepared.facts.operations.iter().any(|id| id.name() == name)
    }

    fn compared<'v>(&'v self, label: &'v str) -> compare::Version<'v> {
        compare::Version { label, prepared: &self.prepared, generated: &self.generated }
    }
}

/// Two versions of a crate.
#[derive(Debug)]
pub struct Pair {
    /// A name in Rust, for the module that the crate becomes.
    pub name: String,
    /// What was there.
    pub old: Version,
    /// What took its place.
    pub new: Version,
}

impl Pair {
    /// What a review says of the step from the old version to the new one.
    pub fn review(&self) -> CrateReview {
        review(&self.old, &self.new)
    }

    /// What a review says of the way back.
    pub fn review_of_the_way_back(&self) -> CrateReview {
        review(&self.new, &self.old)
    }

    /// All that can be done with the old version.
    pub fn uses_of_old(&self) -> Vec<Use> {
        uses::of(&self.name, &self.old, &self.new)
    }

    /// All that can be done with the new version.
    pub fn uses_of_new(&self) -> Vec<Use> {
        uses::of(&self.name, &self.new, &self.old)
    }
}

fn review(old: &Version, new: &Version) -> CrateReview {
    compare("sdk", old.compared("old"), new.compared("new"), None, &Declared::default()).0
}
