//! Tokens to formatted text, in process.

use proc_macro2::TokenStream;

/// Formats the tokens of a file.
///
/// # Errors
/// Where the tokens are no Rust file.
pub fn format(tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}
