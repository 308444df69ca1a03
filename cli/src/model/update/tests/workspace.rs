//! A small workspace and releases of its sources, both made here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rawzip::CompressionMethod;
use tempfile::TempDir;
use tinsmith_codegen::Document;
use tinsmith_codegen::stages::partitions;
use tinsmith_codegen::stages::pipeline::sha256;

use crate::model::convert::convert;
use crate::model::made;
use crate::model::origin::Documents;

/// The partitions of every release of which nothing else is said.
pub(super) const PARTITIONS: &str = r#"{"version": "1.1", "partitions": [{"id": "aws", "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$",
    "regions": {"us-east-1": {"description": "Somewhere"}},
    "outputs": {"name": "aws", "dnsSuffix": "kilns.example", "dualStackDnsSuffix": "kilns.example",
        "supportsFIPS": true, "supportsDualStack": true, "implicitGlobalRegion": "us-east-1"}}]}"#;

/// The endpoint rules of every release of which nothing else is said.
const RULES: &str = r#"{"version": "1.0", "parameters": {}, "rules": [
    {"conditions": [], "type": "endpoint", "endpoint": {"url": "https://kiln.example"}}]}"#;

/// The cases of those rules.
const TESTS: &str = r#"{"version": "1.0", "testCases": [
    {"params": {}, "expect": {"endpoint": {"url": "https://kiln.example"}}}]}"#;

/// The configuration; with an overlay that names an operation.
const CONFIG: &str = "[[sdk]]
model = \"model/kilns.json\"
overlays = [\"model/overlay.json\"]
output = \"generated\"
package = \"kilns\"
operations = \"all\"

[partitions]
source = \"model/partitions.json\"
output = \"runtime/partitions.rs\"
";

const OVERLAY: &str = r#"{"smithy": "2.0", "shapes": {
    "com.amazonaws.kilns#Fire": {"type": "apply", "traits": {"smithy.api#documentation": "Fires."}}}}"#;

/// A service description with these operations.
pub(super) fn description(operations: &[&str]) -> String {
    let operations = operations.iter().map(|name| {
        format!(
            r#""{name}": {{"name": "{name}", "http": {{"method": "POST", "requestUri": "/"}}}}"#
        )
    });
    format!(
        r#"{{"metadata": {{"apiVersion": "2024-01-01", "endpointPrefix": "kiln", "jsonVersion": "1.1", "protocol": "json",
            "serviceId": "Kilns", "signatureVersion": "v4", "targetPrefix": "KilnService"}},
            "operations": {{{}}}, "shapes": {{}}}}"#,
        operations.collect::<Vec<_>>().join(", "),
    )
}

/// What `model/sources.toml` says, with comments and a layout of its own.
pub(super) fn sources(version: &str, [wheel, sdist]: &[String; 2]) -> String {
    format!(
        "# Where the models come from.

[[archive]]
name    = \"wheel\"  # unpacked by hand
package = \"kilns\"
version = \"{version}\"   # moved by the update
file    = \"kilns-{version}-py3-none-any.whl\"
sha256  = \"{wheel}\"

# With the tests.
[[archive]]
name = \"sdist\"
package = \"kilns\"
version = \"{version}\"
file = \"kilns-{version}.tar.gz\"
sha256 = \"{sdist}\"

[[model]]
output = \"model/kilns.json\"
service = {{ archive = \"wheel\", path = \"data/service-2.json\" }}
endpoint-rules = {{ archive = \"wheel\", path = \"data/endpoint-rule-set-1.json\" }}
endpoint-tests = {{ archive = \"sdist\",  path = \"kilns-{version}/tests/endpoint-tests-1.json\" }} # in a folder

[partitions]
output = \"model/partitions.json\"
source = {{ archive = \"wheel\", path = \"data/partitions.json\" }}
"
    )
}

/// A workspace in a folder of its own, which goes when the test is over.
pub(super) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A workspace at version 1.9.0, whose service has the operation `Fire`. Nothing is generated yet.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Self { folder };
        for folder in [workspace.root().join("model"), workspace.shelf()] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let service = description(&["Fire"]);
        let hashes = workspace.release("1.9.0", &service, PARTITIONS);
        workspace.write("model/sources.toml", &sources("1.9.0", &hashes));
        let named = |text: &str| ("document".to_owned(), text.as_bytes().to_vec());
        let documents = Documents {
            service: named(&service),
            endpoint_rules: Some(named(RULES)),
            endpoint_tests: Some(named(TESTS)),
            ..Documents::default()
        };
        workspace.write("model/kilns.json", &convert(&documents).unwrap());
        let document = Document { name: "partitions", bytes: PARTITIONS.as_bytes() };
        workspace.write("model/partitions.json", &partitions::facts(document).unwrap());
        workspace.write("model/overlay.json", OVERLAY);
        workspace.write("codegen.toml", CONFIG);
        workspace
    }

    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// The folder with the archives.
    pub(super) fn shelf(&self) -> PathBuf {
        self.folder.path().join("shelf")
    }

    /// Puts the archives of a version on the shelf; gives their hashes.
    pub(super) fn release(&self, version: &str, service: &str, partitions: &str) -> [String; 2] {
        self.release_with_rules(version, service, partitions, (RULES, TESTS))
    }

    /// As [`release`](Self::release), with endpoint rules and their cases.
    pub(super) fn release_with_rules(
        &self,
        version: &str,
        service: &str,
        partitions: &str,
        (rules, tests): (&str, &str),
    ) -> [String; 2] {
        let wheel = made::wheel(&[
            ("data/service-2.json", service.as_bytes(), CompressionMethod::DEFLATE),
            ("data/endpoint-rule-set-1.json", rules.as_bytes(), CompressionMethod::DEFLATE),
            ("data/partitions.json", partitions.as_bytes(), CompressionMethod::DEFLATE),
        ]);
        let path = format!("kilns-{version}/tests/endpoint-tests-1.json");
        let sdist = made::sdist(&[(&path, tests.as_bytes())]);
        let shelf = self.shelf();
        std::fs::write(shelf.join(format!("kilns-{version}-py3-none-any.whl")), &wheel).unwrap();
        std::fs::write(shelf.join(format!("kilns-{version}.tar.gz")), &sdist).unwrap();
        [sha256(&wheel), sha256(&sdist)]
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Every file by its path, and its text; of a folder that is empty the path alone, with a `/`.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.root(), &self.root(), &mut files);
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let mut is_empty = true;
    for entry in std::fs::read_dir(folder).unwrap() {
        is_empty = false;
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.insert(name(&path), std::fs::read_to_string(&path).unwrap());
        }
    }
    if is_empty {
        files.insert(format!("{}/", name(folder)), String::new());
    }
}
