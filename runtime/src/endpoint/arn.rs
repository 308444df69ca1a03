//! ARNs: the names that AWS gives to resources.

/// The parts of an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Arn<'a> {
    /// The partition; never empty.
    pub partition: &'a str,
    /// The service; never empty.
    pub service: &'a str,
    /// The region; empty for a resource that has none.
    pub region: &'a str,
    /// The account; empty for a resource that has none.
    pub account_id: &'a str,
    /// The resource, divided at each `:` and `/`.
    pub resource_id: Vec<&'a str>,
}

/// Divides an ARN into its parts; `None` if it lacks one that every ARN has.
#[must_use]
#[inline]
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    let mut next = || parts.next();
    let prefix = next()?;
    let (partition, service, region, account_id) = (next()?, next()?, next()?, next()?);
    let resource = next()?;
    let is_complete =
        prefix == "arn" && !partition.is_empty() && !service.is_empty() && !resource.is_empty();
    is_complete.then(|| Arn {
        partition,
        service,
        region,
        account_id,
        resource_id: resource.split([':', '/']).collect(),
    })
}
