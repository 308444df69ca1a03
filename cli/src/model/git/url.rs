//! What stands where a repository is named: a URL, or a path relative to the root of the project.

use std::path::Path;

use anyhow::{Context as _, ensure};

/// Whether a text is a URL of a repository, or `[user@]host:path`, which git takes for one, rather than a path.
pub(crate) fn is_url(text: &str) -> bool {
    if let Some((scheme, _)) = text.split_once("://") {
        return !scheme.is_empty()
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    }
    // A drive has one letter, and a colon behind a slash is a part of a path.
    text.split_once(':').is_some_and(|(host, _)| host.len() > 1 && !host.contains(['/', '\\']))
}

/// Refuses what should not stand in a file that is committed.
///
/// # Errors
/// Nothing, something that git would take for an option, or a password.
pub(super) fn check(url: &str) -> anyhow::Result<()> {
    ensure!(!url.trim().is_empty(), "expected the URL or path of a git repository, found nothing");
    ensure!(!url.starts_with('-'), "expected the URL or path of a git repository, found `{url}`");
    ensure!(
        userinfo(url).is_none_or(|(user, _)| !user.contains(':')),
        "{} has a password in it, which would be written into a file that is committed\n  \
         help: leave it out, and let git's credential helper supply it",
        shown(url)
    );
    Ok(())
}

/// The URL without what identifies a user, for messages.
pub(crate) fn shown(url: &str) -> String {
    match userinfo(url) {
        Some((user, host)) if user.contains(':') => {
            let scheme = url.split("://").next().unwrap_or_default();
            format!("{scheme}://…@{host}")
        }
        _ => url.to_owned(),
    }
}

/// What stands in front of the `@` of the host, and all behind it.
fn userinfo(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find('/').unwrap_or(rest.len());
    let at = rest.get(..end)?.rfind('@')?;
    Some((rest.get(..at)?, rest.get(at + 1..)?))
}

/// What git is told: a path is made absolute.
pub(super) fn remote(url: &str, root: &Path) -> anyhow::Result<String> {
    if is_url(url) {
        return Ok(url.to_owned());
    }
    let path = std::path::absolute(root.join(url))?;
    let path = path.to_str().map(str::to_owned);
    path.with_context(|| format!("the path of the repository {url} is no UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_and_paths_are_told_apart() {
        for url in [
            "https://github.com/aws/api-models-aws",
            "ssh://git@host/x.git",
            "file:///srv/models.git",
            "git@github.com:aws/api-models-aws.git",
            "host:models",
        ] {
            assert!(is_url(url), "{url}");
        }
        for path in
            ["models", "../api-models", "/srv/models.git", "./a:b", "C:\\models", "c:/m", "://x"]
        {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    fn a_password_is_neither_accepted_nor_shown() {
        let error = check("https://me:secret@host/x.git").unwrap_err().to_string();
        assert!(error.starts_with("https://…@host/x.git has a password in it"), "{error}");
        check("https://me@host/a:b@c.git").unwrap();
        check("git@host:models.git").unwrap();
    }

    #[test]
    fn what_is_no_name_of_a_repository_is_refused() {
        for url in ["", "  ", "--upload-pack=touch /tmp/x"] {
            assert!(check(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_path_is_relative_to_the_root() {
        let root = std::env::temp_dir();
        let expected = root.join("models.git").to_str().map(str::to_owned);
        assert_eq!(remote("models.git", &root).ok(), expected);
        assert_eq!(remote("host:models", &root).unwrap(), "host:models");
    }
}
