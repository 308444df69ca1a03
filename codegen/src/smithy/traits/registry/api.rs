//! Traits of `smithy.api`, but for what is in another file: authentication, bindings to HTTP, names on the wire, and what is said of values.

use crate::smithy::traits;

use super::Difference::{Compared, Nothing, Words};
use super::{Entry, Place, Prose, Type, annotation, entry, kinds, optional, required, unread};

pub(super) const ENTRIES: &[Entry] = &[
    unread("smithy.api#addedDefault", Nothing),
    annotation(traits::BOX, &[Place::Value(kinds::PRIMITIVE)], Nothing),
    annotation(traits::CLIENT_OPTIONAL, &[Place::MemberOf(kinds::STRUCTURE)], Nothing),
    unread("smithy.api#cors", Nothing),
    entry(
        traits::DEFAULT,
        // What it has to be depends on the target.
        Type::Any,
        &[
            Place::On(kinds::DEFAULTED),
            Place::Between { of: kinds::STRUCTURE, to: kinds::DEFAULTED },
        ],
        Compared,
    ),
    entry(
        traits::DEPRECATED,
        Type::Object(&[optional("message", Type::Text), optional("since", Type::Text)]),
        &[Place::Anywhere],
        Compared,
    )
    .prose(Prose::Fields(&["message"]))
    .ignored_on_receipt(),
    entry(traits::DOCUMENTATION, Type::Text, &[Place::Anywhere], Words)
        .prose(Prose::Whole)
        .ignored_on_receipt(),
    entry(
        traits::ENDPOINT,
        Type::Object(&[required("hostPrefix", Type::Text)]),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    entry(
        traits::ENUM,
        Type::List(&Type::Object(&[
            required("value", Type::Text),
            // What cannot be a name is told with the value.
            optional("name", Type::Any),
            optional("documentation", Type::Text),
            optional("tags", Type::List(&Type::Text)),
            optional("deprecated", Type::Boolean),
        ])),
        &[Place::On(kinds::TEXT)],
        Nothing,
    )
    .prose(Prose::OfEntries(&["documentation"])),
    // A string or a number, by the kind of the enum.
    entry(traits::ENUM_VALUE, Type::Any, &[Place::MemberOf(kinds::ENUM)], Compared),
    entry(
        traits::ERROR,
        Type::Word(&["client", "server"]),
        &[Place::On(kinds::STRUCTURE)],
        Compared,
    ),
    unread("smithy.api#examples", Words).prose(Prose::Whole),
    unread("smithy.api#externalDocumentation", Words).prose(Prose::Whole),
    annotation(
        traits::IDEMPOTENCY_TOKEN,
        &[Place::Between { of: kinds::STRUCTURE, to: kinds::TEXT }],
        Compared,
    ),
    annotation(traits::IDEMPOTENT, &[Place::On(kinds::OPERATION)], Compared),
    unread("smithy.api#idRef", Nothing),
    annotation(traits::INPUT, &[Place::On(kinds::STRUCTURE)], Nothing),
    unread("smithy.api#internal", Nothing),
    entry(
        traits::MIXIN,
        Type::Object(&[optional("localTraits", Type::List(&Type::ShapeId))]),
        &[Place::On(kinds::ANY)],
        Nothing,
    ),
    unread("smithy.api#nestedProperties", Nothing),
    unread("smithy.api#noReplace", Nothing),
    unread("smithy.api#notProperty", Nothing),
    unread("smithy.api#output", Nothing),
    entry(
        traits::PAGINATED,
        Type::Object(&[
            optional("inputToken", Type::Text),
            optional("outputToken", Type::Text),
            optional("items", Type::Text),
            optional("pageSize", Type::Text),
        ]),
        &[Place::On(kinds::SERVICE_OR_OPERATION)],
        Nothing,
    ),
    unread("smithy.api#private", Nothing),
    unread("smithy.api#property", Nothing),
    entry(
        traits::PROTOCOL_DEFINITION,
        Type::Object(&[
            optional("traits", Type::List(&Type::ShapeId)),
            optional("noInlineDocumentSupport", Type::Boolean),
        ]),
        &[Place::On(kinds::STRUCTURE)],
        Nothing,
    ),
    annotation(traits::READONLY, &[Place::On(kinds::OPERATION)], Compared),
    unread("smithy.api#recommended", Words).prose(Prose::Fields(&["reason"])),
    unread("smithy.api#references", Nothing),
    entry(
        traits::REQUEST_COMPRESSION,
        Type::Object(&[required("encodings", Type::List(&Type::Text))]),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    // Of a union's members by AWS's model of Kinesis, which means nothing.
    annotation(traits::REQUIRED, &[Place::MemberOf(kinds::AGGREGATE)], Nothing)
        .ignored_on_receipt(),
    unread(traits::REQUIRES_LENGTH, Nothing),
    unread("smithy.api#resourceIdentifier", Nothing),
    entry(
        traits::RETRYABLE,
        Type::Object(&[optional("throttling", Type::Boolean)]),
        &[Place::On(kinds::ERROR)],
        Compared,
    ),
    unread("smithy.api#since", Words),
    annotation(traits::SPARSE, &[Place::On(kinds::COLLECTION)], Compared),
    unread("smithy.api#suppress", Nothing),
    unread("smithy.api#tags", Nothing),
    entry(traits::TITLE, Type::Text, &[Place::On(kinds::SERVICE_OR_RESOURCE)], Compared),
    unread("smithy.api#unstable", Words),
];
