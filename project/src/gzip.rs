//! Documents that are packed with gzip, as botocore ships its models.

use std::io::Read as _;

use anyhow::{Context as _, ensure};
use flate2::read::MultiGzDecoder;

/// How a gzip file begins (RFC 1952, 2.3.1).
const MAGIC: &[u8] = b"\x1f\x8b";

/// The most that a document may hold: several times the largest model there is. A few kilobytes can unpack to more than any memory.
const LIMIT: u64 = 1 << 30;

/// The content of a gzip file; other bytes as they are.
///
/// # Errors
/// A file that is broken, or holds more than 1 GiB.
pub fn unpacked(bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    unpacked_to(bytes, LIMIT)
}

fn unpacked_to(bytes: Vec<u8>, limit: u64) -> anyhow::Result<Vec<u8>> {
    if !bytes.starts_with(MAGIC) {
        return Ok(bytes);
    }
    let mut content = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes.as_slice()).take(limit + 1);
    decoder.read_to_end(&mut content).context("the gzip file is broken: get it again")?;
    let is_small = u64::try_from(content.len()).is_ok_and(|length| length <= limit);
    ensure!(is_small, "it holds more than {limit} bytes, which no model does");
    Ok(content)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_is_unpacked_and_everything_else_stays() {
        assert_eq!(unpacked(packed(b"{}")).unwrap(), b"{}");
        assert_eq!(unpacked([packed(b"{"), packed(b"}")].concat()).unwrap(), b"{}");
        assert_eq!(unpacked(b"{}".to_vec()).unwrap(), b"{}");
        assert_eq!(unpacked(Vec::new()).unwrap(), b"");
    }

    #[test]
    fn what_is_broken_or_too_large_is_refused() {
        let mut cut = packed(b"{\"smithy\": \"2.0\"}");
        cut.truncate(20);
        let broken = unpacked(cut).unwrap_err().to_string();
        assert_eq!(broken, "the gzip file is broken: get it again");
        assert_eq!(unpacked_to(packed(&[0; 100]), 100).unwrap().len(), 100);
        let large = unpacked_to(packed(&[0; 101]), 100).unwrap_err().to_string();
        assert_eq!(large, "it holds more than 100 bytes, which no model does");
    }
}
