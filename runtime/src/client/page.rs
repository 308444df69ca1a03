//! One page of many, and the way to the next.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use super::{Request, Response};

/// A response that is one page of many; `E` is the error of its operation, which tells operations with the same response apart.
pub trait Page<E>: Response + Sized {
    /// The request of the operation.
    type Request: Request + Clone;

    /// Changes the request that gave this page into the one for the next.
    fn advance(&self, request: &mut Self::Request) -> Next;
}

/// A page whose items the model names.
pub trait PageItems<E>: Page<E> {
    /// The items: a list, or a map, whose items are its entries.
    type Items: IntoIterator<Item: Send + 'static, IntoIter: Send> + Send + 'static;

    /// Gives the items of this page; none if the response has no such member.
    fn into_items(self) -> Self::Items;
}

/// What follows a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another page, which the changed request asks for.
    Page,
    /// Nothing: there is no token.
    End,
    /// The same page again: its token is the one that was sent for this page.
    Repeated,
}

impl Next {
    /// Takes what became of every token of the operation.
    #[must_use]
    pub fn of<const N: usize>(tokens: [Carried; N]) -> Self {
        if !tokens.iter().any(|token| token.found) {
            Self::End
        } else if !tokens.iter().any(|token| token.changed) {
            Self::Repeated
        } else {
            Self::Page
        }
    }
}

/// What became of one token.
#[derive(Clone, Copy, Debug)]
pub struct Carried {
    found: bool,
    changed: bool,
}

/// Carries a token from a response over to the next request.
///
/// One that is absent or empty is taken out of the request: of several, not every one has to go on.
pub fn carry<T: Token>(found: Option<&T>, sent: &mut Option<T>) -> Carried {
    carry_enum(found.filter(|token| !token.is_empty()), sent)
}

/// As [`carry`], for a token that is an enum, which is never empty.
pub fn carry_enum<T: Clone + PartialEq>(found: Option<&T>, sent: &mut Option<T>) -> Carried {
    let carried = Carried { found: found.is_some(), changed: found != sent.as_ref() };
    *sent = found.cloned();
    carried
}

/// What a token can be: a string or, rarely, a map or a number.
pub trait Token: Clone + PartialEq {
    /// Whether the token says that there is nothing more.
    fn is_empty(&self) -> bool;
}

impl Token for String {
    #[inline]
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V, S> Token for HashMap<K, V, S>
where
    K: Clone + Eq + Hash,
    V: Clone + PartialEq,
    S: Clone + BuildHasher,
{
    #[inline]
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Zero is where a service starts to count, so it leads nowhere.
impl Token for i32 {
    #[inline]
    fn is_empty(&self) -> bool {
        *self == 0
    }
}

/// As for `i32`.
impl Token for i64 {
    #[inline]
    fn is_empty(&self) -> bool {
        *self == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    /// What follows, and the token that the next request has.
    fn turned(found: Option<&str>, sent: Option<&str>) -> (Next, Option<String>) {
        let mut request = sent.map(str::to_owned);
        let next = Next::of([carry(found.map(str::to_owned).as_ref(), &mut request)]);
        (next, request)
    }

    #[test]
    fn a_new_token_leads_to_the_next_page() {
        assert_eq!(turned(Some("b"), None), (Next::Page, token("b")));
        assert_eq!(turned(Some("b"), Some("a")), (Next::Page, token("b")));
    }

    #[test]
    fn without_a_token_there_is_no_next_page() {
        assert_eq!(turned(None, None), (Next::End, None));
        assert_eq!(turned(None, Some("a")), (Next::End, None));
        assert_eq!(turned(Some(""), Some("a")), (Next::End, None));
        assert_eq!(turned(Some(""), Some("")), (Next::End, None));
    }

    #[test]
    fn the_token_that_was_sent_is_repeated() {
        assert_eq!(turned(Some("a"), Some("a")), (Next::Repeated, token("a")));
    }

    #[test]
    fn of_several_tokens_one_is_enough_to_go_on_and_the_others_are_taken_out() {
        let (mut key, mut version) = (token("k"), token("v"));
        let next = Next::of([carry(token("k2").as_ref(), &mut key), carry(None, &mut version)]);
        assert_eq!((next, key, version), (Next::Page, token("k2"), None));
    }

    #[test]
    fn several_tokens_are_repeated_only_together() {
        let (mut key, mut version) = (token("k"), token("v"));
        let next = Next::of([
            carry(token("k").as_ref(), &mut key),
            carry(token("v2").as_ref(), &mut version),
        ]);
        assert_eq!((next, &key, &version), (Next::Page, &token("k"), &token("v2")));
        let next = Next::of([
            carry(token("k").as_ref(), &mut key),
            carry(token("v2").as_ref(), &mut version),
        ]);
        assert_eq!(next, Next::Repeated);
        // The token that is gone is a change, though the other one is the same.
        let next = Next::of([carry(token("k").as_ref(), &mut key), carry(None, &mut version)]);
        assert_eq!((next, key, version), (Next::Page, token("k"), None));
    }

    #[test]
    fn a_number_is_a_token_and_zero_is_the_end() {
        let mut sent = None;
        assert_eq!(Next::of([carry(Some(&7_i32), &mut sent)]), Next::Page);
        assert_eq!(Next::of([carry(Some(&7), &mut sent)]), Next::Repeated);
        assert_eq!(Next::of([carry(Some(&0), &mut sent)]), Next::End);
        assert_eq!(sent, None);
        assert_eq!(Next::of([carry(Some(&0_i64), &mut Some(7))]), Next::End);
    }

    #[test]
    fn an_enum_is_a_token_whatever_its_value() {
        let mut sent = Some('a');
        assert_eq!(Next::of([carry_enum(Some(&'a'), &mut sent)]), Next::Repeated);
        assert_eq!(Next::of([carry_enum(Some(&'b'), &mut sent)]), Next::Page);
        assert_eq!(Next::of([carry_enum(None, &mut sent)]), Next::End);
        assert_eq!(sent, None);
    }

    #[test]
    fn a_map_is_a_token_too() {
        let key = HashMap::from([("id", 1)]);
        let mut sent = None;
        assert_eq!(Next::of([carry(Some(&key), &mut sent)]), Next::Page);
        assert_eq!(Next::of([carry(Some(&key), &mut sent)]), Next::Repeated);
        assert_eq!(Next::of([carry(Some(&HashMap::new()), &mut sent)]), Next::End);
        assert_eq!(sent, None);
    }
}
