//! A folder of expected files against what the generator gives: missing, surplus and changed files.
//!
//! Which folder, and whether it is compared or written, is the caller's business.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Texts by path, relative to their folder, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// The changed lines that are shown of a file.
const SHOWN: usize = 6;

/// Every file below a folder; none if there is no such folder.
///
/// # Errors
/// That a file cannot be read as text.
pub fn files_below(folder: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    if folder.is_dir() {
        collect(folder, "", &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read_to_string(entry.path()).map_err(failed)?);
        }
    }
    Ok(())
}

/// What differs between the files that stand somewhere and those that should, an entry for each file.
pub fn differences(found: &Files, wanted: &Files) -> Vec<String> {
    let mut differences = Vec::new();
    for path in found.keys().filter(|path| !wanted.contains_key(*path)) {
        differences.push(format!("{path} is surplus: it is not generated"));
    }
    for (path, text) in wanted {
        match found.get(path) {
            None => differences.push(format!("{path} is missing")),
            Some(found) if found != text => differences.push(changed(path, found, text)),
            Some(_) => {}
        }
    }
    differences
}

/// The lines between what two texts have in common at the start and at the end.
fn changed(path: &str, found: &str, wanted: &str) -> String {
    let (found, wanted): (Vec<&str>, Vec<&str>) =
        (found.lines().collect(), wanted.lines().collect());
    let start = found.iter().zip(&wanted).take_while(|(found, wanted)| found == wanted).count();
    let rest = (found.len() - start).min(wanted.len() - start);
    let end = (0..rest)
        .take_while(|back| found[found.len() - 1 - back] == wanted[wanted.len() - 1 - back])
        .count();
    let mut text = format!("{path} differs from line {} on", start + 1);
    for (sign, lines) in
        [('-', &found[start..found.len() - end]), ('+', &wanted[start..wanted.len() - end])]
    {
        for line in lines.iter().take(SHOWN) {
            text.push_str(&format!("\n    {sign} {line}"));
        }
        if lines.len() > SHOWN {
            text.push_str(&format!("\n    {sign} … {} more lines", lines.len() - SHOWN));
        }
    }
    text
}

/// Makes the files below a folder, which are `found`, those that are `wanted`; one that is right is not touched.
///
/// # Errors
/// That a file cannot be written or removed.
pub fn replace(folder: &Path, found: &Files, wanted: &Files) -> Result<(), String> {
    for path in found.keys().filter(|path| !wanted.contains_key(*path)) {
        let file = folder.join(path);
        fs::remove_file(&file).map_err(|error| format!("cannot remove {path}: {error}"))?;
        remove_empty(folder, &file);
    }
    for (path, text) in wanted.iter().filter(|(path, text)| found.get(*path) != Some(*text)) {
        let file = folder.join(path);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&file, text))
            .map_err(|error| format!("cannot write {path}: {error}"))?;
    }
    Ok(())
}

/// Removes the folders above a removed file that hold nothing any more.
fn remove_empty(folder: &Path, file: &Path) {
    let above = file.ancestors().skip(1).take_while(|above| above.starts_with(folder));
    for above in above {
        if fs::remove_dir(above).is_err() {
            return;
        }
    }
}
