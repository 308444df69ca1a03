//! Points in time as models write them.
//!
//! In comes a number of seconds in decimal digits, or a `date-time` of Smithy (RFC 3339); out go whole seconds since the epoch, rounded down, and nanoseconds.

const NANOS: i128 = 1_000_000_000;
const DIGITS_OF_NANOS: usize = 9;

/// Reads seconds, so that a fraction is what is written and not the nearest that a floating point number has.
pub(crate) fn from_seconds(digits: &str) -> Option<(i64, u32)> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.get(..DIGITS_OF_NANOS).unwrap_or(fraction);
    let nanos: i128 = format!("{whole}{fraction:0<DIGITS_OF_NANOS$}").parse().ok()?;
    let seconds = nanos.div_euclid(NANOS).try_into().ok()?;
    Some((seconds, nanos.rem_euclid(NANOS).try_into().ok()?))
}

/// Reads `2024-02-29T12:00:00.5Z`, or with an offset in place of the `Z`.
pub(crate) fn from_date_time(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.split_once(['T', 't'])?;
    let [year, month, day] = numbers(date, "-", [4, 2, 2])?;
    let at = time.find(['Z', 'z', '+', '-'])?;
    let (time, offset) = time.split_at_checked(at)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let [hour, minute, second] = numbers(time, ":", [2, 2, 2])?;
    let is_date = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
    // A leap second is the first one of the next minute.
    if !is_date || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let day_time = (hour * 60 + minute) * 60 + second;
    let seconds = days_from_epoch(year, month, day) * 86_400 + day_time - seconds_of(offset)?;
    let is_fraction = fraction.bytes().all(|digit| digit.is_ascii_digit());
    let digits = fraction.get(..DIGITS_OF_NANOS).unwrap_or(fraction);
    let nanos = format!("{digits:0<DIGITS_OF_NANOS$}").parse().ok().filter(|_| is_fraction)?;
    Some((seconds, nanos))
}

/// Reads numbers of exactly so many digits.
fn numbers(text: &str, separator: &str, lengths: [usize; 3]) -> Option<[i64; 3]> {
    let parts: [&str; 3] = text.split(separator).collect::<Vec<_>>().try_into().ok()?;
    let is_right = |(part, length): (&&str, usize)| {
        part.len() == length && part.bytes().all(|digit| digit.is_ascii_digit())
    };
    if !parts.iter().zip(lengths).all(is_right) {
        return None;
    }
    let [first, second, third] = parts.map(|part| part.parse().ok());
    Some([first?, second?, third?])
}

/// Reads `Z`, `+01:00`, `-08:30`.
fn seconds_of(offset: &str) -> Option<i64> {
    let (sign, offset) = match offset.split_at_checked(1)? {
        ("Z" | "z", "") => return Some(0),
        ("+", offset) => (1, offset),
        ("-", offset) => (-1, offset),
        _ => return None,
    };
    let [hours, minutes, _] = numbers(&format!("{offset}:00"), ":", [2, 2, 2])?;
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Counts days from 1970-01-01 in the Gregorian calendar; a year starts with March here, so that the day of a leap year is its last.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    const TO_EPOCH: i64 = 719_468;
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + leap_days + day_of_year - TO_EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_keep_their_fraction() {
        for (digits, expected) in [
            ("0", (0, 0)),
            ("-1", (-1, 0)),
            ("1732377601.234", (1_732_377_601, 234_000_000)),
            ("-1.5", (-2, 500_000_000)),
            ("1.0000000019", (1, 1)),
        ] {
            assert_eq!(from_seconds(digits), Some(expected), "{digits}");
        }
        assert_eq!(from_seconds("soon"), None);
        assert_eq!(from_seconds("9223372036854775808"), None);
    }

    #[test]
    fn a_date_is_a_number_of_seconds() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", (0, 0)),
            ("2024-01-01T00:00:00Z", (1_704_067_200, 0)),
            ("2024-02-29T23:59:59.250Z", (1_709_251_199, 250_000_000)),
            ("2000-03-01t00:00:00z", (951_868_800, 0)),
            ("1969-12-31T23:59:59.5Z", (-1, 500_000_000)),
            ("2024-01-01T01:30:00+01:30", (1_704_067_200, 0)),
            ("2023-12-31T16:00:00-08:00", (1_704_067_200, 0)),
            ("1990-12-31T23:59:60Z", (662_688_000, 0)),
            ("0001-01-01T00:00:00Z", (-62_135_596_800, 0)),
            ("9999-12-31T23:59:59Z", (253_402_300_799, 0)),
        ] {
            assert_eq!(from_date_time(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-10T00:00:00Z",
            "2024-1-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00.5aZ",
            "2024-01-01T00:00:00Zulu",
            "+024-01-01T00:00:00Z",
            "Mon, 01 Jan 2024 00:00:00 GMT",
        ] {
            assert_eq!(from_date_time(text), None, "{text}");
        }
    }
}
