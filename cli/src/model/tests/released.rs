//! Documents of released versions.

use rawzip::CompressionMethod;
use tinsmith_codegen::stages::pipeline::sha256;

use super::super::sources::Pinned;
use super::super::{made, released};

const SERVICE: &[u8] = br#"{
    "metadata": {"apiVersion": "2024-01-01", "endpointPrefix": "kiln", "jsonVersion": "1.1", "protocol": "json",
        "serviceId": "Kilns", "signatureVersion": "v4", "targetPrefix": "KilnService"},
    "operations": {"Fire": {"name": "Fire", "http": {"method": "POST", "requestUri": "/"}}},
    "shapes": {}
}"#;

fn pinned(bytes: &[u8]) -> Pinned {
    Pinned {
        name: "wheel".to_owned(),
        package: "kilns".to_owned(),
        version: "1.29.0".to_owned(),
        file: "kilns-1.29.0-py3-none-any.whl".to_owned(),
        sha256: sha256(bytes),
    }
}

#[test]
fn what_an_old_version_has_makes_a_model() {
    let root = tempfile::tempdir().unwrap();
    // Neither compressed, nor with paginators or endpoint rules; and another API beside it.
    let files = [
        ("data/kiln/service-2.json", SERVICE, CompressionMethod::STORE),
        ("data/other/service-2.json", b"{}", CompressionMethod::STORE),
    ];
    let bytes = made::wheel(&files);
    let folder = root.path().join("1.29.0");
    released::unpack(&bytes, &pinned(&bytes), "data/kiln", &folder).unwrap();
    let model = released::convert(&folder);
    let unpacked: Vec<_> =
        std::fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(unpacked, ["1.29.0"]);
    assert!(model.unwrap().contains("com.amazonaws.kilns#Fire"));
}

#[test]
fn another_wheel_and_one_without_the_documents_leave_nothing() {
    let root = tempfile::tempdir().unwrap();
    let bytes = made::wheel(&[("data/kiln/service-2.json", SERVICE, CompressionMethod::STORE)]);
    let message = |wheel: &[u8], path: &str| {
        let refused = released::unpack(wheel, &pinned(&bytes), path, &root.path().join("1.29.0"));
        refused.unwrap_err().to_string()
    };
    let other = message(b"PK other", "data/kiln");
    let without = message(&bytes, "data/pots");
    let left = std::fs::read_dir(root.path()).unwrap().count();
    assert_eq!(left, 0);
    assert_eq!(
        other,
        format!(
            "kilns-1.29.0-py3-none-any.whl is not the file that is pinned\n  expected sha256 {}\n  found    sha256 {}",
            sha256(&bytes),
            sha256(b"PK other"),
        )
    );
    assert_eq!(without, "there is no data/pots/service-2.json in kilns-1.29.0-py3-none-any.whl");
}
