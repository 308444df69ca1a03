//! Odd answers: what generated code makes of each, and the page that says so beside what others make of it.
//!
//! What other tools make of an answer is asked by the programs in `bench/answers`.

#[cfg(goldens)]
mod call;
mod page;
mod table;
#[cfg(goldens)]
mod view;

use tinsmith_tests::golden::is_update;

/// Time is paused: the waits between attempts end at once.
#[cfg(goldens)]
#[tokio::test(start_paused = true)]
async fn every_answer_is_read_as_the_table_says() {
    let mut wrong = String::new();
    for row in table::read() {
        let found = call::outcome(&row).await;
        if found != row.ours {
            wrong.push_str(&format!("{}\t{found}\n", row.what));
        }
    }
    assert!(wrong.is_empty(), "rows whose `ours` is another, with what was found:\n{wrong}");
}

#[test]
fn the_page_has_the_rows_of_the_table() {
    let page = page::of(&table::read());
    let update =
        std::env::var_os("UPDATE_EXPECT").map(|value| value.to_string_lossy().into_owned());
    if is_update(update.as_deref()).expect("the variable is 1 or not there") {
        return page::write(&page);
    }
    assert!(
        page::read() == page,
        "`docs/answers.md` is not made of the table: UPDATE_EXPECT=1 writes it"
    );
}

#[test]
fn a_row_says_why_where_ours_differs_from_both_others() {
    for row in table::read() {
        let differs = !row.is_as_botocore() && !row.is_as_official();
        assert!(!differs || row.why.is_some(), "{}", row.what);
    }
}
