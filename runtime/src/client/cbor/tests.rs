//! What the official reader of CBOR does, and `read` makes up for. Where one of these fails, the official crate was mended, and `read` may no longer be needed.

use aws_smithy_cbor::codec::CborCodec;
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::prelude;
use aws_smithy_schema::serde::ShapeDeserializer;
use aws_smithy_types::DateTime;

#[test]
fn it_takes_a_float_in_its_own_width_alone() {
    let codec = CborCodec::default();
    // 256, in three bytes, and 1.5 as a double.
    let whole = [0x19, 0x01, 0x00];
    let double = [0xfb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0];
    assert!(codec.create_deserializer(&whole).read_double(&prelude::DOUBLE).is_err());
    assert!(codec.create_deserializer(&whole).read_float(&prelude::FLOAT).is_err());
    assert!(codec.create_deserializer(&double).read_float(&prelude::FLOAT).is_err());
}

#[test]
fn it_does_not_take_undefined_for_null() {
    assert!(!CborCodec::default().create_deserializer(&[0xf7]).is_null());
}

#[test]
fn it_cuts_a_timestamp_off_where_it_should_round() {
    let mut document = vec![0xc1, 0xfb];
    document.extend(1_732_377_601.234_f64.to_be_bytes());
    let read = CborCodec::default().create_deserializer(&document);
    let time = { read }.read_timestamp(&prelude::TIMESTAMP).unwrap();
    assert_eq!(time, DateTime::from_millis(1_732_377_601_233));
}

crate::shape! {
    OUTER = Structure "example#Outer";
    inner: "inner" structure,
}

#[test]
fn it_takes_a_structure_that_ends_before_it_begins() {
    let document = [0xa1, 0x65, b'i', b'n', b'n', b'e', b'r'];
    let mut reader = CborCodec::default().create_deserializer(&document);
    let read = reader.read_struct(OUTER.schema(), &mut |member, inner| {
        inner.read_struct(member, &mut |_, _| Ok(()))
    });
    assert!(read.is_ok());
}
