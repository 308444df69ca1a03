//! `src/endpoint.rs`: where requests of the service go.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::endpoint::{
    AuthScheme, Block, Call, Condition, Endpoint, Endpoints, Expr, Holds, Input, InputType,
    Outcome, Part, Rules, Setting, Shared, Step, Value,
};

use super::tokens::{ident, ident_str, inner_doc_line, number, signed_number};

/// The whole file.
pub(super) fn emit(endpoints: &Endpoints) -> TokenStream {
    match endpoints {
        Endpoints::Regional(prefix) => quote! {
            use tinsmith_runtime::endpoint::{self, Endpoint, EndpointError, EndpointParams};

            pub(crate) fn resolve(params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
                endpoint::regional(#prefix, params)
            }
        },
        Endpoints::Rules(rules) => function(rules),
    }
}

fn function(rules: &Rules) -> TokenStream {
    let emitter = Emitter::default();
    let body = emitter.block(&rules.body, true);
    let params = ident_str(if emitter.has_used("params") { "params" } else { "_params" });
    let shared: Vec<TokenStream> =
        rules.shared.iter().map(|shared| emitter.shared(shared)).collect();
    let imports = emitter.imports(&["Endpoint", "EndpointError", "EndpointParams"]);
    let doc = inner_doc_line("The endpoint rules of the service.");
    let tests = (!rules.tests.is_empty()).then(|| quote! { #[cfg(test)] mod tests; });
    quote! {
        #doc

        #tests

        #imports

        pub(crate) fn resolve(#params: &EndpointParams<'_>) -> Result<Endpoint, EndpointError> {
            #body
        }

        #(#shared)*
    }
}

/// What of the runtime's module is imported where it is used.
const IMPORTS: [&str; 5] = ["Arn", "Document", "EndpointAuthScheme", "ParsedUrl", "Partition"];

/// Emits values, and remembers what it needs to be imported.
#[derive(Default)]
pub(super) struct Emitter {
    used: RefCell<BTreeSet<&'static str>>,
}

impl Emitter {
    fn uses(&self, name: &'static str) {
        self.used.borrow_mut().insert(name);
    }

    fn has_used(&self, name: &str) -> bool {
        self.used.borrow().contains(name)
    }

    /// The `use` line for these names of the runtime's module, and for what was used besides.
    pub(super) fn imports(&self, always: &[&'static str]) -> TokenStream {
        let own = self.has_used("self").then(|| quote! { self, });
        let mut names: BTreeSet<&str> = always.iter().copied().collect();
        names.extend(IMPORTS.iter().filter(|name| self.has_used(name)));
        let names = names.into_iter().map(ident_str);
        quote! { use tinsmith_runtime::endpoint::{#own #(#names),*}; }
    }

    /// A function that others call.
    fn shared(&self, shared: &Shared) -> TokenStream {
        let Shared { name, takes_params, inputs, body, .. } = shared;
        let params = takes_params.then(|| quote! { params: &EndpointParams<'_>, });
        let inputs = inputs.iter().map(|Input { variable, ty }| {
            let ty = self.input_type(*ty);
            let name = ident(&variable.name);
            quote! { #name: #ty }
        });
        let (name, body) = (ident(name), self.block(body, true));
        quote! {
            fn #name(#params #(#inputs),*) -> Result<Endpoint, EndpointError> {
                #body
            }
        }
    }

    fn input_type(&self, ty: InputType) -> TokenStream {
        match ty {
            InputType::Text => quote! { &str },
            InputType::Flag => quote! { bool },
            InputType::Texts => quote! { &[&str] },
            InputType::Partition => {
                self.uses("Partition");
                quote! { &Partition }
            }
            InputType::Arn => {
                self.uses("Arn");
                quote! { &Arn<'_> }
            }
            InputType::Url => {
                self.uses("ParsedUrl");
                quote! { ParsedUrl<'_> }
            }
        }
    }

    /// Statements; at the end of the function, an outcome is its value.
    fn block(&self, block: &Block, is_function: bool) -> TokenStream {
        let steps = block.steps.iter().map(|step| self.step(step));
        let no_rule = Outcome::NoRule;
        let end = match &block.end {
            Some(end) if !is_function => self.ending(end),
            end if is_function => self.outcome(end.as_ref().unwrap_or(&no_rule)),
            _ => TokenStream::new(),
        };
        quote! { #(#steps)* #end }
    }

    fn step(&self, step: &Step) -> TokenStream {
        match step {
            Step::Let(variable, value) => {
                let (name, value) = (ident(&variable.name), self.expr(value));
                quote! { let #name = #value; }
            }
            Step::Demand(value) => {
                let value = self.expr(value);
                quote! { #value; }
            }
            Step::LetElse(variable, value, otherwise) => {
                let (name, value) = (ident(&variable.name), self.operand(value));
                let otherwise = self.block(otherwise, false);
                quote! { let Some(#name) = #value else { #otherwise }; }
            }
            Step::If(conditions, body) => {
                let is_alone = conditions.len() == 1;
                let conditions = conditions.iter().map(|condition| match condition {
                    Condition::Holds(fact) if is_alone => self.expr(fact),
                    condition => self.condition(condition),
                });
                let body = self.block(body, false);
                quote! { if #(#conditions)&&* { #body } }
            }
            Step::Either(conditions, body, other) => {
                let choice = Step::If(conditions.clone(), body.clone());
                let choice = self.step(&choice);
                let is_choice = other.end.is_none()
                    && matches!(other.steps.as_slice(), [Step::If(..) | Step::Either(..)]);
                let other = self.block(other, false);
                if is_choice {
                    quote! { #choice else #other }
                } else {
                    quote! { #choice else { #other } }
                }
            }
        }
    }

    fn condition(&self, condition: &Condition) -> TokenStream {
        match condition {
            Condition::Holds(fact) => self.operand(fact),
            Condition::Bind(variable, value) => {
                let (name, value) = (ident(&variable.name), self.expr(value));
                quote! { let Some(#name) = #value }
            }
        }
    }

    fn ending(&self, outcome: &Outcome) -> TokenStream {
        let outcome = self.outcome(outcome);
        quote! { return #outcome; }
    }

    fn outcome(&self, outcome: &Outcome) -> TokenStream {
        match outcome {
            Outcome::NoRule => quote! { Err(EndpointError::no_rule()) },
            Outcome::Call(call) => self.call(call),
            Outcome::Error(text) => {
                self.uses("self");
                let text = self.argument(text);
                quote! { endpoint::refuse(#text) }
            }
            Outcome::Endpoint(endpoint) => {
                self.uses("self");
                let url = self.owned(&endpoint.url);
                let more = self.more(endpoint);
                if more.is_empty() {
                    return quote! { endpoint::at(#url) };
                }
                quote! { Ok(endpoint::at(#url)?.into_builder() #more .build()) }
            }
        }
    }

    fn call(&self, call: &Call) -> TokenStream {
        let name = ident(&call.name);
        let params = call.takes_params.then(|| {
            self.uses("params");
            quote! { params, }
        });
        let inputs = call.inputs.iter().map(|variable| {
            let name = ident(&variable.name);
            match variable.holds {
                Holds::Borrowed | Holds::LentArn => quote! { #name },
                Holds::Text | Holds::List | Holds::Arn => quote! { &#name },
            }
        });
        quote! { #name(#params #(#inputs),*) }
    }

    /// What goes with a URL, as calls of the builder.
    pub(super) fn more(&self, endpoint: &Endpoint) -> TokenStream {
        let schemes = endpoint.auth_schemes.iter().map(|AuthScheme { name, settings }| {
            self.uses("EndpointAuthScheme");
            let (name, count) = (self.owned(name), number(settings.len() as u64));
            let settings = settings.iter().map(|(key, value)| {
                let value = self.value(value);
                quote! { .put(#key, #value) }
            });
            quote! {
                .auth_scheme(EndpointAuthScheme::with_capacity(#name, #count) #(#settings)*)
            }
        });
        let properties = endpoint.properties.iter().map(|(key, value)| {
            let value = self.value(value);
            quote! { .property(#key, #value) }
        });
        let headers = endpoint.headers.iter().map(|(name, value)| {
            let value = self.owned(value);
            quote! { .header(#name, #value) }
        });
        quote! { #(#schemes)* #(#properties)* #(#headers)* }
    }

    /// The value of a property, as something that becomes a `Document`.
    fn value(&self, value: &Value) -> TokenStream {
        match value {
            Value::Expr(expr) => self.argument(expr),
            Value::Number(value) => {
                let value = Literal::i64_suffixed(*value);
                quote! { #value }
            }
            Value::List(values) => {
                self.uses("Document");
                let values = values.iter().map(|value| self.document(value));
                quote! { vec![#(#values),*] }
            }
            Value::Object(members) => {
                self.uses("Document");
                let members = members.iter().map(|(key, value)| {
                    let value = self.document(value);
                    quote! { (#key.to_owned(), #value) }
                });
                quote! { Document::Object([#(#members),*].into()) }
            }
        }
    }

    /// The value of a property as a `Document`.
    fn document(&self, value: &Value) -> TokenStream {
        let found = self.value(value);
        match value {
            Value::Object(_) => found,
            _ => quote! { Document::from(#found) },
        }
    }

    /// A string that outlives the function: text of the rules, or a copy.
    fn owned(&self, expr: &Expr) -> TokenStream {
        let value = self.expr(expr);
        match expr {
            Expr::Text(_) | Expr::Format(_) => value,
            Expr::Variable(_) if expr.is_owned() => quote! { #value.clone() },
            _ if expr.is_owned() => value,
            _ => {
                let value = self.operand(expr);
                quote! { #value.to_owned() }
            }
        }
    }

    /// A value for a function that takes `&str`, or takes a list.
    fn borrowed(&self, expr: &Expr) -> TokenStream {
        if let Expr::Field(of, field) = expr
            && *field == RESOURCE_ID
        {
            let (of, name) = (self.operand(of), ident_str(field));
            return quote! { &#of.#name };
        }
        let value = self.expr(expr);
        if expr.is_owned() {
            quote! { &#value }
        } else {
            value
        }
    }

    /// A value for a function that takes strings of either kind.
    fn argument(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Variable(_) if expr.is_owned() => self.owned(expr),
            _ => self.expr(expr),
        }
    }

    /// A value beside `&&` or `else`, behind `!`, or before a `.`.
    fn operand(&self, expr: &Expr) -> TokenStream {
        let value = self.expr(expr);
        if matches!(expr, Expr::Either(..) | Expr::Any(_)) {
            quote! { (#value) }
        } else {
            value
        }
    }

    fn expr(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Text(text) => quote! { #text },
            Expr::Bool(value) => quote! { #value },
            Expr::Texts(texts) => quote! { &[#(#texts),*] },
            Expr::Format(parts) => self.format(parts),
            Expr::Variable(variable) => {
                let name = ident(&variable.name);
                quote! { #name }
            }
            Expr::Setting(setting) => self.setting(setting),
            Expr::Required(setting) => self.required(setting),
            Expr::Field(of, field) => {
                let (of, name) = (self.operand(of), ident_str(field));
                let slice = (*field == RESOURCE_ID).then(|| quote! { .as_slice() });
                quote! { #of.#name #slice }
            }
            Expr::Item(list, index) => {
                self.uses("self");
                let (list, index) = (self.borrowed(list), signed_number(*index));
                quote! { endpoint::item(#list, #index) }
            }
            Expr::Substring { text, start, end, is_from_end } => {
                self.uses("self");
                let name = ident_str(if *is_from_end { "substring_from_end" } else { "substring" });
                let (text, start, end) = (self.borrowed(text), number(*start), number(*end));
                quote! { endpoint::#name(#text, #start..#end) }
            }
            Expr::Split { text, delimiter, limit } => {
                self.uses("self");
                let (text, delimiter) = (self.borrowed(text), self.borrowed(delimiter));
                let limit = number(*limit);
                quote! { endpoint::split(#text, #delimiter, #limit) }
            }
            Expr::Call(function, text) => {
                self.uses("self");
                let (name, text) = (ident_str(function.name()), self.borrowed(text));
                quote! { endpoint::#name(#text) }
            }
            Expr::IsSet(value) => {
                let value = self.operand(value);
                quote! { #value.is_some() }
            }
            Expr::Not(value) => self.not(value),
            Expr::Equal(one, other) if is_empty(other) => {
                let one = self.compared(one);
                quote! { #one.is_empty() }
            }
            Expr::Equal(one, other) => self.comparison(one, other, true),
            Expr::Any(facts) => {
                let facts = facts.iter().map(|fact| self.operand(fact));
                quote! { #(#facts)||* }
            }
            Expr::OneOf(value, texts) => {
                let value = self.expr(value);
                quote! { matches!(#value, #(#texts)|*) }
            }
            Expr::Or(one, other) => {
                let (one, other) = (self.first(one), self.side(other));
                quote! { #one.or(#other) }
            }
            Expr::OrElse(one, other) => {
                let (one, other) = (self.first(one), self.side(other));
                quote! { #one.unwrap_or(#other) }
            }
            Expr::Either(condition, one, other) => {
                let condition = self.expr(condition);
                let (one, other) = (self.side(one), self.side(other));
                quote! { if #condition { #one } else { #other } }
            }
            Expr::Some(value) => {
                let value = self.expr(value);
                quote! { Some(#value) }
            }
        }
    }

    /// One of several values of which one is taken. All of them are borrowed, but for ARNs.
    fn side(&self, expr: &Expr) -> TokenStream {
        if let Expr::Some(value) = expr {
            let value = self.side(value);
            return quote! { Some(#value) };
        }
        let value = self.expr(expr);
        match expr {
            Expr::Variable(variable) => match variable.holds {
                Holds::Borrowed => value,
                Holds::Text => quote! { #value.as_str() },
                Holds::List => quote! { #value.as_slice() },
                Holds::Arn | Holds::LentArn => quote! { #value.clone() },
            },
            _ => value,
        }
    }

    /// The first of several values, of which a method gives the one that is taken.
    fn first(&self, expr: &Expr) -> TokenStream {
        if matches!(expr, Expr::Either(..)) { self.operand(expr) } else { self.side(expr) }
    }

    /// Whether two values are equal, or are not. Of negated ones, the values themselves are compared.
    fn comparison(&self, one: &Expr, other: &Expr, is_equal: bool) -> TokenStream {
        match (one, other) {
            (Expr::Not(one), other) => self.comparison(one, other, !is_equal),
            (one, Expr::Not(other)) => self.comparison(one, other, !is_equal),
            _ => {
                let (one, other) = (self.compared(one), self.compared(other));
                if is_equal {
                    quote! { #one == #other }
                } else {
                    quote! { #one != #other }
                }
            }
        }
    }

    /// A side of a comparison; text that may be missing is compared borrowed.
    fn compared(&self, expr: &Expr) -> TokenStream {
        let value = self.operand(expr);
        match expr {
            Expr::Some(inner) if inner.is_owned() => {
                let inner = self.operand(inner);
                quote! { Some(#inner.as_str()) }
            }
            // Comparisons stand in no chain.
            Expr::Equal(..) | Expr::Not(_) => quote! { (#value) },
            _ => value,
        }
    }

    fn not(&self, value: &Expr) -> TokenStream {
        match value {
            Expr::IsSet(value) => {
                let value = self.operand(value);
                quote! { #value.is_none() }
            }
            Expr::Equal(one, other) if !is_empty(other) => self.comparison(one, other, false),
            other => {
                let value = self.operand(other);
                quote! { !#value }
            }
        }
    }

    fn setting(&self, setting: &Setting) -> TokenStream {
        self.uses("params");
        match setting {
            Setting::Field(field) => {
                let field = ident_str(field);
                quote! { params.#field }
            }
            Setting::Flag(name) => quote! { params.flag(#name) },
            Setting::Text(name) => quote! { params.text(#name) },
            Setting::Texts(name) => quote! { params.texts(#name) },
        }
    }

    fn required(&self, setting: &Setting) -> TokenStream {
        let value = self.setting(setting);
        match setting {
            Setting::Field("region") => quote! { #value.ok_or_else(EndpointError::no_region)? },
            Setting::Field(name) => {
                quote! { #value.ok_or_else(|| EndpointError::missing(#name))? }
            }
            Setting::Flag(name) | Setting::Text(name) | Setting::Texts(name) => {
                quote! { #value.ok_or_else(|| EndpointError::missing(#name))? }
            }
        }
    }

    /// `format!`, with variables inside the string and other values behind it.
    fn format(&self, parts: &[Part]) -> TokenStream {
        let mut text = String::new();
        let mut values = Vec::new();
        for part in parts {
            match part {
                Part::Literal(literal) => {
                    text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                Part::Value(Expr::Variable(variable)) => {
                    // Without the `r#` of a keyword, which a template does not take.
                    text.push_str(&format!("{{{}}}", variable.name));
                }
                Part::Value(value) => {
                    text.push_str("{}");
                    values.push(self.expr(value));
                }
            }
        }
        quote! { format!(#text #(, #values)*) }
    }
}

/// The field of an ARN that is a list.
const RESOURCE_ID: &str = "resource_id";

fn is_empty(expr: &Expr) -> bool {
    matches!(expr, Expr::Text(text) if text.is_empty())
}
