//! What callers can name of a table of `answers!`: a type for each value, the function that begins it, and those of its steps.
//!
//! In come the tokens of the table, as the macro's documentation shows it; out go items and their types.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

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
    items.push((format!("{answer}::{begin}"), format!("fn() -> {first}")));
    items.push((value.clone(), "struct".to_owned()));
    functions(&value, &mut group(tokens)?.stream().into_iter().peekable(), items);
    let mut steps = group(tokens)?.stream().into_iter().peekable();
    while let Some(step) = ident(&mut steps) {
        is_punct(&mut steps, ':').then_some(())?;
        functions(&step, &mut steps, items);
        is_punct(&mut steps, ';').then_some(())?;
    }
    Some(())
}

/// `name("KEY") -> Next, …`
fn functions(of: &str, tokens: &mut Tokens, items: &mut Vec<(String, String)>) {
    while let Some(TokenTree::Ident(_)) = tokens.peek() {
        let (Some(name), Some(entry)) = (ident(tokens), group(tokens)) else { return };
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
        items.push((format!("{of}::{name}"), format!("fn({taken}) -> {next}")));
        is_punct(tokens, ',');
    }
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
