//! Reading single files out of wheels (zip) and source distributions (tar.gz), and their checksums.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read};

use anyhow::{Context as _, bail, ensure};
use flate2::bufread::{DeflateDecoder, GzDecoder};
use tinsmith_codegen::stages::pipeline::sha256;

use super::sources::Pinned;

/// How a gzip file begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// No document is larger than this unpacked, by far.
const LIMIT: u64 = 256 << 20;

/// Makes sure that some bytes are those of a pinned archive.
///
/// # Errors
/// That they are not, with both hashes.
pub(super) fn ensure_pinned(bytes: &[u8], pinned: &Pinned) -> anyhow::Result<()> {
    let found = sha256(bytes);
    ensure!(
        found == pinned.sha256,
        "{} is not the file that is pinned\n  expected sha256 {}\n  found    sha256 {found}",
        pinned.file,
        pinned.sha256,
    );
    Ok(())
}

/// The files at these paths, those that there are.
pub(super) fn read(archive: &[u8], paths: &[String]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    match archive {
        [b'P', b'K', ..] => read_zip(archive, paths),
        [a, b, ..] if [*a, *b] == GZIP => read_tar(archive, paths),
        _ => bail!("expected a zip or tar.gz file"),
    }
}

/// The start of every file of a wheel that is wanted, unpacked if it is a gzip file, by its path; at most this many bytes of each.
pub(super) fn starts(
    wheel: &[u8],
    is_wanted: impl Fn(&str) -> bool,
    length: u64,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let archive = rawzip::ZipArchive::from_slice(wheel)?;
    let mut found = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
        if !is_wanted(&path) {
            continue;
        }
        let data = archive.get_entry(entry.wayfinder())?;
        let packed: Box<dyn Read> = match entry.compression_method() {
            rawzip::CompressionMethod::STORE => Box::new(data.data()),
            _ => Box::new(DeflateDecoder::new(data.data())),
        };
        let mut packed = BufReader::new(packed);
        let is_gzip = packed.fill_buf().is_ok_and(|bytes| bytes.starts_with(&GZIP));
        let mut start = Vec::new();
        let read = if is_gzip {
            GzDecoder::new(packed).take(length).read_to_end(&mut start)
        } else {
            packed.take(length).read_to_end(&mut start)
        };
        read.with_context(|| format!("cannot unpack {path}"))?;
        found.insert(path, start);
    }
    Ok(found)
}

/// The paths of a wheel's files.
pub(super) fn paths(wheel: &[u8]) -> anyhow::Result<BTreeSet<String>> {
    let archive = rawzip::ZipArchive::from_slice(wheel)?;
    let mut found = BTreeSet::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        found.insert(String::from_utf8_lossy(entry.file_path().as_ref()).into_owned());
    }
    Ok(found)
}

fn read_zip(archive: &[u8], paths: &[String]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let archive = rawzip::ZipArchive::from_slice(archive)?;
    let mut found = BTreeMap::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let path = entry.file_path();
        let Some(path) = paths.iter().find(|wanted| wanted.as_bytes() == path.as_ref()) else {
            continue;
        };
        let data = archive.get_entry(entry.wayfinder())?;
        let mut content = Vec::new();
        match entry.compression_method() {
            rawzip::CompressionMethod::STORE => {
                data.verifying_reader(data.data()).take(LIMIT).read_to_end(&mut content)
            }
            rawzip::CompressionMethod::DEFLATE => data
                .verifying_reader(DeflateDecoder::new(data.data()))
                .take(LIMIT)
                .read_to_end(&mut content),
            other => bail!("{path} is compressed in a way that is not understood: {other:?}"),
        }
        .with_context(|| format!("cannot unpack {path}"))?;
        found.insert(path.clone(), content);
    }
    Ok(found)
}

fn read_tar(archive: &[u8], paths: &[String]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    each_in_tar(archive, |path, content| {
        if paths.contains(path) {
            found.insert(path.clone(), content()?);
        }
        // The rest of the file is most of it.
        Ok(found.len() < paths.len())
    })?;
    Ok(found)
}

/// The files of a source distribution whose paths are wanted.
///
/// # Errors
/// Bytes that are no source distribution, or a damaged one.
pub(super) fn matching(
    sdist: &[u8],
    is_wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    each_in_tar(sdist, |path, content| {
        if is_wanted(path) {
            found.insert(path.clone(), content()?);
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Shows every entry with a way to its content, for as long as more are wanted. Paths that are no text are nobody's.
fn each_in_tar(
    archive: &[u8],
    mut show: impl FnMut(&String, &mut dyn FnMut() -> anyhow::Result<Vec<u8>>) -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    let mut archive = tar::Archive::new(GzDecoder::new(archive));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let Ok(path) = String::from_utf8(entry.path_bytes().into_owned()) else { continue };
        let mut content = || {
            let mut content = Vec::new();
            let read = entry.by_ref().take(LIMIT).read_to_end(&mut content);
            read.with_context(|| format!("cannot unpack {path}"))?;
            Ok(content)
        };
        if !show(&path, &mut content)? {
            break;
        }
    }
    Ok(())
}
