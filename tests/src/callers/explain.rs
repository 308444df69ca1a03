//! Which uses a change can make fail: what connects a review to what a compiler says.

use tinsmith_codegen::stages::smithy::ShapeId;
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
    if !change.reach.each.is_empty() {
        let named = |name: &String| failed.names.iter().any(|id| id.name() == name);
        return change.reach.each.iter().any(named);
    }
    let is_subject = is_same(&failed.subject, &id);
    let is_made = is_same(&failed.subject, &id.without_member())
        && matches!(failed.sort, Sort::New | Sort::Default | Sort::FromMetadata);
    match change.kind {
        // The member itself; nothing is made in another way.
        Kind::OptionalMemberAdded | Kind::VariantAdded | Kind::VariantAddedToInput => {
            is_named(failed, &id)
        }
        Kind::ValueAdded
        | Kind::ValueAddedToInput
        | Kind::ValueRemoved
        | Kind::ValueRemovedFromInput
        | Kind::ValueRenamedInRust => {
            let name = failed.part.as_ref().map(|name| format!("`{name}`"));
            is_subject
                && failed.sort == Sort::Value
                && name.is_some_and(|name| change.detail.contains(&name))
        }
        // By the old name and by the new one.
        Kind::TypeRenamed | Kind::ErrorRenamed => {
            let mut names = change.detail.split(" -> ");
            let part = failed.part.as_deref().and_then(|part| part.split('#').nth(1));
            names.any(|name| {
                part == Some(name) || failed.names.iter().any(|named| named.name() == name)
            })
        }
        Kind::ErrorAdded | Kind::ErrorRemoved => {
            failed.sort == Sort::Error
                && failed.part.as_deref() == Some(id.as_str())
                && change.reach.errors.iter().any(|operation| operation == failed.subject.name())
        }
        Kind::WaiterAdded | Kind::WaiterRemoved => {
            let method = failed.part.as_ref().map(|name| format!("`{name}`"));
            is_subject
                && failed.sort == Sort::Wait
                && method.is_some_and(|method| change.detail.contains(&method))
        }
        Kind::RequestKeysChanged
        | Kind::RequestKeysAdded
        | Kind::ResponseKeysChanged
        | Kind::ResponseKeysAdded => is_subject && failed.sort == Sort::Keys,
        Kind::ClientParameterAdded | Kind::ClientParameterRemoved => {
            let name = failed.part.as_ref().map(|name| format!("parameter `{name}`:"));
            failed.sort == Sort::Setting
                && name.is_some_and(|name| change.detail.starts_with(&name))
        }
        Kind::PaginationAdded | Kind::PaginationRemoved => {
            is_subject && matches!(failed.sort, Sort::Pages | Sort::Items)
        }
        Kind::PaginationItemsAdded | Kind::PaginationItemsChanged => {
            is_subject && failed.sort == Sort::Items
        }
        Kind::TypeNowSent | Kind::TypeNoLongerSent => {
            is_named(failed, &id) && matches!(failed.sort, Sort::Setter | Sort::Checked)
        }
        Kind::TypeNowChecked | Kind::TypeNoLongerChecked => {
            is_named(failed, &id) && failed.sort == Sort::Checked
        }
        Kind::TypeNowOutput | Kind::TypeNoLongerOutput => {
            is_named(failed, &id) && failed.sort == Sort::RequestId
        }
        // What is made without the member could not be made before, where it was required.
        Kind::MemberRemoved | Kind::MemberRemovedFromInput => {
            is_named(failed, &id) || way == Way::Added && is_made
        }
        Kind::DefaultAddedToRequired
        | Kind::DefaultDroppedFromRequired
        | Kind::RequiredMemberAddedToInput
        | Kind::RequiredMemberAddedToOutput
        | Kind::MemberMadeRequiredInInput
        | Kind::MemberMadeRequiredInOutput
        | Kind::MemberMadeRequiredInType
        | Kind::MemberMadeOptionalInInput
        | Kind::MemberMadeOptionalInBoth
        | Kind::MemberMadeOptionalInOutput => is_named(failed, &id) || is_made,
        Kind::RequiredMembersReordered => is_subject && failed.sort == Sort::New,
        // Everything that names what is gone, new, or something else now.
        _ => is_named(failed, &id),
    }
}

/// Whether two are the same, perhaps in another namespace: a change says where something is, a use where it was.
fn is_same(one: &ShapeId, other: &ShapeId) -> bool {
    let without_namespace = |id: &ShapeId| id.as_str().split('#').nth(1).map(str::to_owned);
    without_namespace(one) == without_namespace(other)
}

fn is_named(failed: &Use, id: &ShapeId) -> bool {
    failed.names.iter().any(|named| is_same(named, id))
}
