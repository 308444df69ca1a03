//! Traits of our own, by which an overlay says more than a model does; and one that says what Smithy has no trait for.

use crate::smithy::keys::Form;
use crate::smithy::traits;

use super::Difference::{Nothing, OtherProtocol, Words};
use super::{Entry, Place, Type, annotation, entry, kinds, optional, required, unread};

pub(super) const ENTRIES: &[Entry] = &[
    entry(
        traits::CHAPTERS,
        Type::List(&Type::Object(&[
            required("operations", Type::List(&Type::Text)),
            required("lines", Type::List(&Type::Text)),
        ])),
        &[Place::On(kinds::SERVICE)],
        Words,
    )
    .in_overlays(),
    annotation(traits::OPAQUE, &[Place::Value(kinds::BOUNDED)], Nothing).in_overlays(),
    entry(
        traits::REQUEST_KEYS,
        // Which of these have to be there is asked with the model: a structure that is like another has few.
        Type::Object(&[
            optional("like", Type::ShapeId),
            optional("discriminator", Type::Text),
            optional("map", Type::Text),
            optional("type", Type::Text),
            optional("step", Type::Text),
            optional("names", Type::Map(&Type::Text)),
            optional("required", TEXTS),
            optional("optional", TEXTS),
            optional(
                "values",
                Type::Map(&Type::Object(&[
                    optional("required", TEXTS),
                    optional("optional", TEXTS),
                    optional("patterns", TEXTS),
                    optional("cases", Type::Map(&Type::Map(&TEXTS))),
                    optional("unusable", Type::Text),
                ])),
            ),
        ]),
        &[Place::On(kinds::STRUCTURE)],
        Nothing,
    )
    .in_overlays(),
    entry(
        traits::RESPONSE_KEYS,
        Type::Object(&[
            optional("like", Type::ShapeId),
            optional("discriminator", Type::Text),
            optional("map", Type::Text),
            optional("type", Type::Text),
            optional("method", Type::Text),
            optional("names", Type::Map(&Type::Text)),
            optional("members", TEXTS),
            optional("keys", FORMS),
            optional(
                "done",
                Type::Object(&[required("member", Type::Text), required("name", Type::Text)]),
            ),
            optional(
                "values",
                Type::Map(&Type::Object(&[
                    optional("keys", FORMS),
                    optional("members", TEXTS),
                    optional("rest", Type::Text),
                ])),
            ),
        ]),
        &[Place::On(kinds::STRUCTURE)],
        Nothing,
    )
    .in_overlays(),
    entry(
        traits::PAGINATED_BEYOND_SMITHY,
        Type::Object(&[
            optional("inputToken", Type::OneOrMore(&Type::Text)),
            optional("outputToken", Type::OneOrMore(&Type::Text)),
            optional("items", Type::Text),
            optional("pageSize", Type::Text),
            optional("moreResults", Type::Text),
        ]),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    unread("tinsmith#resultWrapper", OtherProtocol),
    annotation(traits::STAND_IN, &[Place::On(kinds::STRUCTURE)], Nothing),
];

const TEXTS: Type = Type::List(&Type::Text);

/// Keys of a map, with what is in their texts.
const FORMS: Type = Type::Map(&Type::Word(&Form::NAMES));
