//! `\p{…}`: the names of Java and ECMA.

use super::obstacle::Obstacle;
use super::syntax::Set;

/// Java's names for sets of ASCII, and of its own, as what stands inside a class.
///
/// The engine knows some of the names, for sets of all of Unicode.
const JAVA: &[(&str, &str)] = &[
    ("Alnum", "[:alnum:]"),
    ("Blank", "[:blank:]"),
    ("Cntrl", "[:cntrl:]"),
    ("Digit", "[:digit:]"),
    ("Graph", "[:graph:]"),
    ("L1", r"\x00-\xFF"),
    ("LD", r"\p{L}\p{Nd}"),
    ("Print", "[:print:]"),
    ("Punct", "[:punct:]"),
    ("Space", "[:space:]"),
    ("XDigit", "[:xdigit:]"),
    ("all", r"\p{Any}"),
    ("javaAlphabetic", r"\p{Alphabetic}"),
    ("javaDigit", r"\p{Nd}"),
    ("javaLetter", r"\p{L}"),
    ("javaLetterOrDigit", r"\p{L}\p{Nd}"),
    ("javaLowerCase", r"\p{Lowercase}"),
    ("javaUpperCase", r"\p{Uppercase}"),
];

/// Names that ECMA has for sets of all of Unicode and Java for their part in ASCII.
const AMBIGUOUS: &[(&str, &str)] =
    &[("Alpha", "[:alpha:]"), ("Lower", "[:lower:]"), ("Upper", "[:upper:]")];

/// Surrogates, which no text has.
const SURROGATES: &[&str] = &["Cs", "Surrogate", "gc=Cs", "general_category=Cs", "IsCs"];

/// The set that a name stands for; `is_negative` where it is excluded.
pub(super) fn set(name: &str, negated: bool, is_negative: bool) -> Result<Set, Obstacle> {
    let inside = |table: &[(&str, &'static str)]| {
        table.iter().find(|(java, _)| *java == name).map(|(_, inside)| *inside)
    };
    if let Some(inside) = inside(JAVA) {
        return Ok(Set::spelled(inside, negated));
    }
    // The smaller set is the one to exclude, and the larger one to take.
    if let Some(inside) = inside(AMBIGUOUS)
        && is_negative != negated
    {
        return Ok(Set::spelled(inside, negated));
    }
    if SURROGATES.contains(&name) {
        return Ok(Set::spelled(r"\p{Any}", !negated));
    }
    let letter = if negated { 'P' } else { 'p' };
    let text = format!("\\{letter}{{{name}}}");
    if is_known(name) { Ok(Set::Property(text)) } else { Err(Obstacle::Property(text)) }
}

/// Whether the engine has a property of this name. It reads names loosely, with or without `Is`.
fn is_known(name: &str) -> bool {
    let is_name = |character: char| character.is_ascii_alphanumeric() || "_=".contains(character);
    name.chars().all(is_name) && super::compile(&format!("\\p{{{name}}}")).is_ok()
}
