//! What is refused, what is accepted, and what is said of it.

use std::collections::BTreeMap;

use super::{Effect, Level, Policy, judge};
use crate::report::{Accepted, Change, CrateReview, Part, Reach, Review, Side, Standing};
use crate::table::{Callers, Kind, Wire};

const TODAY: &str = "2026-11-29";

fn change(kind: Kind, operations: &[&str]) -> Change {
    let inputs = operations.iter().map(|name| (*name).to_owned()).collect();
    Change {
        id: String::new(),
        kind,
        shape: "example#Kiln$Heat".to_owned(),
        subject: "Kiln.Heat".to_owned(),
        detail: "gone".to_owned(),
        of_trait: None,
        parts: Vec::new(),
        reference: None,
        notes: Vec::new(),
        reach: Reach { inputs, ..Reach::default() },
        files: Vec::new(),
        used_at: Vec::new(),
        rewrite: None,
        standing: Standing::default(),
    }
}

fn review(changes: Vec<Change>) -> Review {
    let of_crate = CrateReview {
        package: "kilns".to_owned(),
        service: "Kilns".to_owned(),
        old: Side::default(),
        new: Side::default(),
        changes,
        files: Vec::new(),
        generator: None,
        warnings: Vec::new(),
        used_by: None,
    };
    Review { crates: vec![of_crate], not_occurring: Vec::new() }
}

fn policy(effects: &[Effect], kinds: &[(Kind, Level)], operations: &[(&str, Level)]) -> Policy {
    Policy {
        effects: effects.iter().copied().collect(),
        kinds: kinds.iter().copied().collect(),
        traits: BTreeMap::new(),
        operations: operations.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect(),
    }
}

/// Why the only change is refused.
fn refused(kind: Kind, operations: &[&str], policy: &Policy) -> Option<String> {
    let mut review = review(vec![change(kind, operations)]);
    judge(&mut review, policy, &[], TODAY);
    match &review.crates[0].changes[0].standing {
        Standing::Denied { why, .. } => Some(why.clone()),
        _ => None,
    }
}

#[test]
fn without_a_policy_nothing_is_refused() {
    for kind in Kind::all() {
        assert_eq!(refused(kind, &[], &Policy::default()), None, "{kind:?}");
    }
}

#[test]
fn effects_are_those_of_the_table() {
    for kind in Kind::all() {
        let row = kind.row();
        for (effect, expected) in [
            (Effect::Breaking, row.callers == Callers::Breaking),
            (Effect::RunTime, row.at_run_time),
            (Effect::WireFails, row.wire == Wire::Fails),
            (Effect::WireLimited, row.wire == Wire::Limited),
        ] {
            let expected = expected.then(|| effect.name().to_owned());
            assert_eq!(refused(kind, &[], &policy(&[effect], &[], &[])), expected, "{kind:?}");
        }
    }
}

#[test]
fn kinds_go_before_effects_and_operations_before_kinds() {
    let allowed = policy(&[Effect::Breaking], &[(Kind::MemberRemoved, Level::Allow)], &[]);
    assert_eq!(refused(Kind::MemberRemoved, &["Fire"], &allowed), None);
    assert_eq!(refused(Kind::OperationRemoved, &["Fire"], &allowed).as_deref(), Some("breaking"));

    let denied = policy(&[], &[(Kind::ValueAdded, Level::Deny)], &[("Cool", Level::Allow)]);
    assert_eq!(refused(Kind::ValueAdded, &["Fire"], &denied).as_deref(), Some("value-added"));
    assert_eq!(refused(Kind::ValueAdded, &["Cool"], &denied), None);
    // One of two operations decides nothing for the other.
    assert_eq!(
        refused(Kind::ValueAdded, &["Cool", "Fire"], &denied).as_deref(),
        Some("value-added")
    );

    let fire = policy(&[], &[], &[("Fire", Level::Deny), ("Cool", Level::Allow)]);
    assert_eq!(
        refused(Kind::DocumentationChanged, &["Cool", "Fire"], &fire).as_deref(),
        Some("Fire")
    );
    assert_eq!(refused(Kind::DocumentationChanged, &[], &fire), None);
}

#[test]
fn traits_go_before_kinds_and_after_operations_and_an_id_before_its_namespace() {
    let of = |name: &str| Change {
        of_trait: Some(name.to_owned()),
        ..change(Kind::ConstraintTightened, &["Fire"])
    };
    let with = |traits: &[(&str, Level)], operations: &[(&str, Level)]| Policy {
        traits: traits.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect(),
        ..policy(&[Effect::WireFails], &[(Kind::ConstraintTightened, Level::Deny)], operations)
    };
    let refused = |change: Change, policy: &Policy| {
        let mut review = review(vec![change]);
        judge(&mut review, policy, &[], TODAY);
        match &review.crates[0].changes[0].standing {
            Standing::Denied { why, .. } => Some(why.clone()),
            _ => None,
        }
    };
    let pattern = "smithy.api#pattern";
    let allowed = with(&[(pattern, Level::Allow)], &[]);
    assert_eq!(refused(of(pattern), &allowed), None);
    assert_eq!(refused(of("smithy.api#length"), &allowed).as_deref(), Some("constraint-tightened"));
    let both = with(&[("smithy.api#*", Level::Deny), (pattern, Level::Allow)], &[]);
    assert_eq!(refused(of(pattern), &both), None);
    assert_eq!(refused(of("smithy.api#length"), &both).as_deref(), Some("smithy.api#*"));
    assert_eq!(refused(of("smithy.apis#length"), &both).as_deref(), Some("constraint-tightened"));
    let operation = with(&[(pattern, Level::Deny)], &[("Fire", Level::Allow)]);
    assert_eq!(refused(of(pattern), &operation), None);
    // A change of no trait is none of theirs.
    assert_eq!(
        refused(change(Kind::ValueAdded, &["Fire"]), &with(&[("a#*", Level::Deny)], &[])),
        None
    );
}

fn accepted(fingerprint: &str, until: Option<&str>) -> Accepted {
    Accepted {
        fingerprint: fingerprint.to_owned(),
        package: "kilns".to_owned(),
        change: "Kiln.Heat: member-removed".to_owned(),
        reason: "nobody fires".to_owned(),
        until: until.map(str::to_owned),
    }
}

#[test]
fn an_acceptance_counts_until_its_last_day() {
    let removed = change(Kind::MemberRemoved, &["Fire"]);
    let fingerprint = removed.fingerprint("kilns");
    let policy = policy(&[Effect::Breaking], &[], &[]);
    for (until, is_accepted) in [
        (None, true),
        (Some("2026-11-29"), true),
        (Some("2027-01-01"), true),
        (Some("2026-11-28"), false),
    ] {
        let mut review = review(vec![removed.clone()]);
        judge(&mut review, &policy, &[accepted(&fingerprint, until)], TODAY);
        let until = until.map(str::to_owned);
        let expected = match is_accepted {
            true => Standing::Accepted { reason: "nobody fires".to_owned(), until },
            false => Standing::Denied {
                why: "breaking".to_owned(),
                fingerprint: fingerprint.clone(),
                expired: until,
            },
        };
        assert_eq!(review.crates[0].changes[0].standing, expected);
        assert_eq!(review.denied().count(), usize::from(!is_accepted));
        assert!(review.not_occurring.is_empty());
    }
}

#[test]
fn what_does_not_occur_is_told_for_the_crates_that_are_compared() {
    let mut review = review(Vec::new());
    let here = accepted("0123456789abcdef", None);
    let elsewhere = Accepted { package: "wheels".to_owned(), ..here.clone() };
    judge(&mut review, &Policy::default(), &[here.clone(), elsewhere], TODAY);
    assert_eq!(review.not_occurring, [here]);
}

#[test]
fn a_fingerprint_is_of_this_change_alone() {
    let one = change(Kind::MemberRemoved, &["Fire"]);
    assert_eq!(one.fingerprint("kilns"), "e111706295e4e0c9");
    // What it reaches, its place in the list and its files are no part of it.
    let elsewhere = Change { id: "b".to_owned(), ..change(Kind::MemberRemoved, &["Cool"]) };
    assert_eq!(elsewhere.fingerprint("kilns"), one.fingerprint("kilns"));
    let others = [
        Change { detail: "gone: string".to_owned(), ..one.clone() },
        Change { shape: "example#Kiln$Heats".to_owned(), ..one.clone() },
        change(Kind::MemberRemovedFromInput, &["Fire"]),
    ];
    for other in others {
        assert_ne!(other.fingerprint("kilns"), one.fingerprint("kilns"));
    }
    assert_ne!(one.fingerprint("wheels"), one.fingerprint("kilns"));
}

fn of_two(kind: Kind) -> Change {
    let part = |name: &str| Part {
        shape: format!("example#{name}$Heat"),
        subject: format!("{name}.Heat"),
        detail: "gone".to_owned(),
        reference: None,
        rewrite: None,
    };
    Change { parts: vec![part("Kiln"), part("Oven")], ..change(kind, &["Fire"]) }
}

#[test]
fn a_change_of_several_has_the_fingerprint_of_all_its_parts() {
    let two = of_two(Kind::MemberRemoved);
    let one = change(Kind::MemberRemoved, &["Fire"]);
    assert_ne!(two.fingerprint("kilns"), one.fingerprint("kilns"));
    assert_eq!(two.fingerprints_of_parts("kilns")[0], one.fingerprint("kilns"));
    // What it is called is no part of it, what it is of is.
    let renamed = Change { subject: "2 structures".to_owned(), ..two.clone() };
    assert_eq!(renamed.fingerprint("kilns"), two.fingerprint("kilns"));
    let mut three = two.clone();
    three.parts.push(Part { shape: "example#Pot$Heat".to_owned(), ..two.parts[0].clone() });
    assert_ne!(three.fingerprint("kilns"), two.fingerprint("kilns"));
}

#[test]
fn parts_that_were_accepted_one_by_one_are_accepted_as_one() {
    let two = of_two(Kind::MemberRemoved);
    let policy = policy(&[Effect::Breaking], &[], &[]);
    let parts = two.fingerprints_of_parts("kilns");
    let whole = two.fingerprint("kilns");
    let standing = |entries: &[Accepted]| {
        let mut review = review(vec![two.clone()]);
        judge(&mut review, &policy, entries, TODAY);
        assert!(review.not_occurring.is_empty(), "each of them occurs");
        review.crates[0].changes[0].standing.clone()
    };
    let accepted_until = |until: Option<&str>| Standing::Accepted {
        reason: "nobody fires".to_owned(),
        until: until.map(str::to_owned),
    };
    let refused = |expired: Option<&str>| Standing::Denied {
        why: "breaking".to_owned(),
        fingerprint: whole.clone(),
        expired: expired.map(str::to_owned),
    };
    let [kiln, oven] = [accepted(&parts[0], None), accepted(&parts[1], Some("2026-12-31"))];
    assert_eq!(standing(&[kiln.clone(), oven]), accepted_until(Some("2026-12-31")));
    assert_eq!(standing(std::slice::from_ref(&kiln)), refused(None));
    let over = accepted(&parts[1], Some("2026-11-28"));
    assert_eq!(standing(&[kiln.clone(), over.clone()]), refused(Some("2026-11-28")));
    // All of it counts, whatever was said of the parts.
    assert_eq!(standing(&[kiln, over, accepted(&whole, None)]), accepted_until(None));
}
