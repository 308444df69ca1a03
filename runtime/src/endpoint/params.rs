//! What endpoint rules may ask for.
//!
//! What comes in: settings of the configuration, and values by the names that a rule set gives its parameters.
//! What goes out: the same, typed, to the `resolve` function of a generated crate.
//! What is deliberately not here: defaults and what is required; those are the rule set's.

/// What an endpoint depends on.
///
/// The parameters that every service may have are fields; a service's own are kept by name, as its rule set spells it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EndpointParams<'a> {
    /// The region, if one is set.
    pub region: Option<&'a str>,
    /// A URL that the caller wants instead of what the rules say.
    pub endpoint_url: Option<&'a str>,
    /// Whether the endpoint must be a FIPS one.
    pub use_fips: bool,
    /// Whether the endpoint must have IPv6 beside IPv4.
    pub use_dual_stack: bool,
    /// The id of the account that the credentials belong to, if it is known.
    pub account_id: Option<&'a str>,
    /// Whether the account id may, must or must not be part of the host name: `preferred`, `required` or `disabled`.
    pub account_id_endpoint_mode: Option<&'a str>,
    own: Vec<(&'a str, Param<'a>)>,
}

/// The value of a parameter that only some services have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param<'a> {
    /// A boolean.
    Flag(bool),
    /// A string.
    Text(&'a str),
    /// A list of strings.
    Texts(&'a [&'a str]),
}

impl<'a> EndpointParams<'a> {
    /// Nothing is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the region.
    #[must_use]
    pub fn region(mut self, region: &'a str) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets a URL to go to instead.
    #[must_use]
    pub fn endpoint_url(mut self, url: &'a str) -> Self {
        self.endpoint_url = Some(url);
        self
    }

    /// Sets whether the endpoint must be a FIPS one.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = use_fips;
        self
    }

    /// Sets whether the endpoint must have IPv6 too.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = use_dual_stack;
        self
    }

    /// Sets the account id.
    #[must_use]
    pub fn account_id(mut self, id: &'a str) -> Self {
        self.account_id = Some(id);
        self
    }

    /// Sets the part that the account id has.
    #[must_use]
    pub fn account_id_endpoint_mode(mut self, mode: &'a str) -> Self {
        self.account_id_endpoint_mode = Some(mode);
        self
    }

    /// Sets a parameter of the service by the name that its rule set has for it. An earlier value is replaced.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: impl Into<Param<'a>>) -> Self {
        self.own.retain(|(known, _)| *known != name);
        self.own.push((name, value.into()));
        self
    }

    /// Gives a boolean parameter of the service; `None` as well if it has another type.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.own(name)? {
            Param::Flag(value) => Some(value),
            _ => None,
        }
    }

    /// Gives a string parameter of the service; `None` as well if it has another type.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        match self.own(name)? {
            Param::Text(value) => Some(value),
            _ => None,
        }
    }

    /// Gives a parameter of the service that is a list of strings; `None` as well if it has another type.
    #[must_use]
    pub fn texts(&self, name: &str) -> Option<&'a [&'a str]> {
        match self.own(name)? {
            Param::Texts(value) => Some(value),
            _ => None,
        }
    }

    fn own(&self, name: &str) -> Option<Param<'a>> {
        self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a [&'a str]> for Param<'a> {
    fn from(value: &'a [&'a str]) -> Self {
        Self::Texts(value)
    }
}

impl<'a, const N: usize> From<&'a [&'a str; N]> for Param<'a> {
    fn from(value: &'a [&'a str; N]) -> Self {
        Self::Texts(value)
    }
}
