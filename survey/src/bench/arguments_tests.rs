//! Which benchmark the arguments mean.

use super::*;

fn parsed(arguments: &[&str]) -> Option<What> {
    crate::parsed::<Bench>(arguments).unwrap().what
}

#[test]
fn a_benchmark_is_named_and_the_stages_are_meant_otherwise() {
    assert_eq!(parsed(&[]), None);
    let arguments = ["--baseline".to_owned(), "main".to_owned()].to_vec();
    assert_eq!(
        parsed(&["stages", "--", "--baseline", "main"]),
        Some(What::Stages(Criterion { arguments }))
    );
    let arguments = ["html".to_owned()].to_vec();
    assert_eq!(parsed(&["review", "html"]), Some(What::Review(Criterion { arguments })));
    assert_eq!(parsed(&["call"]), Some(What::Call));
    assert_eq!(parsed(&["inline"]), Some(What::Inline { report: None }));
    let report = Some(PathBuf::from("a.md"));
    assert_eq!(parsed(&["protocols", "--report", "a.md"]), Some(What::Protocols { report }));
}

#[test]
fn all_is_compiled_unless_a_part_is_named() {
    let all = Compile {
        profiles: Profile::ALL.to_vec(),
        calls: Calls::ALL.to_vec(),
        generated: false,
        report: None,
    };
    assert_eq!(parsed(&["compile"]), Some(What::Compile(all.clone())));
    let some = Compile {
        profiles: vec![Profile::Release, Profile::Check],
        calls: vec![Calls::Some],
        generated: true,
        report: None,
    };
    let arguments = ["compile", "--profile", "release,check", "--calls=20", "--generated"];
    assert_eq!(parsed(&arguments), Some(What::Compile(some)));
    let page = Compile { report: Some(PathBuf::from("a.md")), ..all };
    assert_eq!(parsed(&["compile", "--report", "a.md"]), Some(What::Compile(page)));
}
