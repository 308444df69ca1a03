//! Steps that take a password: `PASSWORD`, `NEW_PASSWORD_REQUIRED`.

use std::collections::HashMap;

use super::client::Client;
use super::error::Error;
use super::json;
use super::step::{NewPasswordRequired, Password, Step};

/// What the service writes before the name of an attribute.
const ATTRIBUTE: &str = "userAttributes.";

impl<C: Client> Password<C> {
    /// Answers with the password.
    ///
    /// # Errors
    /// If the service refuses it.
    pub async fn password(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("PASSWORD", password.into())]).await
    }
}

impl<C: Client> NewPasswordRequired<C> {
    /// Gives the names of the attributes that have to be set, without `userAttributes.` before them.
    #[must_use]
    pub fn required_attributes(&self) -> Vec<String> {
        let names = self.question.parameter("requiredAttributes").map(json::list);
        let names = names.unwrap_or_default().into_iter();
        names.map(|name| name.strip_prefix(ATTRIBUTE).unwrap_or(&name).to_owned()).collect()
    }

    /// Gives the attributes that the user has.
    #[must_use]
    pub fn user_attributes(&self) -> HashMap<String, String> {
        self.question.parameter("userAttributes").and_then(json::object).unwrap_or_default()
    }

    /// Sets an attribute with the answer. One that has a value already is set only if the service lets users write it.
    pub fn attribute(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        let name = name.as_ref();
        let name = name.strip_prefix(ATTRIBUTE).unwrap_or(name);
        self.question.prepared.insert(format!("{ATTRIBUTE}{name}"), value.into());
        self
    }

    /// Answers with the new password, and with the attributes that were set.
    ///
    /// # Errors
    /// If the service refuses it. A password against the policy (`InvalidPasswordException`) leaves the step to [try again](Error::try_again), with its attributes.
    pub async fn new_password(self, password: impl Into<String>) -> Result<Step<C>, Error<C>> {
        self.question.answer([("NEW_PASSWORD", password.into())]).await
    }
}
