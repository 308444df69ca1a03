//! What is made of what the programs print.

use super::super::measured::read;
use super::*;

const BODIES: &str = "`Put`\tJSON\trequest\t20000\n`Put`\tCBOR\trequest\t30000\n\
                      `List`\tJSON\tresponse\t60600\n`List`\tCBOR\tresponse\t50100\n";
const TIMES: &str = "`Put`\tJSON\t400000\n`Put`\tCBOR\t200000\n\
                     `List`\tJSON\t100000\n`List`\tCBOR\t101234\n";
const ALLOCATIONS: &str = "`Put`\tJSON\t200\t1\n`Put`\tCBOR\t300\t1\n\
                           `List`\tJSON\t4000\t1\n`List`\tCBOR\t3999\t1\n";

fn report() -> Report {
    Report {
        bodies: Body::read(BODIES).unwrap(),
        measured: read(TIMES, ALLOCATIONS).unwrap(),
        sizes: [5_000_000, 5_100_000],
        crates: [1, 11],
    }
}

#[test]
fn each_call_has_its_rows_and_the_program_has_two() {
    let mut report = report();
    for one in report.measured.iter_mut().filter(|one| one.what == "`Put`") {
        one.instructions = Some(one.nanos * 10);
    }
    let expected = "\
|                                   |         JSON |         CBOR | CBOR of JSON |
| --------------------------------- | -----------: | -----------: | -----------: |
| `Put`: request                    |      20.0 kB |      30.0 kB |        150 % |
| `Put`: time                       |     400.0 µs |     200.0 µs |         50 % |
| `Put`: instructions               | 4.00 million | 2.00 million |         50 % |
| `Put`: allocations                |          200 |          300 |        150 % |
| `List`: response                  |      60.6 kB |      50.1 kB |         83 % |
| `List`: time                      |     100.0 µs |     101.2 µs |        101 % |
| `List`: instructions              |            – |            – |            – |
| `List`: allocations               |         4000 |         3999 |        100 % |
| the program, stripped             |      5.00 MB |      5.10 MB |        102 % |
| its crates that the other has not |            1 |           11 |              |";
    assert_eq!(report.table().unwrap().text(), expected);
}

#[test]
fn what_one_protocol_lacks_is_an_error_that_names_it() {
    let problem = |report: Report| report.table().err().unwrap().to_string();
    let mut lacking = report();
    lacking.bodies.pop();
    assert_eq!(problem(lacking), "expected a body of `List` in CBOR");
    let mut lacking = report();
    lacking.measured.remove(0);
    assert_eq!(problem(lacking), "expected a measure of `Put` in JSON");
}

#[test]
fn a_line_that_is_no_body_is_an_error_that_shows_it() {
    let problem = |printed: &str| format!("{:#}", Body::read(printed).unwrap_err());
    assert_eq!(problem("a\tb\t1\n"), r#"expected four fields, found ["a", "b", "1"]"#);
    assert_eq!(
        problem("a\tb\trequest\tx\n"),
        "expected a whole number, found `x`: invalid digit found in string"
    );
}

#[test]
fn crates_that_both_have_are_not_counted_nor_those_with_a_path() {
    let json = "calls-in-json v0.1.0 (/bench/protocols/json)\n\
                cloudwatch-json v0.1.0 (/target/bench/cloudwatch-json)\n\
                aws-smithy-json v0.65.1\nhttp v1.5.0\nhttp v1.5.0 (*)\n";
    let cbor = "calls-in-cbor v0.1.0 (C:\\bench\\protocols\\cbor)\n\
                aws-smithy-cbor v0.64.1\nminicbor v2.3.1\nminicbor v2.3.1 (*)\n\
                minicbor-derive v0.19.0 (proc-macro)\nhttp v1.5.0\n";
    assert_eq!(crates_of_one([json, cbor]), [1, 3]);
    assert_eq!(crates_of_one([json, json]), [0, 0]);
}
