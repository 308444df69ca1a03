//! Traits of `smithy.api` that are about the values of a shape: what limits them, and how they travel.

use crate::smithy::traits;
use crate::smithy::traits::constraint::{Length, Range};

use super::Difference::{Binding, Compared, Nothing};
use super::{Entry, Place, Type, WireFact, annotation, entry, kinds};

pub(super) const ENTRIES: &[Entry] = &[
    entry(
        traits::LENGTH,
        Type::View(|value| Length::read(value).map(|_| ())),
        &[Place::Value(kinds::SIZED)],
        Compared,
    )
    .constraint(),
    entry(traits::PATTERN, Type::Text, &[Place::Value(kinds::TEXT)], Compared).constraint(),
    entry(
        traits::RANGE,
        Type::View(|value| Range::read(value).map(|_| ())),
        &[Place::Value(kinds::NUMBER)],
        Compared,
    )
    .constraint(),
    annotation(traits::UNIQUE_ITEMS, &[Place::On(kinds::LIST)], Compared).constraint(),
    entry(
        traits::TIMESTAMP_FORMAT,
        Type::Word(&["date-time", "epoch-seconds", "http-date"]),
        &[Place::Value(kinds::TIMESTAMP)],
        Compared,
    )
    .taken_over()
    .wire(WireFact::TimestampFormat),
    entry(traits::MEDIA_TYPE, Type::Text, &[Place::On(kinds::BLOB_OR_TEXT)], Binding)
        .taken_over()
        .wire(WireFact::Text("MediaType")),
    annotation(traits::STREAMING, &[Place::On(kinds::BLOB_OR_UNION)], Nothing)
        .taken_over()
        .wire(WireFact::Flag("Streaming")),
    // On members by Smithy 1.0.
    annotation(
        traits::SENSITIVE,
        &[Place::On(kinds::DATA), Place::MemberOf(kinds::DATA)],
        Compared,
    )
    .taken_over()
    .wire(WireFact::Flag("Sensitive")),
];
