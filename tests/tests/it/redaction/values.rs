//! `Debug` of every structure, standing alone.

use tinsmith_specimens_fixture::{Marks, STRUCTURES};

use super::{assert_hides, assert_shows};

#[test]
fn no_structure_prints_a_sensitive_member() {
    let (mut with_secrets, mut secrets) = (0, 0);
    for structure in STRUCTURES {
        let mut marks = Marks::default();
        let value = (structure.make)(&mut marks);
        for printed in [format!("{value:?}"), format!("{value:#?}")] {
            assert_hides(structure.name, &printed);
            assert_shows(structure.name, &printed, marks.plain_texts());
        }
        assert!(marks.secrets().count() >= structure.secrets, "{}", structure.name);
        with_secrets += usize::from(structure.secrets > 0);
        secrets += structure.secrets;
    }
    assert_eq!((STRUCTURES.len(), with_secrets, secrets), (441, 120, 182));
}
