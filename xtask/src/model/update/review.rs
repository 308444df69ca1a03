//! What an update changes, for the person who has to say yes to it.
//!
//! In come what each crate was made of before and what it is made of now; out go texts in the forms that are asked for.
//! Nothing is written here: the files of a review are written with everything else.

use std::path::PathBuf;

use anyhow::bail;
use tinsmith_codegen::Document;

use super::super::size::Size;
use crate::codegen::job::SdkInputs;
use crate::flags::review::{Form, Forms};

/// A review.
pub(super) struct Review {
    /// What goes to standard output.
    pub(super) shown: String,
    /// What else is written.
    pub(super) files: Vec<(PathBuf, String)>,
}

/// Compares what the crates were made of with what they are made of now, one by one.
///
/// # Errors
/// Models that cannot be read, and forms that there are not.
pub(super) fn after_update(
    old: &[SdkInputs],
    new: &[SdkInputs],
    forms: &Forms,
) -> anyhow::Result<Review> {
    let text = |form: Form| {
        let mark = match form {
            Form::Text => "",
            Form::Markdown => "* ",
            Form::Json | Form::Html => bail!("a review of an update is text or Markdown"),
        };
        let lines = old.iter().zip(new).map(|(old, new)| line(old, new));
        let lines = lines.collect::<anyhow::Result<Vec<_>>>()?;
        Ok(lines.iter().map(|line| format!("{mark}{line}\n")).collect::<String>())
    };
    let files = forms.written.iter().map(|(form, path)| Ok((path.clone(), text(*form)?)));
    Ok(Review { shown: text(forms.shown)?, files: files.collect::<anyhow::Result<_>>()? })
}

/// How many operations and shapes a model has, and had.
fn line(old: &SdkInputs, new: &SdkInputs) -> anyhow::Result<String> {
    let size =
        |sdk: &SdkInputs| Size::of(Document { name: &sdk.name, bytes: &sdk.documents.model });
    let (had, has) = (size(old)?, size(new)?);
    Ok(format!(
        "{}: {} operations, before {}; {} shapes, before {}",
        new.name, has.operations, had.operations, has.shapes, had.shapes
    ))
}
