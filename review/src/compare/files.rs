//! Which generated files a change touches.
//!
//! Every change claims the files that its kind can touch; those among them that differ are its files.
//! A file that differs and that nobody claims follows from something further inside: it belongs to the changes of what its types hold.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::stages::ir::Folder;
use tinsmith_codegen::stages::ir::item::Item;
use tinsmith_codegen::stages::ir::protocol_test::OperationTests;
use tinsmith_codegen::stages::smithy::{Auth, ShapeId, ShapeKind, neighbors};

use crate::table::{Kind, Topic};

use super::view::{View, closure};
use super::{Draft, Found, Scope, keys};

/// What a type that comes, goes or moves touches besides those who name it.
const LISTS_OF_TYPES: [&str; 4] = ["src/lib.rs", LIST_OF_TYPES, "src/types/error.rs", LIST_OF_WIRE];

/// The list of the shared types.
const LIST_OF_TYPES: &str = "src/types.rs";

/// What an operation touches besides its own files.
const LISTS_OF_OPERATIONS: [&str; 5] =
    ["src/lib.rs", "src/operation.rs", "src/client.rs", LIST_OF_TESTS, LIST_OF_WIRE];

/// What the crate needs of the runtime.
const MANIFEST: &str = "Cargo.toml";

/// The list of the modules that say how types are written and read.
const LIST_OF_WIRE: &str = "src/wire.rs";

/// What the protocol tests of an error touch besides those of the operations that have it.
const LISTS_OF_TESTS: [&str; 3] = [MANIFEST, "src/lib.rs", LIST_OF_TESTS];

/// What the tests of all operations compare with.
const LIST_OF_TESTS: &str = "src/protocol_tests.rs";

/// The front page, which shows a request and the errors of an operation.
const FRONT_PAGE: &str = "src/lib.rs";

/// For each change, in their order, the files among `differing` that it touches, sorted.
pub(super) fn touched(
    found: &Found<'_>,
    drafts: &[Draft],
    differing: &BTreeSet<&str>,
) -> Vec<Vec<String>> {
    let sides = [Index::of(found.old), Index::of(found.new)];
    let mut claims: Vec<BTreeSet<String>> = drafts
        .iter()
        .map(|draft| {
            let mut claimed = BTreeSet::new();
            sides.iter().for_each(|side| side.claim(draft, &mut claimed));
            if matches!(draft.scope, Scope::Shape) {
                let shape = draft.shape.without_member();
                let replaced = found.replaced.iter().filter(|(_, new)| *new == shape);
                for (old, _) in replaced {
                    sides[0].claim_shape(draft.kind, old, &mut claimed);
                    claimed.insert(LIST_OF_TYPES.to_owned());
                }
            }
            claimed.retain(|path| differing.contains(path.as_str()));
            claimed
        })
        .collect();
    let mut by_shape: BTreeMap<ShapeId, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        if matches!(draft.scope, Scope::Shape) {
            by_shape.entry(draft.shape.without_member()).or_default().push(at);
        }
    }
    give(&mut claims, differing, |path| {
        let held = sides.iter().flat_map(|side| side.held_by_file(path));
        held.flat_map(|id| by_shape.get(id)).flatten().copied().collect()
    });
    // What a type is can depend on where it is reached from.
    let reached: LazyCell<Vec<BTreeSet<&ShapeId>>, _> = LazyCell::new(|| {
        let reached_by = |draft| sides.iter().flat_map(|side| side.reached_by(draft)).collect();
        drafts.iter().map(reached_by).collect()
    });
    give(&mut claims, differing, |path| {
        let types: Vec<&ShapeId> =
            sides.iter().filter_map(|side| side.types.get(path)).flatten().copied().collect();
        let reached = reached.iter().enumerate();
        let holders = reached.filter(|(_, reached)| types.iter().any(|id| reached.contains(id)));
        holders.map(|(at, _)| at).collect()
    });
    let come_or_go: BTreeSet<&String> =
        sides[0].wire_files.symmetric_difference(&sides[1].wire_files).collect();
    let lists: Vec<usize> = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.iter().any(|path| come_or_go.contains(path)))
        .map(|(at, _)| at)
        .collect();
    give(&mut claims, differing, |path| match path {
        LIST_OF_WIRE => lists.clone(),
        FRONT_PAGE => (0..drafts.len())
            .filter(|at| {
                drafts.get(*at).is_some_and(|draft| sides.iter().any(|side| side.is_shown(draft)))
            })
            .collect(),
        _ => Vec::new(),
    });
    // Documentation links to AWS's reference by what that calls the service, which its id or version decides.
    let doc_ids = sides.each_ref().map(|side| &side.view.facts.reference.doc_id);
    let moved = |draft: &Draft| doc_ids[0] != doc_ids[1] && matches!(draft.scope, Scope::Service);
    give(&mut claims, differing, |_| {
        let renamed = drafts.iter().enumerate().filter(|(_, draft)| moved(draft));
        renamed.map(|(at, _)| at).collect()
    });
    claims.into_iter().map(|claim| claim.into_iter().collect()).collect()
}

/// Gives the files that nobody has claimed to the changes, by their places, that are named for each.
fn give(
    claims: &mut [BTreeSet<String>],
    differing: &BTreeSet<&str>,
    to: impl Fn(&str) -> Vec<usize>,
) {
    let claimed: BTreeSet<String> = claims.iter().flatten().cloned().collect();
    for path in differing.iter().filter(|path| !claimed.contains(**path)) {
        for at in to(path) {
            if let Some(claim) = claims.get_mut(at) {
                claim.insert((*path).to_owned());
            }
        }
    }
}

/// The files of one side.
struct Index<'a> {
    view: &'a View<'a>,
    /// The types whose members hold a shape, themselves or in lists and maps.
    holders: BTreeMap<&'a ShapeId, BTreeSet<&'a ShapeId>>,
    /// The types that a file is about.
    types: BTreeMap<String, Vec<&'a ShapeId>>,
    /// The files that say how a shared type is written and read.
    wire_files: BTreeSet<String>,
}

impl<'a> Index<'a> {
    fn of(view: &'a View<'a>) -> Self {
        let mut index = Self {
            view,
            holders: BTreeMap::new(),
            types: BTreeMap::new(),
            wire_files: BTreeSet::new(),
        };
        for (id, item) in &view.krate.items {
            let ty = item.type_ref();
            for path in [ty.place.path(), ty.wire_path()] {
                index.types.entry(path).or_default().push(id);
            }
            if item.has_wire_file() {
                index.wire_files.insert(ty.wire_path());
            }
            if let Some(operation) = view.owner(ty) {
                index.types.entry(operation.wire_path()).or_default().push(id);
            }
            let mut pending: Vec<&ShapeId> =
                view.shape(id).map(neighbors::neighbors).unwrap_or_default();
            let mut seen = BTreeSet::new();
            while let Some(held) = pending.pop() {
                if seen.insert(held)
                    && let Some(shape) = view.shape(held)
                {
                    index.holders.entry(held).or_default().insert(id);
                    if matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map(..)) {
                        pending.extend(neighbors::neighbors(shape));
                    }
                }
            }
        }
        // Made of the members of a structure, but no item of the model.
        let answers = view.krate.answers.iter().map(|answer| &answer.ty);
        for ty in answers.chain(view.krate.questions.iter().map(|question| &question.ty)) {
            let of = view.model.shapes.get_key_value(&ty.shape).map(|(id, _)| id);
            index.types.entry(ty.place.path()).or_default().extend(of);
        }
        for operation in &view.krate.operations {
            let errors = operation.errors.iter().map(|error| &error.ty.shape);
            let mut paths = vec![operation.path(), operation.wire_path()];
            paths.extend(view.tests_of(operation).map(OperationTests::path));
            for id in errors.chain([&operation.input.shape, &operation.output.shape]) {
                for path in &paths {
                    index.types.entry(path.clone()).or_default().push(id);
                }
            }
        }
        for id in &view.krate.protocol_tests.compared {
            index.types.entry(LIST_OF_TESTS.to_owned()).or_default().push(id);
        }
        if let Some(discovery) = &view.krate.service.discovery {
            let told = [&discovery.input.shape, &discovery.output.shape];
            index.types.entry(LIST_OF_WIRE.to_owned()).or_default().extend(told);
        }
        index
    }

    /// Everything that a change can touch on this side.
    fn claim(&self, draft: &Draft, claimed: &mut BTreeSet<String>) {
        match &draft.scope {
            Scope::Service => {
                let paths: &[&str] = match draft.kind.row().topic {
                    Topic::Endpoints => {
                        &["src/config.rs", "src/endpoint.rs", "src/endpoint/tests.rs"]
                    }
                    _ => &[
                        MANIFEST,
                        "src/lib.rs",
                        "src/client.rs",
                        "src/config.rs",
                        "src/meta.rs",
                        LIST_OF_WIRE,
                    ],
                };
                claimed.extend(paths.iter().map(|path| (*path).to_owned()));
            }
            Scope::Operation => {
                self.claim_operation(draft.shape.name(), claimed);
                self.claim_keys(draft.kind, draft.shape.name(), claimed);
                claimed.extend(LISTS_OF_OPERATIONS.map(str::to_owned));
            }
            Scope::Operations(operations) => {
                for (operation, _) in operations {
                    self.claim_operation(operation.name(), claimed);
                    self.claim_keys(draft.kind, operation.name(), claimed);
                }
                claimed.extend(LISTS_OF_OPERATIONS.map(str::to_owned));
            }
            Scope::ErrorsOf(operations) => {
                for operation in operations {
                    self.claim_operation(operation, claimed);
                }
                self.claim_type(&draft.shape, claimed);
            }
            Scope::Shape => self.claim_shape(draft.kind, &draft.shape.without_member(), claimed),
        }
    }

    fn claim_shape(&self, kind: Kind, shape: &ShapeId, claimed: &mut BTreeSet<String>) {
        self.claim_type(shape, claimed);
        if self.view.item(shape).is_none() || is_about_the_whole(kind) {
            for holder in self.holders.get(shape).into_iter().flatten() {
                self.claim_type(holder, claimed);
            }
        }
        if kind == Kind::ProtocolTestsChanged {
            claimed.extend(LISTS_OF_TESTS.map(str::to_owned));
        }
        if is_about_the_whole(kind) {
            claimed.extend(LISTS_OF_TYPES.map(str::to_owned));
            if self.is_root(shape) {
                claimed.insert("src/client.rs".to_owned());
            }
        }
    }

    fn claim_operation(&self, name: &str, claimed: &mut BTreeSet<String>) {
        let mut operations = self.view.krate.operations.iter();
        if let Some(operation) = operations.find(|operation| operation.shape.name() == name) {
            claimed.extend([operation.path(), operation.wire_path()]);
            let tests = self.view.tests_of(operation);
            let takes_a_feature = operation.compressed
                || operation.checksum.is_some()
                || operation.auth.iter().any(|scheme| *scheme != Auth::SigV4);
            if takes_a_feature || tests.is_some() {
                claimed.insert(MANIFEST.to_owned());
            }
            claimed.extend(tests.map(OperationTests::path));
        }
    }

    /// The types of maps whose keys depend on an enum, where a change is about them.
    fn claim_keys(&self, kind: Kind, name: &str, claimed: &mut BTreeSet<String>) {
        let mut operations = self.view.krate.operations.iter();
        let operation = operations.find(|operation| operation.shape.name() == name);
        if let Some(operation) = operation.filter(|_| is_about_keys(kind)) {
            claimed.extend(keys::files(self.view, operation));
            claimed.insert(LIST_OF_TYPES.to_owned());
        }
    }

    fn claim_type(&self, id: &ShapeId, claimed: &mut BTreeSet<String>) {
        let Some(item) = self.view.item(id) else { return };
        let ty = item.type_ref();
        claimed.insert(ty.place.path());
        match self.view.owner(ty) {
            Some(operation) => {
                claimed.insert(operation.wire_path());
            }
            None => {
                claimed.insert(ty.wire_path());
            }
        }
        let is_error = matches!(item, Item::Struct(item) if item.error.is_some());
        if is_error || ty.place.folder == Folder::Errors {
            for operation in &self.view.krate.operations {
                if operation.errors.iter().any(|error| error.ty.shape == *id) {
                    claimed.extend([operation.path(), operation.wire_path()]);
                }
            }
        }
    }

    /// Whether a shape is what an operation takes or gives.
    fn is_root(&self, shape: &ShapeId) -> bool {
        let mut operations = self.view.krate.operations.iter();
        operations
            .any(|operation| operation.input.shape == *shape || operation.output.shape == *shape)
    }

    /// Whether the front page can show the subject of a change.
    fn is_shown(&self, draft: &Draft) -> bool {
        match draft.scope {
            Scope::ErrorsOf(_) => true,
            Scope::Shape => self.is_root(&draft.shape.without_member()),
            Scope::Operation | Scope::Operations(_) | Scope::Service => false,
        }
    }

    /// The subject of a change, and every shape that it holds.
    fn reached_by(&self, draft: &Draft) -> BTreeSet<&'a ShapeId> {
        let subject = draft.shape.without_member();
        let found = self.view.model.shapes.get_key_value(&subject).map(|(id, _)| id);
        match draft.scope {
            Scope::Service | Scope::Operations(_) => BTreeSet::new(),
            _ => closure(self.view.model, found.into_iter()),
        }
    }

    /// Every shape that the types of a file hold.
    fn held_by_file(&self, path: &str) -> BTreeSet<&'a ShapeId> {
        let types = self.types.get(path).into_iter().flatten().copied();
        closure(self.view.model, types)
    }
}

/// Whether a change is about a type as such, so that those who name it change too.
fn is_about_the_whole(kind: Kind) -> bool {
    // A number that got names has a definition in Rust that it had not.
    kind.row().topic == Topic::Types
        || matches!(
            kind,
            Kind::ErrorRenamed
                | Kind::NumberRetyped
                | Kind::EnumReplaced
                | Kind::EnumReplacedInInput
        )
}

/// Whether a change is about a map whose keys depend on an enum.
fn is_about_keys(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RequestKeysChanged
            | Kind::RequestKeysAdded
            | Kind::ResponseKeysChanged
            | Kind::ResponseKeysAdded
            | Kind::KeysDiffer
    )
}
