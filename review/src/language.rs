//! Patterns as languages: whether one lets pass what another does.
//!
//! In come two patterns of models, and what else limits the values; out goes their relation.
//! Both become automata whose alphabet are the sets of characters that the two patterns tell apart, a byte for each,
//! so that `\p{L}{1,1024}` has a thousand states and not a hundred thousand.
//! Where that is still too large, the answer is that nobody knows.

mod alphabet;

use std::collections::{BTreeSet, VecDeque};

use regex_automata::Anchored;
use regex_automata::MatchKind;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_syntax::hir::Hir;

use tinsmith_codegen::stages::pattern::in_engine_notation;

use self::alphabet::Alphabet;

/// The most bytes that an automaton may take, and that making it may take.
const MOST_BYTES: usize = 1 << 20;

/// The most pairs of states that are looked at.
const MOST_PAIRS: usize = 50_000;

/// How what a new pattern lets pass is related to what an old one let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// All of it, and more.
    Wider,
    /// Some of it, and nothing else.
    Narrower,
    /// Some of it at the most, and something else.
    Overlapping,
    /// Nobody knows.
    Unknown(Reason),
}

/// Why nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A pattern looks around or has another thing that no automaton has.
    Inexpressible,
    /// The automata are too large.
    TooLarge,
}

/// What limits the values besides their pattern, before and after alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits<'l> {
    /// The least number of characters.
    pub least: u64,
    /// The greatest number of characters.
    pub most: Option<u64>,
    /// All values, where they are known by name.
    pub named: Option<Vec<&'l str>>,
}

/// How two patterns are related; without a pattern everything passes.
pub fn relation(old: Option<&str>, new: Option<&str>, limits: &Limits<'_>) -> Relation {
    match compare(old, new, limits) {
        Ok((false, false)) => Relation::Equal,
        Ok((false, true)) => Relation::Wider,
        Ok((true, false)) => Relation::Narrower,
        Ok((true, true)) => Relation::Overlapping,
        // Without a pattern nothing is refused, whatever the other one is.
        Err(_) if new.is_none() => Relation::Wider,
        Err(_) if old.is_none() => Relation::Narrower,
        Err(reason) => Relation::Unknown(reason),
    }
}

/// Whether something passes the old pattern alone, and whether something passes the new one alone.
fn compare(
    old: Option<&str>,
    new: Option<&str>,
    limits: &Limits<'_>,
) -> Result<(bool, bool), Reason> {
    let parsed = (parse(old)?, parse(new)?);
    let alphabet = Alphabet::of([&parsed.0, &parsed.1]).ok_or(Reason::TooLarge)?;
    let both = Both {
        old: automaton(&alphabet, &parsed.0)?,
        new: automaton(&alphabet, &parsed.1)?,
        letters: alphabet.letters().collect(),
    };
    if let Some(named) = &limits.named {
        let mut alone = (false, false);
        for value in named {
            let length = value.chars().count() as u64;
            if length >= limits.least && limits.most.is_none_or(|most| length <= most) {
                let passes = both.of(value.chars().map(|char| alphabet.letter(char)))?;
                alone.0 |= passes.0 && !passes.1;
                alone.1 |= passes.1 && !passes.0;
            }
        }
        return Ok(alone);
    }
    let anything = Limits::default();
    let found = both.alone(&anything)?;
    if found == (false, false) || *limits == anything {
        return Ok(found);
    }
    // Where counting makes it too large, lengths do not count.
    Ok(both.alone(limits).unwrap_or(found))
}

fn parse(pattern: Option<&str>) -> Result<Hir, Reason> {
    let Some(pattern) = pattern else { return Ok(Hir::empty()) };
    let text = in_engine_notation(pattern).map_err(|_| Reason::Inexpressible)?;
    let mut parser = regex_syntax::ParserBuilder::new().crlf(true).utf8(false).build();
    parser.parse(&text).map_err(|_| Reason::Inexpressible)
}

fn automaton(alphabet: &Alphabet, pattern: &Hir) -> Result<dense::DFA<Vec<u32>>, Reason> {
    let letters = alphabet.translate(pattern).ok_or(Reason::Inexpressible)?;
    let config = thompson::Config::new()
        .utf8(false)
        .which_captures(WhichCaptures::None)
        .nfa_size_limit(Some(MOST_BYTES));
    let nfa = thompson::Compiler::new().configure(config).build_from_hir(&letters);
    let config = dense::Config::new()
        .start_kind(StartKind::Unanchored)
        .match_kind(MatchKind::All)
        .dfa_size_limit(Some(MOST_BYTES))
        .determinize_size_limit(Some(MOST_BYTES));
    let nfa = nfa.map_err(|_| Reason::TooLarge)?;
    dense::Builder::new().configure(config).build_from_nfa(&nfa).map_err(|_| Reason::TooLarge)
}

/// Both automata.
struct Both {
    old: dense::DFA<Vec<u32>>,
    new: dense::DFA<Vec<u32>>,
    letters: Vec<u8>,
}

/// Where an automaton is; `None` where something has matched already, so that whatever follows passes.
type At = Option<StateID>;

impl Both {
    /// Whether the text of these letters passes each.
    fn of(&self, letters: impl Iterator<Item = u8>) -> Result<(bool, bool), Reason> {
        let mut at = (begin(&self.old)?, begin(&self.new)?);
        for letter in letters {
            at = (step(&self.old, at.0, letter), step(&self.new, at.1, letter));
        }
        Ok((ends(&self.old, at.0), ends(&self.new, at.1)))
    }

    /// Whether some text within the limits passes the old one alone, and the new one alone.
    fn alone(&self, limits: &Limits<'_>) -> Result<(bool, bool), Reason> {
        let mut found = (false, false);
        let begin = (begin(&self.old)?, begin(&self.new)?, 0_u64);
        let mut seen = BTreeSet::from([begin]);
        let mut pending = VecDeque::from([begin]);
        while let Some((old, new, length)) = pending.pop_front() {
            if length >= limits.least {
                let passes = (ends(&self.old, old), ends(&self.new, new));
                found.0 |= passes.0 && !passes.1;
                found.1 |= passes.1 && !passes.0;
            }
            if found == (true, true) {
                break;
            }
            if limits.most.is_some_and(|most| length >= most) {
                continue;
            }
            // Above the least length, more of it tells nothing where there is no greatest one.
            let length = match limits.most {
                Some(_) => length + 1,
                None => (length + 1).min(limits.least),
            };
            for letter in &self.letters {
                let next = (step(&self.old, old, *letter), step(&self.new, new, *letter), length);
                let is_decided = next.0.is_none() && next.1.is_none();
                if !is_decided && seen.insert(next) {
                    if seen.len() > MOST_PAIRS {
                        return Err(Reason::TooLarge);
                    }
                    pending.push_back(next);
                }
            }
        }
        Ok(found)
    }
}

fn begin(dfa: &dense::DFA<Vec<u32>>) -> Result<At, Reason> {
    let config = start::Config::new().anchored(Anchored::No);
    dfa.start_state(&config).map(Some).map_err(|_| Reason::Inexpressible)
}

/// A match shows one letter late.
fn step(dfa: &dense::DFA<Vec<u32>>, at: At, letter: u8) -> At {
    let next = dfa.next_state(at?, letter);
    (!dfa.is_match_state(next)).then_some(next)
}

/// Whether a text that ends here passes.
fn ends(dfa: &dense::DFA<Vec<u32>>, at: At) -> bool {
    at.is_none_or(|at| dfa.is_match_state(dfa.next_eoi_state(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relate(old: &str, new: &str) -> Relation {
        relation(Some(old), Some(new), &Limits::default())
    }

    #[test]
    fn patterns_are_related_as_what_they_let_pass() {
        let cases = [
            (r"^[a-z]+$", r"^[a-z][a-z]*$", Relation::Equal),
            (r"^[\w]*$", r"^[a-zA-Z0-9_]*$", Relation::Equal),
            (r"^(a|b)$", r"^[ab]$", Relation::Equal),
            (r"abc", r"^.*abc.*$", Relation::Narrower),
            (r"abc", r"^[\s\S]*abc[\s\S]*$", Relation::Equal),
            (r"^[a-z]+$", r"^[a-z0-9]+$", Relation::Wider),
            (r"^[a-z0-9]+$", r"^[a-z]+$", Relation::Narrower),
            (r"^[a-m]+$", r"^[h-z]+$", Relation::Overlapping),
            (r"^[a-m]$", r"^[n-z]$", Relation::Overlapping),
            (r"[\S\s]*", r".*", Relation::Equal),
            (r"^\p{L}{1,1024}$", r"^\p{L}{1,1025}$", Relation::Wider),
            (r"^\p{L}{1,256}$", r"^[\p{L}]{1,256}$", Relation::Equal),
            (r"^\p{L}$", r"^\p{Lu}$", Relation::Narrower),
            (r"(?i)^a$", r"^[aA]$", Relation::Equal),
            (r"^a\b", r"^a(\W|$)", Relation::Equal),
            (r"^a$", r"(?m)^a$", Relation::Wider),
            (r"^é$", "^\u{e9}$", Relation::Equal),
            (r"^[\u0020-\uFFFF]+$", r"^[\u0021-\uFFFF]+$", Relation::Narrower),
            (r"^(?!aws).*$", r"^.*$", Relation::Unknown(Reason::Inexpressible)),
            (r"^(.)\1$", r"^..$", Relation::Unknown(Reason::Inexpressible)),
            (r"(a|b)*a(a|b){40}x", r"(a|b)*b(a|b){40}x", Relation::Unknown(Reason::TooLarge)),
        ];
        for (old, new, expected) in cases {
            assert_eq!(relate(old, new), expected, "{old} -> {new}");
            assert_eq!(relate(new, old), expected.turned(), "{new} -> {old}");
            assert_eq!(relate(old, old).turned(), relate(old, old), "{old}");
        }
    }

    #[test]
    fn without_a_pattern_everything_passes() {
        let limits = Limits::default();
        let all = |pattern| relation(None, Some(pattern), &limits);
        assert_eq!(all(r"[\s\S]*"), Relation::Equal);
        assert_eq!(all(r"^.*$"), Relation::Narrower);
        assert_eq!(all(r"^(?!aws)"), Relation::Narrower);
        assert_eq!(relation(Some(r"^(?!aws)"), None, &limits), Relation::Wider);
        assert_eq!(relation(None, None, &limits), Relation::Equal);
    }

    #[test]
    fn lengths_and_names_count() {
        let of = |least, most, named| Limits { least, most, named };
        let relate = |old, new, limits| relation(Some(old), Some(new), &limits);
        let (some, few) = ("^[a-z]+$", "^[a-z]{1,9}$");
        assert_eq!(relate(some, few, of(0, None, None)), Relation::Narrower);
        assert_eq!(relate(some, few, of(0, Some(9), None)), Relation::Equal);
        assert_eq!(relate(some, few, of(0, Some(10), None)), Relation::Narrower);
        assert_eq!(relate("^[a-z]*$", some, of(1, None, None)), Relation::Equal);
        assert_eq!(relate("^[a-z]*$", some, of(0, None, None)), Relation::Narrower);
        // Characters, not bytes.
        assert_eq!(relate("^é{1,5}$", "^é{1,3}$", of(0, Some(3), None)), Relation::Equal);
        let named = || Some(vec!["red", "green"]);
        assert_eq!(relate("^[a-z]+$", "^[a-z]{3,5}$", of(0, None, named())), Relation::Equal);
        assert_eq!(relate("^[a-z]+$", "^[a-z]{3}$", of(0, None, named())), Relation::Narrower);
        assert_eq!(relate("^[a-z]+$", "^[a-z]{3}$", of(0, Some(3), named())), Relation::Equal);
    }

    impl Relation {
        /// The same, with old and new in each other's place.
        fn turned(self) -> Self {
            match self {
                Self::Wider => Self::Narrower,
                Self::Narrower => Self::Wider,
                same => same,
            }
        }
    }
}
