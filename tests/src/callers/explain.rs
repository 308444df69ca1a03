//! Which uses a change can make fail: what connects a review to what a compiler says.

use tinsmith_codegen::smithy::ShapeId;
use tinsmith_review::report::Change;
use tinsmith_review::table::Kind;

use super::uses::{Sort, Use};

/// On which version a use fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is of the old version, and the new one does not take it any more.
    Broken,
    /// It is of the new version, and the old one did not take it yet.
    Added,
}

/// Whether a use that fails can fail on account of a change.
pub(super) fn explains(change: &Change, failed: &Use, way: Way) -> bool {
    let Ok(id) = ShapeId::parse(&change.shape) else { return false };
    let is_subject = failed.subject == id;
    let is_made = failed.subject == id.without_member()
        && matches!(failed.sort, Sort::New | Sort::Default | Sort::FromMetadata);
    match change.kind {
        // The member itself; nothing is made in another way.
        Kind::OptionalMemberAdded | Kind::VariantAdded | Kind::VariantAddedToInput => {
            failed.names.contains(&id)
        }
        Kind::ValueAdded | Kind::ValueRemoved | Kind::ValueRenamedInRust => {
            let name = failed.part.as_ref().map(|name| format!("`{name}`"));
            is_subject
                && failed.sort == Sort::Value
                && name.is_some_and(|name| change.detail.contains(&name))
        }
        Kind::ErrorAdded | Kind::ErrorRemoved => {
            failed.sort == Sort::Error
                && failed.part.as_deref() == Some(id.as_str())
                && change.reach.errors.iter().any(|operation| operation == failed.subject.name())
        }
        Kind::PaginationAdded | Kind::PaginationRemoved => {
            is_subject && matches!(failed.sort, Sort::Pages | Sort::Items)
        }
        Kind::PaginationItemsAdded | Kind::PaginationItemsChanged => {
            is_subject && failed.sort == Sort::Items
        }
        Kind::TypeNowSent | Kind::TypeNoLongerSent => {
            failed.names.contains(&id) && matches!(failed.sort, Sort::Setter | Sort::Checked)
        }
        Kind::TypeNowChecked | Kind::TypeNoLongerChecked => {
            failed.names.contains(&id) && failed.sort == Sort::Checked
        }
        Kind::TypeNowOutput | Kind::TypeNoLongerOutput => {
            failed.names.contains(&id) && failed.sort == Sort::RequestId
        }
        // What is made without the member could not be made before, where it was required.
        Kind::MemberRemoved => failed.names.contains(&id) || way == Way::Added && is_made,
        Kind::RequiredMemberAddedToInput
        | Kind::RequiredMemberAddedToOutput
        | Kind::MemberMadeRequiredInInput
        | Kind::MemberMadeRequiredInOutput
        | Kind::MemberMadeOptionalInInput
        | Kind::MemberMadeOptionalInBoth
        | Kind::MemberMadeOptionalInOutput => failed.names.contains(&id) || is_made,
        // Everything that names what is gone, new, or something else now.
        _ => failed.names.contains(&id),
    }
}
