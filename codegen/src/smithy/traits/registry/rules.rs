//! Traits of `smithy.rules`, `smithy.test` and `smithy.waiters`.

use crate::smithy::traits;

use super::Difference::{Nothing, ProtocolTests};
use super::{Entry, Place, Prose, Type, entry, kinds, optional, required, unread};

pub(super) const ENTRIES: &[Entry] = &[
    entry(
        traits::CLIENT_CONTEXT_PARAMS,
        Type::Map(&Type::Object(&[
            required("type", Type::Word(&["boolean", "string", "stringArray"])),
            optional("documentation", Type::Text),
        ])),
        &[Place::On(kinds::SERVICE)],
        Nothing,
    )
    .prose(DOCUMENTED),
    entry(
        traits::CONTEXT_PARAM,
        Type::Object(&[required("name", Type::Text)]),
        &[Place::MemberOf(kinds::STRUCTURE)],
        Nothing,
    ),
    // What is in it is the business of whoever resolves rules, here and in the next two.
    entry(traits::ENDPOINT_BDD, Type::Object(&[]), &[Place::On(kinds::SERVICE)], Nothing)
        .prose(Prose::Everywhere),
    entry(traits::ENDPOINT_RULE_SET, Type::Object(&[]), &[Place::On(kinds::SERVICE)], Nothing)
        .prose(Prose::Everywhere),
    entry(traits::ENDPOINT_TESTS, Type::Object(&[]), &[Place::On(kinds::SERVICE)], Nothing)
        .prose(Prose::OfTestCases(&["documentation"])),
    entry(
        traits::OPERATION_CONTEXT_PARAMS,
        Type::Map(&Type::Object(&[required("path", Type::Text)])),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    entry(
        traits::STATIC_CONTEXT_PARAMS,
        Type::Map(&Type::Object(&[required("value", Type::Any)])),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    ),
    unread("smithy.test#httpMalformedRequestTests", Nothing).prose(DOCUMENTED),
    entry(traits::HTTP_REQUEST_TESTS, TESTS, &[Place::On(kinds::OPERATION)], ProtocolTests)
        .prose(DOCUMENTED),
    entry(
        traits::HTTP_RESPONSE_TESTS,
        TESTS,
        &[Place::On(kinds::OPERATION_OR_ERROR)],
        ProtocolTests,
    )
    .prose(DOCUMENTED),
    entry(
        traits::WAITABLE,
        Type::Map(&Type::Object(&[
            required("acceptors", Type::List(&ACCEPTOR)),
            optional("documentation", Type::Text),
            optional("minDelay", DELAY),
            optional("maxDelay", DELAY),
            optional("deprecated", Type::Boolean),
            optional("tags", Type::List(&Type::Text)),
        ])),
        &[Place::On(kinds::OPERATION)],
        Nothing,
    )
    .prose(DOCUMENTED),
];

/// Every entry has a documentation of its own.
const DOCUMENTED: Prose = Prose::OfEntries(&["documentation"]);

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
