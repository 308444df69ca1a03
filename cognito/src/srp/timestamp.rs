//! `TIMESTAMP`: a date in English and UTC, whose day has no leading zero. Cognito refuses `Sep 05`.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use super::error::SrpError;

/// The time as Cognito wants it: `Sat Sep 5 07:00:09 UTC 2026`.
///
/// # Errors
/// [`SrpError::Time`] if its year is before 1970 or after 9999.
pub(super) fn timestamp(at: SystemTime) -> Result<String, SrpError> {
    let since = at.duration_since(UNIX_EPOCH).map_err(|_| SrpError::Time)?;
    let seconds = i64::try_from(since.as_secs()).map_err(|_| SrpError::Time)?;
    let date = DateTime::from_secs(seconds).fmt(Format::HttpDate).map_err(|_| SrpError::Time)?;
    // `Sat, 05 Sep 2026 07:00:09 GMT` has the same parts in another order.
    let mut parts = date.split([' ', ',']).filter(|part| !part.is_empty());
    let mut part = || parts.next().ok_or(SrpError::Time);
    let (weekday, day, month, year, time) = (part()?, part()?, part()?, part()?, part()?);
    let day = day.trim_start_matches('0');
    Ok(format!("{weekday} {month} {day} {time} UTC {year}"))
}
