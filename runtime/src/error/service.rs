//! The one error type inside the orchestrator.
//!
//! The classifiers are generic over the error, so one type for all operations keeps them to one copy.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter};

use aws_smithy_types::retry::ProvideErrorKind;

use super::{
    BoxError, CreateUnhandledError, ErrorKind, ErrorMetadata, OperationError, ProvideErrorMetadata,
    Unhandled, meta,
};

pub(crate) struct ServiceError(Box<dyn OperationError>);

impl ServiceError {
    pub(crate) fn new(error: impl OperationError) -> Self {
        Self(Box::new(error))
    }

    /// Gives the operation's error; its open variant if this is the error of another operation, which only an interceptor can bring about.
    pub(crate) fn into_operation_error<E: OperationError>(self) -> E {
        let error: Box<dyn Error + Send + Sync> = self.0;
        match error.downcast() {
            Ok(error) => *error,
            Err(other) => E::unhandled(Unhandled::from_source(other, None)),
        }
    }
}

impl ServiceError {
    /// Gives the operation's error as it is, if it has the type.
    pub(crate) fn downcast_ref<E: OperationError>(&self) -> Option<&E> {
        let error: &(dyn Error + 'static) = &*self.0;
        error.downcast_ref()
    }
}

impl CreateUnhandledError for ServiceError {
    fn create_unhandled_error(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
        Self::new(Unhandled::from_source(source, meta))
    }
}

impl Debug for ServiceError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

impl Display for ServiceError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Error for ServiceError {}

impl ProvideErrorMetadata for ServiceError {
    fn meta(&self) -> &ErrorMetadata {
        meta(&*self.0)
    }
}

impl ProvideErrorKind for ServiceError {
    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        self.0.modeled().ok()?.retry_kind()
    }

    fn code(&self) -> Option<&str> {
        meta(&*self.0).code()
    }
}
