//! What endpoint rules may ask for.

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
    own: Vec<(&'static str, Param<'a>)>,
}

/// The value of a parameter that only some services have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param<'a> {
    /// A boolean.
    Flag(bool),
    /// A string.
    Text(&'a str),
    /// A list of strings.
    Texts(Vec<&'a str>),
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
    pub fn with(mut self, name: &'static str, value: impl Into<Param<'a>>) -> Self {
        self.own.retain(|(known, _)| *known != name);
        self.own.push((name, value.into()));
        self
    }

    /// Sets a parameter of the service if there is a value for it; an earlier one stays otherwise.
    #[must_use]
    pub fn with_optional(self, name: &'static str, value: Option<impl Into<Param<'a>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Gives a boolean parameter of the service; `None` as well if it has another type.
    #[must_use]
    #[inline]
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.own(name)? {
            Param::Flag(value) => Some(*value),
            _ => None,
        }
    }

    /// Gives a string parameter of the service; `None` as well if it has another type.
    #[must_use]
    #[inline]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        match self.own(name)? {
            Param::Text(value) => Some(value),
            _ => None,
        }
    }

    /// Gives a parameter of the service that is a list of strings; `None` as well if it has another type.
    #[must_use]
    #[inline]
    pub fn texts(&self, name: &str) -> Option<&[&'a str]> {
        match self.own(name)? {
            Param::Texts(value) => Some(value),
            _ => None,
        }
    }

    #[inline]
    fn own(&self, name: &str) -> Option<&Param<'a>> {
        self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
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

impl<'a> From<&[&'a str]> for Param<'a> {
    fn from(value: &[&'a str]) -> Self {
        Self::Texts(value.to_vec())
    }
}

impl<'a, T: AsRef<str> + ?Sized> From<Vec<&'a T>> for Param<'a> {
    fn from(value: Vec<&'a T>) -> Self {
        Self::Texts(value.into_iter().map(AsRef::as_ref).collect())
    }
}

impl<'a, const N: usize> From<&[&'a str; N]> for Param<'a> {
    fn from(value: &[&'a str; N]) -> Self {
        Self::Texts(value.to_vec())
    }
}

/// The same parameters, kept for longer than what they were made of.
#[derive(Clone, Debug)]
pub(crate) struct KeptParams {
    region: Option<String>,
    endpoint_url: Option<String>,
    use_fips: bool,
    use_dual_stack: bool,
    account_id_endpoint_mode: Option<String>,
    own: Vec<(&'static str, KeptParam)>,
}

impl KeptParams {
    /// Keeps all but the account id, which is asked for when it is known.
    pub(crate) fn of(params: &EndpointParams<'_>) -> Self {
        let own = params.own.iter().map(|(name, value)| (*name, KeptParam::of(value)));
        Self {
            region: params.region.map(str::to_owned),
            endpoint_url: params.endpoint_url.map(str::to_owned),
            use_fips: params.use_fips,
            use_dual_stack: params.use_dual_stack,
            account_id_endpoint_mode: params.account_id_endpoint_mode.map(str::to_owned),
            own: own.collect(),
        }
    }

    /// Gives the parameters with an account id.
    pub(crate) fn with_account_id<'a>(&'a self, id: &'a str) -> EndpointParams<'a> {
        EndpointParams {
            region: self.region.as_deref(),
            endpoint_url: self.endpoint_url.as_deref(),
            use_fips: self.use_fips,
            use_dual_stack: self.use_dual_stack,
            account_id: Some(id),
            account_id_endpoint_mode: self.account_id_endpoint_mode.as_deref(),
            own: self.own.iter().map(|(name, value)| (*name, value.param())).collect(),
        }
    }
}

/// A parameter of a service that owns its text.
#[derive(Clone, Debug)]
pub(crate) enum KeptParam {
    Flag(bool),
    Text(String),
    Texts(Vec<String>),
}

impl KeptParam {
    pub(crate) fn of(param: &Param<'_>) -> Self {
        match param {
            Param::Flag(value) => Self::Flag(*value),
            Param::Text(text) => Self::Text((*text).to_owned()),
            Param::Texts(texts) => {
                Self::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
            }
        }
    }

    pub(crate) fn param(&self) -> Param<'_> {
        match self {
            Self::Flag(value) => Param::Flag(*value),
            Self::Text(text) => Param::Text(text),
            Self::Texts(texts) => Param::Texts(texts.iter().map(String::as_str).collect()),
        }
    }
}
