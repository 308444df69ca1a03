//! Authentication: what a service or operation accepts, and the schemes, in the order in which they are told.

use crate::smithy::traits;

use super::Difference::Nothing;
use super::{Entry, Place, Type, annotation, entry, kinds, names, optional, required, unread};

pub(super) const ENTRIES: &[Entry] = &[
    entry(
        traits::AUTH,
        Type::List(&Type::ShapeId),
        &[Place::On(kinds::SERVICE_OR_OPERATION)],
        Nothing,
    ),
    annotation(traits::OPTIONAL_AUTH, &[Place::On(kinds::OPERATION)], Nothing),
    entry(traits::SIGV4, SIGNED, &[Place::On(kinds::SERVICE)], Nothing).auth_scheme(),
    entry(traits::SIGV4A, SIGNED, &[Place::On(kinds::SERVICE)], Nothing).auth_scheme(),
    annotation(traits::HTTP_BEARER_AUTH, &[Place::On(kinds::SERVICE)], Nothing).auth_scheme(),
    annotation(traits::HTTP_BASIC_AUTH, &[Place::On(kinds::SERVICE)], Nothing).auth_scheme(),
    annotation(traits::HTTP_DIGEST_AUTH, &[Place::On(kinds::SERVICE)], Nothing).auth_scheme(),
    entry(
        "smithy.api#httpApiKeyAuth",
        Type::Object(&[
            required("name", Type::Text),
            required("in", Type::Word(&["header", "query"])),
            optional("scheme", Type::Text),
        ]),
        &[Place::On(kinds::SERVICE)],
        Nothing,
    )
    .auth_scheme(),
    unread("aws.auth#cognitoUserPools", Nothing),
    unread("smithy.api#authDefinition", Nothing),
];

/// The name that goes into signatures.
const SIGNED: Type = Type::Object(&[required("name", Type::Name(names::ANYTHING))]);
