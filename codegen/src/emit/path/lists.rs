//! Lists: iterators from a field on, one adapter for each part of the expression.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::path::{Expr, Node, Type};

use super::code::{Code, Form, Level};
use super::condition::test_inside;
use super::{Paths, name_of};
use crate::emit::tokens::{ident_str, number};

/// A list taken apart.
struct Pipeline<'e> {
    /// What is there without an expression making it: a field, for one.
    source: &'e Expr,
    /// The adapters behind its iterator.
    adapters: TokenStream,
}

impl Paths {
    fn pipeline<'e>(&self, list: &'e Expr) -> Pipeline<'e> {
        let item = &self.item;
        match &list.node {
            Node::Project { list, each } => {
                let Pipeline { source, adapters } = self.pipeline(list);
                if matches!(each.node, Node::Item { .. }) {
                    // Nothing but what is absent is left out.
                    return Pipeline { source, adapters: quote! { #adapters.flatten() } };
                }
                let made = self.each(each);
                let method = ident_str(if made.nullable { "filter_map" } else { "map" });
                let made = made.tokens;
                Pipeline { source, adapters: quote! { #adapters.#method(|#item| #made) } }
            }
            Node::Filter { list, keep } => {
                let Pipeline { source, adapters } = self.pipeline(list);
                let (parameter, keep) = (self.parameter(list), self.condition(keep));
                Pipeline { source, adapters: quote! { #adapters.filter(|#parameter| #keep) } }
            }
            Node::Flatten(list) => {
                if let Node::Project { list, each } = &list.node
                    && !matches!(each.node, Node::Item { .. })
                    && let made = self.each(each)
                    && !made.nullable
                {
                    let Pipeline { source, adapters } = self.pipeline(list);
                    let made = made.tokens;
                    return Pipeline {
                        source,
                        adapters: quote! { #adapters.flat_map(|#item| #made) },
                    };
                }
                let Pipeline { source, adapters } = self.pipeline(list);
                Pipeline { source, adapters: quote! { #adapters.flatten() } }
            }
            _ => Pipeline { source: list, adapters: TokenStream::new() },
        }
    }

    /// What a projection makes of an element: a list as an iterator if an expression makes it.
    fn each(&self, each: &Expr) -> Code {
        match &each.node {
            Node::Project { .. }
            | Node::Filter { .. }
            | Node::Flatten(_)
            | Node::Keys(_)
            | Node::Values(_)
            | Node::Several(_) => self.of_iterator(each, &|iterator| Code::atom(iterator)),
            _ => self.value(each),
        }
    }

    /// The parameter of a closure that `filter` hands a reference to the element.
    fn parameter(&self, list: &Expr) -> TokenStream {
        let item = &self.item;
        match &list.ty {
            Type::List(element, false) if matches!(**element, Type::Structure(_)) => {
                quote! { #item }
            }
            _ => quote! { &#item },
        }
    }

    /// An iterator over the elements; of a list that is not there, over none.
    pub(super) fn iterator(&self, list: &Expr) -> Code {
        let Pipeline { source, adapters } = self.pipeline(list);
        if !source.nullable {
            let iterator = self.start(source, None);
            return Code::atom(quote! { #iterator #adapters });
        }
        let (outer, of) = match &source.node {
            Node::Keys(of) | Node::Values(of) => (self.access(of), Some(&**of)),
            _ => (self.access(source), None),
        };
        let place = outer.operand(Level::Postfix);
        let options = if outer.form == Form::Place {
            quote! { #place.iter() }
        } else {
            quote! { #place.into_iter() }
        };
        let all = match of {
            Some(of) => {
                let name = name_of(of);
                let iterator = self.start(source, Some(&quote! { #name }));
                quote! { #options.flat_map(|#name| #iterator) }
            }
            None => quote! { #options.flatten() },
        };
        Code::atom(quote! { #all #adapters })
    }

    /// What `finish` makes of an iterator over the elements; nothing of a list that is not there.
    pub(super) fn of_iterator(&self, list: &Expr, finish: &dyn Fn(TokenStream) -> Code) -> Code {
        let Pipeline { source, adapters } = self.pipeline(list);
        let start = |name: Option<&TokenStream>| {
            let iterator = self.start(source, name);
            finish(quote! { #iterator #adapters })
        };
        match self.absent(source) {
            None => start(None),
            Some((outer, of)) => self.bound(&outer, of, &|name| start(Some(name))),
        }
    }

    /// Whether there is an element of some sort, or (`expected` is `false`) none, as `finish` asks an iterator; `absent` of a list that is not there.
    pub(super) fn of_elements(
        &self,
        list: &Expr,
        expected: bool,
        absent: bool,
        finish: &dyn Fn(TokenStream) -> Code,
    ) -> Code {
        // No list has no elements, of which `any` says `false`.
        if absent != expected {
            return finish(self.iterator(list).tokens);
        }
        let Pipeline { source, adapters } = self.pipeline(list);
        let start = |name: Option<&TokenStream>| {
            let iterator = self.start(source, name);
            finish(quote! { #iterator #adapters })
        };
        match self.absent(source) {
            None => start(None),
            Some((outer, of)) => {
                let name = name_of(of);
                let test = start(Some(&quote! { #name }));
                test_inside(&outer, &quote! { #name }, &test.tokens, absent)
            }
        }
    }

    /// What a source is made of, if that may be absent.
    fn absent<'e>(&self, source: &'e Expr) -> Option<(Code, &'e Expr)> {
        let of = match &source.node {
            Node::Keys(of) | Node::Values(of) => of,
            _ => source,
        };
        source.nullable.then(|| (self.access(of).referenced(), of))
    }

    /// The iterator over a source that is there; `name` is what a closure calls it.
    fn start(&self, source: &Expr, name: Option<&TokenStream>) -> TokenStream {
        let place = |expr: &Expr| match name {
            Some(name) => name.clone(),
            None => self.access(expr).operand(Level::Postfix),
        };
        match &source.node {
            Node::Several(elements) => {
                let is_nullable = elements.iter().any(|element| element.nullable);
                let elements = elements.iter().map(|element| {
                    let code = self.each(element);
                    let tokens = code.tokens;
                    if is_nullable && !code.nullable {
                        quote! { Some(#tokens) }
                    } else {
                        tokens
                    }
                });
                quote! { [#(#elements),*].into_iter() }
            }
            Node::Keys(of) => {
                let map = place(of);
                quote! { #map.keys() }
            }
            Node::Values(of) => {
                let map = place(of);
                quote! { #map.values() }
            }
            _ => {
                let list = place(source);
                quote! { #list.iter() }
            }
        }
    }

    /// How many there are.
    pub(super) fn length(&self, of: &Expr) -> Code {
        let length = |of: &TokenStream| Code::atom(quote! { #of.len() });
        match (&of.node, &of.ty) {
            (Node::Keys(map) | Node::Values(map), _) => self.length(map),
            _ if is_made(of) => {
                self.of_iterator(of, &|iterator| Code::atom(quote! { #iterator.count() }))
            }
            (_, Type::Text | Type::Enum) => {
                let text = self.value(of);
                self.bound(&text, of, &|text| Code::atom(quote! { #text.chars().count() }))
            }
            _ => {
                let outer = self.access(of);
                if outer.nullable {
                    return self.bound(&outer.referenced(), of, &length);
                }
                length(&outer.operand(Level::Postfix))
            }
        }
    }

    /// An element of a list.
    pub(super) fn element(&self, of: &Expr, index: i32) -> Code {
        let at = number(u64::from(index.unsigned_abs()));
        if is_made(of) {
            let call = match index {
                0 => quote! { next() },
                1.. => quote! { nth(#at) },
                _ => quote! { next_back() },
            };
            let form = if of.yields_values() { Form::Value } else { Form::Reference };
            let found = match &of.node {
                Node::Filter { list, keep } if index == 0 => {
                    let iterator = self.iterator(list).tokens;
                    let (parameter, keep) = (self.parameter(list), self.condition(keep));
                    quote! { #iterator.find(|#parameter| #keep) }
                }
                _ => {
                    let iterator = self.iterator(of).tokens;
                    quote! { #iterator.#call }
                }
            };
            return Code { nullable: true, form, ..Code::atom(found) };
        }
        let call = match index {
            0 => quote! { first() },
            1.. => quote! { get(#at) },
            _ => quote! { last() },
        };
        let get =
            |list: &TokenStream| Code { nullable: true, ..Code::reference(quote! { #list.#call }) };
        let outer = self.access(of);
        if outer.nullable {
            return self.bound(&outer.referenced(), of, &get);
        }
        get(&outer.operand(Level::Postfix))
    }
}

/// Whether an expression makes the list, so that there is none to borrow.
pub(super) fn is_made(list: &Expr) -> bool {
    matches!(
        list.node,
        Node::Project { .. }
            | Node::Filter { .. }
            | Node::Flatten(_)
            | Node::Several(_)
            | Node::Keys(_)
            | Node::Values(_)
    )
}
