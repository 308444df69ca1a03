//! The first name that nobody has.

/// The name that is wanted; where it is taken, with the lowest number from 2 on that makes it free: `name_2` if `_` is to stand between.
pub fn free_name(wanted: &str, between: &str, mut is_free: impl FnMut(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !is_free(&name) {
        name = format!("{wanted}{between}{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_the_lowest_number_that_is_free() {
        let free = |wanted, between| {
            free_name(wanted, between, |name| !["a", "a_2", "a_4", "B", "B2"].contains(&name))
        };
        assert_eq!(free("c", "_"), "c");
        assert_eq!(free("a", "_"), "a_3");
        assert_eq!(free("B", ""), "B3");
    }
}
