//! All pages of an operation, or all items, one after the other.
//!
//! What comes in: a call, which asks for the first page.
//! What goes out: streams, which make a call for each page when it is wanted.
//! What is deliberately not here: which page comes next; see `page`. Streams of our own: the official one has `next`, `try_next` and `collect` without an import.

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Formatter};
use std::marker::PhantomData;

pub use aws_smithy_async::future::pagination_stream::PaginationStream;
use aws_smithy_async::future::pagination_stream::TryFlatMap;
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;

use super::call::{Call, CallFuture, Parts};
use super::page::{Next, Page, PageItems};
use crate::error::{CallError, OperationError, SdkError};

/// All pages from that of a call on; made by [`Call::into_paginator`].
///
/// A stream ends
/// * after the page that has no token, or an empty one, for a next page;
/// * after the first error, which it gives;
/// * after a page whose token is the one that was sent to get it, with the error [`RepeatedToken`]: asking again would give the same page for ever, and there may be items that were not given. See [`end_at_repeated_token`](Self::end_at_repeated_token).
///
/// A page without items is no end, as long as there is a token.
/// If the request has a token already, that page is the first.
#[must_use = "a paginator does nothing unless its stream is asked"]
pub struct Paginator<O, E> {
    parts: Box<Parts>,
    ends_at_repeated_token: bool,
    types: PhantomData<fn() -> (O, E)>,
}

impl<O: Page<E>, E: OperationError> Paginator<O, E> {
    pub(super) fn new(parts: Box<Parts>) -> Self {
        Self { parts, ends_at_repeated_token: false, types: PhantomData }
    }

    /// Takes a repeated token as the end instead of an error: for services that say so that there is nothing more yet, as CloudWatch Logs does in `GetLogEvents`.
    pub fn end_at_repeated_token(mut self) -> Self {
        self.ends_at_repeated_token = true;
        self
    }

    /// Gives the responses, one for each page.
    ///
    /// Nothing is sent before the stream is asked, and no page before the one ahead of it is taken.
    /// Where a `futures` `Stream` is wanted, the crate `aws-smithy-types-convert` makes one of it.
    pub fn pages(self) -> PaginationStream<Result<O, CallError<E>>> {
        let Self { parts, ends_at_repeated_token, .. } = self;
        PaginationStream::new(FnStream::new(|pages| {
            Box::pin(async move {
                let Some(mut request) = (*parts.request).as_any().downcast_ref().cloned() else {
                    let error = "the operation's pages are declared for a request of another type";
                    let _ = pages.send(Err(SdkError::construction_failure(error).into())).await;
                    return;
                };
                loop {
                    let page: Result<O, _> = page_of(&parts, &request).await;
                    let next = page.as_ref().map_or(Next::End, |page| page.advance(&mut request));
                    // Who no longer takes pages has dropped this future; then nothing here runs on.
                    if pages.send(page).await.is_err() {
                        return;
                    }
                    match next {
                        Next::Page => {}
                        Next::Repeated if !ends_at_repeated_token => {
                            let error = SdkError::construction_failure(RepeatedToken);
                            let _ = pages.send(Err(error.into())).await;
                            return;
                        }
                        Next::Repeated | Next::End => return,
                    }
                }
            })
        }))
    }

    /// Gives the items of all pages.
    ///
    /// Nothing is sent before the stream is asked, and no page before every item of the one ahead of it is taken.
    pub fn items(self) -> PaginationStream<Result<<O::Items as IntoIterator>::Item, CallError<E>>>
    where
        O: PageItems<E>,
    {
        TryFlatMap::new(self.pages()).flat_map(O::into_items)
    }
}

/// The call for one page.
fn page_of<O: Page<E>, E: OperationError>(parts: &Parts, request: &O::Request) -> CallFuture<O, E> {
    Call::new(parts.with_request(Box::new(request.clone()))).send()
}

impl<O, E> Debug for Paginator<O, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paginator")
            .field("operation", &self.parts.operation)
            .field("request", &self.parts.request)
            .finish_non_exhaustive()
    }
}

/// The service gave a page with the token that was sent to get it, so there is no way to the next.
///
/// It is the source of an `SdkError::ConstructionFailure`: the request for a next page cannot be made.
/// The token itself is not kept; it may say something about whose data it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepeatedToken;

impl Display for RepeatedToken {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "expected a new token for the next page, found the one that this page was asked with; all pages so far were given, there may be more, and the service has to be asked again from the start",
        )
    }
}

impl StdError for RepeatedToken {}
