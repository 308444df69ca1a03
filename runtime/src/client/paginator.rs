//! Streams of all pages of an operation, or of all items.
//!
//! The official stream type has `next`, `try_next` and `collect` without an import. `page` decides which page comes next.

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Formatter};
use std::marker::PhantomData;

pub use aws_smithy_async::future::pagination_stream::PaginationStream;
use aws_smithy_async::future::pagination_stream::TryFlatMap;
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;

use super::call::{Call, CallFuture, Parts};
use super::page::{Next, Page, PageItems};
use crate::error::{CallError, OperationError, SdkError};

/// A paginator for the pages of an operation. Create it with [`Call::into_paginator`].
///
/// If the request has a page token, the stream starts at this page. The stream ends:
/// * after a page without a token for the next page, or with an empty one.
/// * after the first error.
/// * after a page that repeats the token of its own request, with the error [`RepeatedToken`]. The same token would return the same page again, and there can be items that the stream did not return. See [`end_at_repeated_token`](Self::end_at_repeated_token).
///
/// A page without items does not end the stream if it has a token.
#[must_use = "a paginator does nothing unless its stream is polled"]
pub struct Paginator<O, E> {
    parts: Box<Parts>,
    ends_at_repeated_token: bool,
    types: PhantomData<fn() -> (O, E)>,
}

impl<O: Page<E>, E: OperationError> Paginator<O, E> {
    pub(super) fn new(parts: Box<Parts>) -> Self {
        Self { parts, ends_at_repeated_token: false, types: PhantomData }
    }

    /// Ends the stream without an error at a repeated token. Some services repeat the token if there is nothing more yet, such as CloudWatch Logs in `GetLogEvents`.
    pub fn end_at_repeated_token(mut self) -> Self {
        self.ends_at_repeated_token = true;
        self
    }

    /// Returns a stream of the responses, one for each page.
    ///
    /// The stream sends the request for a page when you ask for the page.
    /// To convert it to a `Stream` of `futures`, use the crate `aws-smithy-types-convert`.
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

    /// Returns a stream of the items of all pages.
    ///
    /// The stream sends the request for a page when you ask for its first item.
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

/// A page repeats the token of its own request, so the next page is not known.
///
/// It is the source of an `SdkError::ConstructionFailure`, because no request for a next page can be made.
/// It does not contain the token, which can contain information about the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepeatedToken;

impl Display for RepeatedToken {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "expected a new token for the next page, found the token of this page; there may be more pages, start again from the first one",
        )
    }
}

impl StdError for RepeatedToken {}
