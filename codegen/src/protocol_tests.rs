//! Protocol tests: the cases of `smithy.test#httpRequestTests` and `smithy.test#httpResponseTests`, for the operations that a crate has.
//!
//! Values are of the crate's own types. The case of an error is a test of the first operation that can end with it, so this comes after the slice.
//!
//! Terms follow the Smithy specification, "HTTP protocol compliance tests".
//!
//! * `case`: a case, but for its parameters.
//! * `maps`: where entries of maps are in a document of XML.
//! * `value`: parameters to values of the types that members have.
//! * `stand_in`: a request for the cases that are about a response, where no case is about one.

mod case;
mod maps;
mod stand_in;
mod value;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, LeftOut};
use crate::ir::Crate;
use crate::ir::item::Item;
use crate::ir::operation::Operation;
use crate::ir::protocol_test::{
    Expected, OperationTests, ProtocolTest, ProtocolTests, Rest, Value,
};
use crate::naming::RustIdent;
use crate::naming::free::free_name;
use crate::naming::words::value_name;
use crate::smithy::traits::{HTTP_REQUEST_TESTS, HTTP_RESPONSE_TESTS};
use crate::smithy::{Model, Node, ShapeId};

use self::case::{Case, Problems};

/// The protocol tests of a crate.
pub fn of(krate: &Crate, model: &Model, diagnostics: &mut Diagnostics) -> ProtocolTests {
    let mut reader = Reader {
        krate,
        model,
        diagnostics,
        requests: BTreeSet::new(),
        responses: BTreeSet::new(),
        errors: BTreeSet::new(),
    };
    let operations: Vec<OperationTests> =
        krate.operations.iter().filter_map(|operation| reader.operation(operation)).collect();
    let compared = compared(krate, &operations);
    ProtocolTests { operations, compared }
}

struct Reader<'r> {
    krate: &'r Crate,
    model: &'r Model,
    diagnostics: &'r mut Diagnostics,
    /// The ids of request cases: no two may share one.
    requests: BTreeSet<String>,
    /// The same of response cases; a request and a response may.
    responses: BTreeSet<String>,
    /// Errors whose cases are tests already.
    errors: BTreeSet<ShapeId>,
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) -> Option<OperationTests> {
        let mut tests = self.requests(operation);
        tests.extend(self.responses(operation));
        for error in &operation.errors {
            if self.errors.insert(error.ty.shape.clone()) {
                tests.extend(self.errors(&error.ty.shape, &error.variant));
            }
        }
        if tests.is_empty() {
            return None;
        }
        give_own_names(&mut tests);
        // What the model's own cases send can be sent; where a request goes can depend on what is in it.
        let smallest = tests
            .iter()
            .filter_map(|test| test.request.as_ref())
            .min_by_key(|request| members_set(request));
        let stand_in =
            smallest.cloned().unwrap_or_else(|| stand_in::of(self.krate, &operation.input.shape));
        Some(OperationTests {
            operation: operation.shape.clone(),
            module: operation.module.clone(),
            stand_in,
            tests,
        })
    }

    fn requests(&mut self, operation: &Operation) -> Vec<ProtocolTest> {
        let (krate, model, input) = (self.krate, self.model, &operation.input.shape);
        self.cases(&operation.shape, HTTP_REQUEST_TESTS, |case, problems| {
            let mut expected = Box::new(case.request(problems)?);
            let request = value::written(krate, input, case.params(), problems)?;
            expected.map_entries =
                maps::entries(model, krate.service.protocol, input, case.params());
            Some((Some(request), Expected::Request(expected)))
        })
    }

    fn responses(&mut self, operation: &Operation) -> Vec<ProtocolTest> {
        let krate = self.krate;
        let output = &operation.output.shape;
        self.cases(&operation.shape, HTTP_RESPONSE_TESTS, |case, problems| {
            let response = case.response(problems)?;
            let expected = value::read(krate, output, case.params(), problems)?;
            Some((None, Expected::Response(response, expected)))
        })
    }

    fn errors(&mut self, error: &ShapeId, variant: &RustIdent) -> Vec<ProtocolTest> {
        let krate = self.krate;
        self.cases(error, HTTP_RESPONSE_TESTS, |case, problems| {
            let response = case.response(problems)?;
            let expected = value::read(krate, error, case.params(), problems)?;
            Some((None, Expected::Error(response, variant.clone(), expected)))
        })
    }

    /// The cases of one trait, of the crate's protocol and for clients.
    fn cases(
        &mut self,
        shape: &ShapeId,
        name: &'static str,
        read: impl Fn(&Case<'_>, &mut Problems) -> Option<(Option<Value>, Expected)>,
    ) -> Vec<ProtocolTest> {
        let Some(value) = self.model.get(shape).and_then(|shape| shape.traits.get(name)) else {
            return Vec::new();
        };
        let Node::Array(cases) = value else {
            let found = value.kind();
            self.diagnostics
                .shape_error(shape, format!("`{name}`: expected a list of cases, found {found}"));
            return Vec::new();
        };
        let ids = if name == HTTP_REQUEST_TESTS { &mut self.requests } else { &mut self.responses };
        let mut tests = Vec::new();
        for (index, node) in cases.iter().enumerate() {
            let mut problems = Problems::default();
            let case = Case::read(node, name, &mut problems);
            let id = case.as_ref().map(|case| case.id.to_owned());
            if let Some(case) = case
                && case.is_for_clients_of(self.krate.service.protocol)
            {
                if !ids.insert(case.id.to_owned()) {
                    problems.add("id", "another case has the same");
                }
                if let Some((request, expected)) = read(&case, &mut problems) {
                    let (name, id) = (test_name(case.id), case.id.to_owned());
                    tests.push(ProtocolTest { name, id, request, expected });
                }
            }
            // A case is called by its id, or by its place where it has none.
            let called = match id {
                Some(id) => format!("`{name}`, case `{id}`"),
                None => format!("`{name}[{index}]`"),
            };
            for (place, problem) in problems.found {
                let place = if place.is_empty() { place } else { format!("`{place}`: ") };
                self.diagnostics.shape_error(shape, format!("{called}: {place}{problem}"));
            }
            for reason in problems.left_out {
                self.diagnostics.left_out(
                    LeftOut::ProtocolTest,
                    shape,
                    format!("{called}: left out: {reason}"),
                );
            }
        }
        tests
    }
}

/// How many members of a request are set.
fn members_set(request: &Value) -> usize {
    let Value::Structure(structure) = request else { return 0 };
    let set = structure.fields.iter().filter(|field| field.value.is_some()).count();
    match &structure.rest {
        Rest::Made(arguments) => set + arguments.len(),
        _ => set,
    }
}

/// The function of a case, by its id.
fn test_name(id: &str) -> RustIdent {
    let mut name = value_name(id);
    if crate::naming::reserved::is_keyword(&name) {
        name.push('_');
    }
    RustIdent::new(name)
}

/// Sees to it that no two tests of an operation have one name: a response's comes after a request's.
fn give_own_names(tests: &mut [ProtocolTest]) {
    let mut names = BTreeSet::new();
    for test in tests {
        let mut wanted = test.name.to_string();
        if names.contains(&wanted) && !matches!(test.expected, Expected::Request(_)) {
            wanted.push_str("_response");
        }
        test.name = RustIdent::new(free_name(&wanted, "_", |name| names.insert(name.to_owned())));
    }
}

/// The types that the outputs and errors of these tests are made of.
fn compared(krate: &Crate, operations: &[OperationTests]) -> BTreeSet<ShapeId> {
    let mut pending: Vec<ShapeId> = Vec::new();
    for tests in operations {
        for test in &tests.tests {
            if let Expected::Response(_, value) | Expected::Error(_, _, value) = &test.expected
                && let Value::Structure(structure) = value
            {
                pending.push(structure.ty.shape.clone());
            }
        }
    }
    let mut reached = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if reached.insert(id.clone()) {
            let types = krate.items.get(&id).map(Item::member_types).unwrap_or_default();
            pending.extend(types.iter().flat_map(|ty| ty.named()).map(|named| named.shape.clone()));
        }
    }
    reached
}
