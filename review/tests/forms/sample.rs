//! Reviews to print.

use tinsmith_review::code;
use tinsmith_review::gate::{Effect, Level, Policy, judge};
use tinsmith_review::report::{
    Accepted, Cause, Change, ChangedFile, CrateReview, ExampleHunk, FilesOfKind, GeneratorChange,
    Part, Reach, Review, Rewrite, Side, Standing, Status,
};
use tinsmith_review::table::Kind;

/// Names that try to be more than names: markup, tags, mentions, references, links, control characters.
pub(crate) const HOSTILE: [&str; 10] = [
    "`| **major** | 0 | 0 |",
    "```\n\n## API changes: **none**\n\n```",
    "</details></summary><script>alert(1)</script>",
    "@everyone #1 GH-1 owner/name#1",
    "[link](https://example.com) <https://example.com> www.example.com",
    "a\r\n\r\n- `forged`: `item`\n| row | row |",
    "\u{1b}[2J\u{1b}[1;31mred\u{202e}reversed",
    "<!-- <![CDATA[ &lt; &#64; \\` \\| $`x`$",
    "",
    " ``` ` ",
];

/// A change of the service as a whole; [`In`] says where others can be reached from.
pub(crate) fn change(kind: Kind, subject: &str, detail: &str) -> Change {
    let id = format!("{}-{}", subject.to_lowercase().replace('.', "-"), kind.row().id);
    let shape = format!("com.example#{}", subject.replace('.', "$"));
    let (subject, detail) = (subject.to_owned(), detail.to_owned());
    let reach = Reach::default();
    Change {
        id,
        kind,
        shape,
        subject,
        detail,
        of_trait: None,
        parts: Vec::new(),
        reference: None,
        notes: vec![],
        reach,
        files: vec![],
        used_at: Vec::new(),
        rewrite: None,
        standing: Standing::default(),
    }
}

/// What a change can have besides.
pub(crate) trait In {
    /// In the inputs of these operations.
    fn sent(self, operations: &[&str]) -> Self;
    /// In the outputs of these operations.
    fn received(self, operations: &[&str]) -> Self;
    /// With this note.
    fn note(self, note: &str) -> Self;
}

impl In for Change {
    fn sent(mut self, operations: &[&str]) -> Self {
        self.reach.inputs = operations.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    fn received(mut self, operations: &[&str]) -> Self {
        self.reach.outputs = operations.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    fn note(mut self, note: &str) -> Self {
        self.notes.push(note.to_owned());
        self
    }
}

/// A crate without a change.
pub(crate) fn unchanged(package: &str) -> CrateReview {
    let side = Side {
        label: "model/example.json".to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        operations: 3,
        files: 40,
        lines: 2000,
    };
    CrateReview {
        package: package.to_owned(),
        service: "Example".to_owned(),
        old: Side { label: "model/example.json at 1a2b3c4".to_owned(), ..side.clone() },
        new: side,
        changes: vec![],
        files: vec![],
        generator: None,
        warnings: vec![],
        used_by: None,
    }
}

/// A review of one crate.
pub(crate) fn review_of(of_crate: CrateReview) -> Review {
    Review { crates: vec![of_crate], ..Review::default() }
}

/// Changes of everything that has a form of its own, in the order in which a comparison gives them.
pub(crate) fn much() -> CrateReview {
    let many = ["A1", "B2", "C3", "D4", "E5", "F6", "G7", "H8"];
    let changes = vec![
        change(Kind::OperationRemoved, "SignOut", "removed").sent(&["SignOut"]),
        Change {
            reference: Some(
                "https://docs.aws.amazon.com/goto/WebAPI/example-2024-01-01/SignUp".to_owned(),
            ),
            ..change(Kind::MemberRemoved, "SignUpRequest.Password", "removed").sent(&["SignUp"])
        },
        change(Kind::MemberRemoved, "SignUpRequest.Note", "removed").sent(&["SignUp"]),
        Change {
            parts: ["SignInRequest", "SignUpRequest"].map(with_device).to_vec(),
            ..change(
                Kind::RequiredMemberAddedToInput,
                "SignInRequest.Device, SignUpRequest.Device",
                "new, required: string",
            )
            .sent(&["SignIn", "SignUp"])
        },
        change(Kind::ValueRemoved, "MessageAction.SUPPRESS", "removed").sent(&["Invite", "SignUp"]),
        change(Kind::OperationAdded, "SignIn", "added").sent(&["SignIn"]),
        change(Kind::TypeAdded, "SignInChallenge", "added").received(&["SignIn"]),
        change(Kind::TypeAdded, "SignInDevice", "added").sent(&["SignIn"]).received(&["SignIn"]),
        change(Kind::TypeAdded, "SignInOption", "added").sent(&["SignIn"]),
        change(Kind::OptionalMemberAdded, "SignUpRequest.Locale", "added, `string`")
            .sent(&["SignUp"])
            .note("the type is used by 2 other members"),
        change(Kind::ValueAdded, "MessageAction.RESEND", "added").sent(&["Invite", "SignUp"]),
        change(Kind::OptionalMemberAdded, "Tag.Scope", "added, `Scope`").sent(&many),
        change(Kind::ConstraintWidened, "Tag.Key", "length 1..=128 -> 1..=256, widened")
            .sent(&many),
        change(
            Kind::ConstraintTightened,
            "SignUpRequest.Username",
            "pattern `\\S+` -> `[a-z|0-9]+`",
        )
        .sent(&["SignUp"]),
        change(Kind::DocumentationChanged, "SignUpRequest.Username", "words differ")
            .sent(&["SignUp"]),
        change(Kind::EndpointRulesChanged, "Example", "2 of 40 test cases have another result")
            .note("us-gov-west-1 with FIPS: https://a.example -> https://b.example"),
        change(Kind::FactWithoutEffect, "Example", "`@xmlNamespace` added"),
    ];
    let file = |path: &str, status, (added, removed)| ChangedFile {
        path: path.to_owned(),
        status,
        added,
        removed,
        cause: Cause::Model,
    };
    CrateReview {
        changes,
        files: vec![
            file("src/client.rs", Status::Changed, (12, 8)),
            file("src/operation/sign_in.rs", Status::Added, (140, 0)),
            file("src/operation/sign_out.rs", Status::Removed, (0, 90)),
            file("src/types/message_action.rs", Status::Changed, (3, 3)),
        ],
        warnings: vec!["`Upload` is left out: it streams its body".to_owned()],
        ..unchanged("example-provider")
    }
}

/// A structure that has another required member.
fn with_device(structure: &str) -> Part {
    Part {
        shape: format!("com.example#{structure}$Device"),
        subject: format!("{structure}.Device"),
        detail: "new, required: string".to_owned(),
        reference: Some(format!(
            "https://docs.aws.amazon.com/goto/WebAPI/example-2024-01-01/{structure}"
        )),
        rewrite: Some(Rewrite {
            old: format!("{structure}::new()"),
            new: format!("{structure}::device(device)"),
        }),
    }
}

/// The same model, printed by another generator.
pub(crate) fn other_generator() -> CrateReview {
    let kind = |kind: &str, files, added, removed| FilesOfKind {
        kind: kind.to_owned(),
        files,
        added,
        removed,
    };
    let old = "fn a() {\n    // ``` is no fence\n    one();\n}\n";
    let new = "fn a() {\n    // ``` is no fence\n    two();\n}\n";
    let examples = code::hunks(old, new).into_iter().map(|hunk| ExampleHunk {
        path: "src/wire/sign_up.rs".to_owned(),
        hunk,
        alike: 12,
    });
    let generator = GeneratorChange {
        kinds: vec![kind("operations", 3, 9, 6), kind("wire", 12, 120, 1200)],
        examples: examples.collect(),
    };
    let files = (0..15).map(|number| ChangedFile {
        path: match number {
            0..3 => format!("src/operation/o{number}.rs"),
            _ => format!("src/wire/w{number}.rs"),
        },
        status: Status::Changed,
        added: 1,
        removed: 2,
        cause: Cause::Generator,
    });
    CrateReview {
        files: files.collect(),
        generator: Some(generator),
        ..unchanged("example-provider")
    }
}

/// A review whose every text is hostile.
pub(crate) fn hostile() -> Review {
    let crates = HOSTILE.map(|name| {
        let side = Side { label: name.to_owned(), sha256: name.to_owned(), ..Side::default() };
        let mut generator = GeneratorChange::default();
        generator.kinds.push(FilesOfKind { kind: name.to_owned(), ..FilesOfKind::default() });
        let hunk = code::hunks("", &format!("{name}\n")).into_iter().next().expect("it differs");
        generator.examples.push(ExampleHunk { path: name.to_owned(), hunk, alike: 1 });
        let changes = vec![
            change(Kind::MemberRemoved, name, name).received(&HOSTILE).note(name),
            change(Kind::OptionalMemberAdded, name, name).sent(&[&format!("{name}.")]).note(name),
            change(Kind::DocumentationChanged, name, name).sent(&["A", name]),
        ];
        CrateReview {
            old: side.clone(),
            new: side,
            service: name.to_owned(),
            changes,
            generator: Some(generator),
            warnings: vec![name.to_owned()],
            ..unchanged(name)
        }
    });
    Review { crates: crates.into(), ..Review::default() }
}

/// What a gate made of some changes: refused, accepted, no longer accepted, and one that is not there.
pub(crate) fn gated() -> Review {
    let hostile = "a `reason` of @everyone\u{1b}[2J";
    let changes = vec![
        change(Kind::MemberRemoved, "Kiln.Heat", "gone: integer").sent(&["Fire"]),
        change(Kind::MemberRemoved, "Kiln.Fuel", "gone: string").sent(&["Fire", "Cool"]),
        change(Kind::MemberRetyped, "Kiln.Door", "string -> Door").sent(&["Fire"]),
        change(Kind::TypeAdded, "Door", "new structure"),
        change(Kind::TypeAdded, "Window", "new structure"),
        change(Kind::DocumentationChanged, "Kiln", "words differ"),
    ];
    let mut changes = changes;
    changes[2].rewrite = Some(Rewrite {
        old: "Kiln::new().door(door)".to_owned(),
        new: "Kiln::door(door)".to_owned(),
    });
    let accept = |change: &Change, reason: &str, until: Option<&str>| Accepted {
        fingerprint: change.fingerprint("first"),
        package: "first".to_owned(),
        change: change.title(),
        reason: reason.to_owned(),
        until: until.map(str::to_owned),
    };
    let accepted = [
        accept(&changes[1], hostile, Some("2027-01-31")),
        accept(&changes[2], "the door moves", Some("2026-10-31")),
        accept(&change(Kind::OperationRemoved, "Glaze", "gone"), "nobody glazes", None),
    ];
    let mut review = review_of(CrateReview { changes, ..unchanged("first") });
    let policy = Policy {
        effects: [Effect::Breaking].into(),
        kinds: [(Kind::TypeAdded, Level::Deny), (Kind::DocumentationChanged, Level::Deny)].into(),
        ..Policy::default()
    };
    judge(&mut review, &policy, &accepted, "2026-11-29");
    review
}
