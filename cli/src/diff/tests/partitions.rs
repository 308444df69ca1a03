//! Each side of a comparison has the partitions of its own revision, by which its endpoint cases are kept or left out.

use super::*;

const WITH_PARTITIONS: &str =
    "\n[partitions]\nsource = \"partitions.json\"\noutput = \"runtime/src/partitions.rs\"\n";

/// A table in which hosts end with this.
fn partitions(suffix: &str) -> String {
    format!(
        r#"{{"partitions": [{{"id": "aws", "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$", "regions": {{"us-east-1": {{}}}},
            "outputs": {{"dnsSuffix": "{suffix}", "dualStackDnsSuffix": "{suffix}", "supportsFIPS": true,
                "supportsDualStack": true, "implicitGlobalRegion": "us-east-1"}}}}]}}"#
    )
}

/// A service whose hosts end with what the partition says, and a case that says so too.
fn with_case(suffix: &str) -> String {
    let rules = format!(
        r#""smithy.rules#endpointRuleSet": {{"version": "1.0",
            "parameters": {{"Region": {{"type": "string", "builtIn": "AWS::Region", "required": true}}}},
            "rules": [{{"type": "endpoint", "endpoint": {{"url": "https://kiln.{{It#dnsSuffix}}"}},
                "conditions": [{{"fn": "aws.partition", "argv": [{{"ref": "Region"}}], "assign": "It"}}]}}]}},
        "smithy.rules#endpointTests": {{"version": "1.0", "testCases": [
            {{"params": {{"Region": "us-east-1"}}, "expect": {{"endpoint": {{"url": "https://kiln.{suffix}"}}}}}}]}},"#
    );
    let traits = r#""traits": {"aws.protocols"#;
    model(NOTE).replacen(traits, &format!(r#""traits": {{{rules} "aws.protocols"#), 1)
}

fn repository(name: &str) -> Folder {
    let folder = Folder::repository(name);
    folder.write("codegen.toml", &format!("{CONFIG}{WITH_PARTITIONS}"));
    folder.write("partitions.json", &partitions("old.example"));
    folder.write("kilns.json", &with_case("old.example"));
    folder.generate();
    folder.commit();
    folder
}

#[test]
fn cases_that_change_with_the_partitions_are_a_change() {
    let folder = repository("cases");
    assert_eq!(folder.since(Some("HEAD")), Ok((0, "kilns: no change\n".to_owned())));

    folder.write("partitions.json", &partitions("new.example"));
    folder.write("kilns.json", &with_case("new.example"));
    let (status, text) = folder.since(Some("HEAD")).unwrap();
    assert_eq!(status, 0);
    let (kilns, _) = text.split_once("\n\nruntime: ").unwrap();
    let of_the_case = "  ~ Kilns: test cases differ: 1 cases have another result, 0 are new, 0 gone, 0 the same\n      \
        `region=us-east-1`: `https://kiln.old.example` -> `https://kiln.new.example`\n";
    assert!(kilns.contains(of_the_case), "{text}");
}

#[test]
fn partitions_that_the_revision_does_not_have_are_not_those_of_the_working_tree() {
    let folder = repository("absent");
    std::fs::remove_file(folder.0.join("partitions.json")).unwrap();
    folder.commit();
    folder.write("partitions.json", &partitions("old.example"));
    let error = folder.since(Some("HEAD")).unwrap_err();
    assert!(error.starts_with("codegen.toml names partitions.json, which "), "{error}");
}
