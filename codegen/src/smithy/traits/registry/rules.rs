//! Traits of `smithy.rules`, `smithy.test` and `smithy.waiters`, and those of our own.

use crate::smithy::keys::Form;
use crate::smithy::traits;

use super::{Entry, Place, Type, kinds, optional, required};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        id: traits::CLIENT_CONTEXT_PARAMS,
        value: Type::Map(&Type::Object(&[
            required("type", Type::Word(&["boolean", "string", "stringArray"])),
            optional("documentation", Type::Text),
        ])),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::CONTEXT_PARAM,
        value: Type::Object(&[required("name", Type::Text)]),
        places: &[Place::MemberOf(kinds::STRUCTURE)],
    },
    Entry {
        // What is in it is the business of whoever resolves rules, here and in the next two.
        id: traits::ENDPOINT_BDD,
        value: Type::Object(&[]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::ENDPOINT_RULE_SET,
        value: Type::Object(&[]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::ENDPOINT_TESTS,
        value: Type::Object(&[]),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        id: traits::OPERATION_CONTEXT_PARAMS,
        value: Type::Map(&Type::Object(&[required("path", Type::Text)])),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::STATIC_CONTEXT_PARAMS,
        value: Type::Map(&Type::Object(&[required("value", Type::Any)])),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry { id: traits::HTTP_REQUEST_TESTS, value: TESTS, places: &[Place::On(kinds::OPERATION)] },
    Entry {
        id: traits::HTTP_RESPONSE_TESTS,
        value: TESTS,
        places: &[Place::On(kinds::OPERATION_OR_ERROR)],
    },
    Entry {
        id: traits::WAITABLE,
        value: Type::Map(&Type::Object(&[
            required("acceptors", Type::List(&ACCEPTOR)),
            optional("documentation", Type::Text),
            optional("minDelay", DELAY),
            optional("maxDelay", DELAY),
            optional("deprecated", Type::Boolean),
            optional("tags", Type::List(&Type::Text)),
        ])),
        places: &[Place::On(kinds::OPERATION)],
    },
    Entry {
        id: traits::CHAPTERS,
        value: Type::List(&Type::Object(&[
            required("operations", Type::List(&Type::Text)),
            required("lines", Type::List(&Type::Text)),
        ])),
        places: &[Place::On(kinds::SERVICE)],
    },
    Entry {
        // Which of these have to be there is asked with the model: a structure that is like another has few.
        id: traits::REQUEST_KEYS,
        value: Type::Object(&[
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
        places: &[Place::On(kinds::STRUCTURE)],
    },
    Entry {
        id: traits::RESPONSE_KEYS,
        value: Type::Object(&[
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
        places: &[Place::On(kinds::STRUCTURE)],
    },
    Entry {
        id: traits::PAGINATED_BEYOND_SMITHY,
        value: Type::Object(&[
            optional("inputToken", Type::OneOrMore(&Type::Text)),
            optional("outputToken", Type::OneOrMore(&Type::Text)),
            optional("items", Type::Text),
            optional("pageSize", Type::Text),
            optional("moreResults", Type::Text),
        ]),
        places: &[Place::On(kinds::OPERATION)],
    },
];

const TEXTS: Type = Type::List(&Type::Text);

/// Keys of a map, with what is in their texts.
const FORMS: Type = Type::Map(&Type::Word(&Form::NAMES));

/// Cases of a protocol; what else is in one is read where tests are made of them.
const TESTS: Type = Type::List(&Type::Object(&[
    required("id", Type::Text),
    required("protocol", Type::ShapeId),
    optional("documentation", Type::Text),
]));

/// Seconds.
const DELAY: Type = Type::Whole { min: 1, max: i32::MAX as i64 };

const ACCEPTOR: Type = Type::Object(&[
    required("state", Type::Word(&["success", "failure", "retry"])),
    required(
        "matcher",
        Type::Choice(&[
            optional("output", PATH),
            optional("inputOutput", PATH),
            optional("errorType", Type::Text),
            optional("success", Type::Boolean),
        ]),
    ),
]);

const PATH: Type = Type::Object(&[
    required("path", Type::Text),
    required("expected", Type::Text),
    required(
        "comparator",
        Type::Word(&["stringEquals", "booleanEquals", "allStringEquals", "anyStringEquals"]),
    ),
]);
