//! What callers can name of a table of `answers!`: a type for each value, the function that begins it, and the calls that follow.
//!
//! The types of the steps between two calls are hidden, so what counts are the functions in their order.

use std::collections::BTreeMap;
use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

/// How the type of what begins an answer is written: `calls place(value).name(value); then more(value)`.
const CALLS: &str = "calls ";
/// Between the calls, of which each way is one, and the functions that may follow.
const THEN: &str = "; then ";
const OR: &str = " or ";

/// A function with what it takes, and the type that it leads to.
type Function = (String, String);

/// The items of a table; none where it is not read as one.
pub(super) fn items(table: &TokenStream) -> Vec<(String, String)> {
    let mut items = Vec::new();
    let mut tokens = table.clone().into_iter().peekable();
    let Some(answer) = ident(&mut tokens) else { return items };
    // Whether it is hidden.
    _ = tokens.next();
    while tokens.peek().is_some() {
        let Some(()) = value(&answer, &mut tokens, &mut items) else { return Vec::new() };
    }
    items
}

/// Whether every call that could be written is still written so, where both begin an answer.
pub(super) fn go_on(before: &str, after: &str) -> bool {
    let read = |ty: &str| -> Option<(Vec<Vec<String>>, Vec<String>)> {
        let (ways, options) = ty.strip_prefix(CALLS)?.split_once(THEN)?;
        let split = |text: &str, by: &str| -> Vec<String> {
            text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let ways = ways.split(OR).map(|way| split(way, ".")).collect();
        Some((ways, split(options, ", ")))
    };
    let (Some((old, more)), Some((new, options))) = (read(before), read(after)) else {
        return false;
    };
    let is_one = |call: &String| options.contains(call);
    let goes_on = |way: &Vec<String>| {
        new.iter()
            .any(|new| way.strip_prefix(new.as_slice()).is_some_and(|rest| rest.iter().all(is_one)))
    };
    old.iter().all(goes_on) && more.iter().all(is_one)
}

/// `#[doc] Value = "VALUE": begin -> First { options } { steps }`
fn value(answer: &str, tokens: &mut Tokens, items: &mut Vec<(String, String)>) -> Option<()> {
    while is_punct(tokens, '#') {
        group(tokens)?;
    }
    let value = ident(tokens)?;
    // The sign and the text.
    tokens.nth(1)?;
    is_punct(tokens, ':').then_some(())?;
    let begin = ident(tokens)?;
    let first = next(tokens)?;
    let options = functions(&value, &mut group(tokens)?.stream().into_iter().peekable());
    let options: Vec<String> = options.into_iter().map(|(call, _)| call).collect();
    let mut steps = BTreeMap::new();
    let mut listed = group(tokens)?.stream().into_iter().peekable();
    while let Some(step) = ident(&mut listed) {
        is_punct(&mut listed, ':').then_some(())?;
        let functions = functions(&step, &mut listed);
        is_punct(&mut listed, ';').then_some(())?;
        steps.insert(step, functions);
    }
    let mut all = Vec::new();
    ways(&first, &steps, &mut Vec::new(), &mut all);
    let (ways, options) = (all.join(OR), options.join(", "));
    items.push((format!("{answer}::{begin}"), format!("{CALLS}{ways}{THEN}{options}")));
    items.push((value, "struct".to_owned()));
    Some(())
}

/// The ways from a step to the value, each as the calls that it takes.
fn ways(
    step: &str,
    steps: &BTreeMap<String, Vec<Function>>,
    calls: &mut Vec<String>,
    all: &mut Vec<String>,
) {
    let Some(functions) = steps.get(step) else {
        all.push(calls.join("."));
        return;
    };
    for (call, next) in functions {
        // One that leads back to its step adds to it.
        if next != step && !calls.contains(call) {
            calls.push(call.clone());
            ways(next, steps, calls, all);
            calls.pop();
        }
    }
}

/// `name("KEY") -> Next, …`
fn functions(of: &str, tokens: &mut Tokens) -> Vec<Function> {
    let mut functions = Vec::new();
    while let Some(TokenTree::Ident(_)) = tokens.peek() {
        let (Some(name), Some(entry)) = (ident(tokens), group(tokens)) else { break };
        let has = |sign: char| {
            let mut tokens = entry.stream().into_iter();
            tokens.any(|token| matches!(token, TokenTree::Punct(found) if found.as_char() == sign))
        };
        let taken = match (has('='), has('*')) {
            (true, _) => "",
            (_, true) => "name, value",
            _ => "value",
        };
        let next = next(tokens).unwrap_or_else(|| of.to_owned());
        functions.push((format!("{name}({taken})"), next));
        is_punct(tokens, ',');
    }
    functions
}

/// `-> Next`
fn next(tokens: &mut Tokens) -> Option<String> {
    (is_punct(tokens, '-') && is_punct(tokens, '>')).then(|| ident(tokens))?
}

fn ident(tokens: &mut Tokens) -> Option<String> {
    match tokens.next()? {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

fn group(tokens: &mut Tokens) -> Option<Group> {
    match tokens.next()? {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => Some(group),
        _ => None,
    }
}

/// Takes a sign if it comes next.
fn is_punct(tokens: &mut Tokens, sign: char) -> bool {
    let is_it =
        |token: &TokenTree| matches!(token, TokenTree::Punct(found) if found.as_char() == sign);
    tokens.next_if(is_it).is_some()
}
