//! botocore itself, installed by pip below `target/conformance/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use tinsmith_codegen::stages::smithy::{Node, traits};
use tinsmith_project::say;

/// The packages, pinned with their hashes.
const REQUIREMENTS: &str = include_str!("requirements.txt");

/// The program that has it write and read, with modules beside it.
const PROGRAM: &str = "survey/src/conformance/operations/specimens.py";

/// What botocore calls the protocols.
const PROTOCOLS: [(&str, &str); 7] = [
    (traits::AWS_JSON_1_0, "json"),
    (traits::AWS_JSON_1_1, "json"),
    (traits::AWS_QUERY, "query"),
    (traits::EC2_QUERY, "ec2"),
    (traits::REST_JSON_1, "rest-json"),
    (traits::REST_XML, "rest-xml"),
    (traits::RPC_V2_CBOR, "smithy-rpc-v2-cbor"),
];

/// An installed botocore.
#[derive(Debug)]
pub(super) struct Botocore {
    folder: PathBuf,
    program: PathBuf,
}

impl Botocore {
    /// Installs it, if that was not done yet.
    ///
    /// # Errors
    /// That pip cannot install it.
    pub(super) fn installed(root: &Path) -> anyhow::Result<Self> {
        let folder = root.join("target/conformance/python");
        let requirements = folder.join("requirements.txt");
        // Written when all is there.
        let is_whole = fs::read_to_string(&requirements).is_ok_and(|found| found == REQUIREMENTS);
        if !is_whole {
            say::step("Installing", "botocore");
            let unwritable = || format!("cannot write {}", folder.display());
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(unwritable)?;
            }
            fs::create_dir_all(&folder).with_context(unwritable)?;
            let wanted = folder.join("wanted.txt");
            fs::write(&wanted, REQUIREMENTS).with_context(unwritable)?;
            let status = Command::new("python3")
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement"])
                .arg(&wanted)
                .arg("--target")
                .arg(&folder)
                .status();
            if !status.context("cannot start python3")?.success() {
                bail!("pip cannot install botocore");
            }
            fs::rename(&wanted, &requirements).with_context(unwritable)?;
        }
        Ok(Self { folder, program: root.join(PROGRAM) })
    }

    /// The specimens of a service in a protocol.
    ///
    /// # Errors
    /// What botocore says against them.
    pub(super) fn specimens(&self, service: &str, protocol: &str) -> anyhow::Result<Node> {
        let name = PROTOCOLS.iter().find(|(id, _)| *id == protocol).map(|(_, name)| *name);
        let name = name.with_context(|| format!("botocore does not know `{protocol}`"))?;
        let output = Command::new("python3")
            .arg(&self.program)
            .args([service, name])
            .env("PYTHONPATH", &self.folder)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .output()
            .context("cannot start python3")?;
        if !output.status.success() {
            bail!("no specimens:\n{}", String::from_utf8_lossy(&output.stderr));
        }
        Node::parse(&output.stdout).map_err(|error| anyhow::anyhow!("{error:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_protocol_has_a_name_there() {
        use tinsmith_codegen::stages::smithy::Protocol;

        for protocol in Protocol::ALL {
            let is_it = |(id, _): &(&str, &str)| *id == protocol.shape_id();
            assert!(PROTOCOLS.iter().any(is_it), "{protocol:?}");
        }
    }

    #[test]
    fn botocore_is_the_one_of_the_distribution() {
        let version = crate::distribution::pinned().unwrap().version;
        assert!(REQUIREMENTS.contains(&format!("\nbotocore=={version} ")));
    }
}
