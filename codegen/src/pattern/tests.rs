//! What becomes of a pattern. What the result matches is tested with the runtime, in `tests/tests/it/patterns.rs`.

use super::translate;

#[test]
fn what_rust_reads_the_same_stays_as_it_is_written() {
    for pattern in [
        "",
        r"^[\w+=,.@-]+$",
        r"^[a-zA-Z0-9-_.]{1,}(?:/\d{0,1}){2,2}$",
        r"^[-a-z\s\S]*?\.\/\-\_\:\#\ $",
        r"^\p{L}[\p{L}\p{IsAlphabetic}\P{C}]\p{Script=Greek}$",
        r"^\u00e9\x41\u{1F600}[\u0020-\u007E]$",
        r"(?i)all|(?s).*|(?<name>a)|(?:b)|()|",
        r"\bword\b\A\z",
        "^[$.*{}()|?#&~ ]+}$",
    ] {
        assert_eq!(translate(pattern).as_deref(), Ok(pattern));
    }
}

#[test]
fn what_rust_reads_in_another_way_or_not_at_all_is_translated() {
    for (pattern, translated) in [
        // Escapes.
        (r"\<\>\é\i", "<>éi"),
        (r"\0\cA\a\e\c", r"\x00\x01\x07\x1B\\c"),
        (r"[\b\037\1\8]", r"[\x08\x1F\x018]"),
        (r"\Qa.b[\E.", r"a\.b\[."),
        (r"\uD83D\uDE00\u12\xZ", r"\u{1F600}u12xZ"),
        // Sets of characters.
        (r"\pL\PL", r"\p{L}\P{L}"),
        (r"\p{Alnum}[\p{Punct}_]\P{Print}", r"[[:alnum:]][[:punct:]_][^[:print:]]"),
        (r"[\p{LD}]\p{all}\p{Cs}", r"[\p{L}\p{Nd}][\p{Any}][^\p{Any}]"),
        (r"\p{Alpha}\P{Alpha}[^\p{Alpha}]", r"\p{Alpha}[^[:alpha:]][^[:alpha:]]"),
        (r"[^\v]\V", r"[^\v][^\n\x0B\f\r\x85\u2028\u2029]"),
        // Classes.
        (r"[\w-.a-\d]", r"[\w\-.a\-\d]"),
        ("[[&&~~]", r"[\[&\&~\~]"),
        ("[+--/]", r"[+-\-/]"),
        ("[--/]", r"[\--/]"),
        ("[][^]", r"[^\s\S][\s\S]"),
        ("[]a]", r"[\]a]"),
        ("[a-z&&[^b]]", "[a-z&&[^b]]"),
        ("[a[:alpha:]]", "[a[:alpha:]]"),
        ("[&&a]", r"[&\&a]"),
        // Surrogates.
        (r"[\uD800-\uDBFF][\uDC00-\uDFFF]", r"[\u{10000}-\u{10FFFF}]"),
        (r"\uD83C[\uDF00-\uDFFF]", r"[\u{1F300}-\u{1F3FF}]"),
        (r"[a\uD800-\uDFFF]", r"[a\u{10000}-\u{10FFFF}]"),
        (r"[^a\uD800-\uDFFF]", "[^a]"),
        (r"[\u0020-\uFFFF]", r"[\u0020-\uFFFF\u{10000}-\u{10FFFF}]"),
        (r"[\u0020-\uDFFF]\uD800", r"[\u0020-\uD7FF\u{10000}-\u{10FFFF}][^\s\S]"),
        // Groups and quantifiers.
        ("(?>a)(?u)(?u:b)(?i-:c)", "(?:a)(?:)(?:b)(?i:c)"),
        ("(?<n>a)|(?<n>b)(?<é>c)", "(?<n>a)|(?:b)(?:c)"),
        ("a*+b?+c{2}+d{,3}", "a*b?c{2}d{0,3}"),
        ("{%x{y}{1", r"\{%x\{y}\{1"),
        (r"a(?![\s\S])|(?<![^])b", r"a\z|\Ab"),
        // More than the engine takes.
        ("[a-z]{3,99999999999}", "[a-z]{3,}"),
        (r"\p{L}{20000}", r"\p{L}+"),
    ] {
        assert_eq!(translate(pattern).as_deref(), Ok(translated), "{pattern}");
    }
}

#[test]
fn what_stands_in_the_way_is_named() {
    let deep = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
    for (pattern, obstacle) in [
        ("(?!a)b", "it looks ahead with `(?!…)`"),
        ("a(?<=b)", "it looks behind with `(?<=…)`"),
        (r"(a)\1", r"it has the back-reference `\1`"),
        (r"(?<n>a)\k<n>", r"it has the back-reference `\k<n>`"),
        ("(?x)a b", "it has the flag `x`"),
        (r"\X", r"it has `\X`"),
        (r"\p{InGreek}", r"`\p{InGreek}` is no property of Unicode that is known"),
        (r"\p{}", r"`\p{}` is no property of Unicode that is known"),
        ("*a", "it is no regular expression: a quantifier has nothing to repeat"),
        ("a{3,2}", "it is no regular expression: the bounds of a quantifier are out of order"),
        ("[z-a]", "it is no regular expression: the range `z-a` is out of order"),
        ("(a", "it is no regular expression: a `(` is not closed"),
        ("a)", "it is no regular expression: a `)` closes nothing"),
        ("[a", "it is no regular expression: a `[` is not closed"),
        ("a\\", "it is no regular expression: a backslash at the end escapes nothing"),
        (r"\u{110000}", r"it is no regular expression: `\u{110000}` is no character"),
        ("(?'n'a)", "it is no regular expression: `(?` opens no group that is known"),
        (&deep, "it is no regular expression: more than 200 groups are nested"),
        ("(((((((a{9}){9}){9}){9}){9}){9}){9}){9}", "it is too large"),
    ] {
        let found = translate(pattern).map_err(|obstacle| obstacle.to_string());
        assert_eq!(found, Err(obstacle.to_owned()));
    }
}
