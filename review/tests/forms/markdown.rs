//! The form for a pull request.

use expect_test::expect_file;
use tinsmith_review::form::markdown::{COMMENT_LIMIT, LEAST_LIMIT, write};
use tinsmith_review::report::{CrateReview, Review};
use tinsmith_review::table::Kind;

use crate::sample;

#[test]
fn what_the_gate_says() {
    expect_file!["expected/gated.md"].assert_eq(&write(&sample::gated(), COMMENT_LIMIT));
}

#[test]
fn much() {
    let text = write(&sample::review_of(sample::much()), COMMENT_LIMIT);
    expect_file!["expected/much.md"].assert_eq(&text);
}

#[test]
fn another_generator() {
    let text = write(&sample::review_of(sample::other_generator()), COMMENT_LIMIT);
    expect_file!["expected/other_generator.md"].assert_eq(&text);
}

#[test]
fn several_crates() {
    let crates = vec![sample::much(), sample::unchanged("second"), sample::other_generator()];
    let text = write(&Review { crates, ..Review::default() }, COMMENT_LIMIT);
    expect_file!["expected/several.md"].assert_eq(&text);
}

#[test]
fn cut() {
    let text = write(&sample::review_of(sample::much()), 2400);
    expect_file!["expected/cut.md"].assert_eq(&text);
}

#[test]
fn hostile() {
    let text = write(&sample::hostile(), COMMENT_LIMIT);
    expect_file!["expected/hostile.md"].assert_eq(&text);
}

#[test]
fn nothing() {
    let all = |review: &Review| write(review, COMMENT_LIMIT);
    let first = || sample::unchanged("first");
    assert_eq!(all(&Review::default()), "Nothing was compared.\n");
    assert_eq!(all(&sample::review_of(first())), "No change of `first`.\n");
    assert_eq!(
        all(&Review { crates: vec![first(), first()], ..Review::default() }),
        "No change of 2 crates.\n"
    );
    let review = CrateReview { warnings: vec!["careful".to_owned()], ..first() };
    let expected = "No change of `first`.\n\n### Warnings\n\n- careful\n";
    assert_eq!(all(&sample::review_of(review)), expected);
}

#[test]
fn what_is_left_out_is_counted_whatever_the_limit() {
    let two =
        Review { crates: vec![sample::much(), sample::other_generator()], ..Review::default() };
    for (review, step) in [(two, 1), (sample::hostile(), 307)] {
        let full = write(&review, usize::MAX);
        let all = Counts::of(&full);
        assert_eq!(all.left, 0, "nothing is left out");
        assert_eq!(
            all.shown,
            review.crates.iter().map(|review| review.changes.len()).sum::<usize>()
        );
        for limit in (0..full.len() + step).step_by(step) {
            let text = write(&review, limit);
            assert!(text.len() <= limit.max(LEAST_LIMIT), "{} of {limit} bytes", text.len());
            let counts = Counts::of(&text);
            assert_eq!(counts.shown + counts.left, all.shown, "at {limit}:\n{text}");
            assert_eq!(limit < full.len(), text.contains(": see the page.\n"), "at {limit}");
            let verdict = format!("## API changes: **{}**\n", review.step().name());
            assert!(text.starts_with(&verdict), "at {limit}:\n{text}");
        }
    }
}

#[test]
fn the_least_limit_has_room_for_the_counts() {
    let long = "long ".repeat(100);
    let crates = vec![CrateReview { changes: vec![], ..sample::other_generator() }; 100];
    let crates = crates.into_iter().map(|review| CrateReview {
        changes: vec![sample::change(Kind::MemberRemoved, &long, &long); 30],
        warnings: vec![long.clone(); 20],
        ..review
    });
    let text = write(&Review { crates: crates.collect(), ..Review::default() }, 0);
    let expected = "## API changes: **major**\n
… and 100 more crates, 200 more remarks, 3000 more changes, 2000 more warnings, 100 more examples: see the page.\n";
    assert_eq!(text, expected);
}

/// What a reader of the raw text can count. Checks on the way that what is opened is closed.
struct Counts {
    shown: usize,
    left: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let (mut shown, mut left) = (0, 0);
        let (mut is_folded, mut heading, mut fence) = (false, "", None);
        for line in text.lines() {
            if fence.is_some() {
                // Lines of code begin with the sign of a diff, so no other line can end the block.
                fence = fence.filter(|fence| *fence != line);
                continue;
            }
            match line {
                "<details>" => assert!(!std::mem::replace(&mut is_folded, true), "twice open"),
                "</details>" => assert!(std::mem::replace(&mut is_folded, false), "never opened"),
                _ if line.starts_with("```") && line.ends_with("diff") => {
                    fence = line.strip_suffix("diff");
                }
                _ if line.starts_with("### ") => heading = line,
                _ if (line.starts_with("- `") || line.starts_with("- [`"))
                    && !heading.starts_with("### Warnings") =>
                {
                    shown += 1;
                }
                _ if line.starts_with("… and ") => left = changes_in(line),
                _ => {}
            }
            assert!(line.starts_with("<summary>") == line.ends_with("</summary>"), "{line}");
        }
        assert!(!is_folded, "`<details>` is not closed:\n{text}");
        assert_eq!(fence, None, "a code block is not closed:\n{text}");
        Self { shown, left }
    }
}

/// The number before `more change` or `more changes` in the last line.
fn changes_in(line: &str) -> usize {
    let count = line.split(" more change").next().and_then(|before| before.rsplit(' ').next());
    match line.contains(" more change") {
        true => count.and_then(|count| count.parse().ok()).expect("a number comes before"),
        false => 0,
    }
}
