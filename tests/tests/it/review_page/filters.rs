//! Which changes are shown: each filter, several at once, and a filtered view by its address.

use super::reviews;
use super::tab::Tab;

/// The ids of the changes for which an expression holds, as the page has them in its attributes.
async fn expected(tab: &Tab, condition: &str) -> Vec<String> {
    let ids = format!(
        "[...document.querySelectorAll('.change')].filter((change) => {condition})\
         .map((change) => change.querySelector('.body').id)"
    );
    let ids = tab.eval(&ids).await;
    ids.as_array().into_iter().flatten().filter_map(|id| id.as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn breaking_changes_alone() {
    let Some(tab) = Tab::open("filter-breaking", reviews::page()).await else { return };
    let all = tab.count(".change").await;
    assert_eq!(tab.says().await, format!("{all} of {all} changes shown"));
    tab.click("[name=breaking]").await;
    let breaking = expected(&tab, "change.dataset.callers === 'breaking'").await;
    assert_eq!(tab.shown().await, breaking);
    assert!(!breaking.is_empty() && breaking.len() < all as usize);
    assert_eq!(tab.says().await, format!("{} of {all} changes shown", breaking.len()));
    assert_eq!(tab.fragment().await, "?breaking");
    tab.click("button[type=reset]").await;
    tab.until("document.querySelectorAll('.change[hidden]').length === 0").await;
    assert_eq!(tab.fragment().await, "");
}

#[tokio::test]
async fn changes_that_are_felt_on_the_wire() {
    let Some(tab) = Tab::open("filter-wire", reviews::page()).await else { return };
    tab.click("[name=wire]").await;
    assert_eq!(tab.shown().await, expected(&tab, "change.dataset.wire !== 'works'").await);
    assert_eq!(tab.fragment().await, "?wire");
}

#[tokio::test]
async fn the_counts_of_the_verdict_show_their_changes() {
    let Some(tab) = Tab::open("filter-badges", reviews::page()).await else { return };
    tab.click(".tally .badge.breaking").await;
    tab.until("document.querySelector('[name=breaking]').checked").await;
    assert_eq!(tab.shown().await, expected(&tab, "change.dataset.callers === 'breaking'").await);
    tab.click(".tally .badge.fails").await;
    tab.until("document.querySelector('[name=wire]').checked").await;
    assert_eq!(tab.shown().await, expected(&tab, "change.dataset.wire !== 'works'").await);
    assert_eq!(tab.eval("document.activeElement.id").await, "changes");
}

#[tokio::test]
async fn one_topic_and_no_headings_without_changes() {
    let Some(tab) = Tab::open("filter-topic", reviews::page()).await else { return };
    tab.click("[name=topic] option[value=enums]").await;
    let enums = ["ARCHIVED-value-removed", "SUSPENDED-value-added", "values-reordered"];
    let enums = enums.map(|kind| format!("UserStatusType-{kind}"));
    assert_eq!(tab.shown().await, enums);
    assert_eq!(tab.count(".group:not([hidden])").await, 1);
    assert_eq!(tab.fragment().await, "?topic=enums");
}

#[tokio::test]
async fn words_in_subject_detail_and_operations() {
    let Some(tab) = Tab::open("filter-words", reviews::page()).await else { return };
    tab.write("[name=q]", "SIGNUP locale").await;
    tab.until("location.hash === '#?q=SIGNUP%20locale'").await;
    assert_eq!(tab.shown().await, ["SignUpRequest-Locale-optional-member-added"]);
    tab.write("[name=q]", "nothing has this in it").await;
    tab.until("document.querySelector('.nothing').checkVisibility()").await;
    assert_eq!(tab.shown().await, [""; 0]);
}

#[tokio::test]
async fn a_filtered_view_has_an_address() {
    let fragment = "#?breaking&wire&topic=members&q=SignUpRequest";
    let Some(tab) = Tab::open_at("filter-address", reviews::page(), fragment).await else { return };
    let condition = "change.dataset.callers === 'breaking' && change.dataset.wire !== 'works' \
                     && change.dataset.topic === 'members' \
                     && change.textContent.includes('SignUpRequest')";
    let members = expected(&tab, condition).await;
    assert!(!members.is_empty());
    assert_eq!(tab.shown().await, members);
    assert_eq!(tab.eval("document.querySelector('[name=q]').value").await, "SignUpRequest");
    assert_eq!(tab.eval("document.querySelector('[name=topic]').value").await, "members");
    tab.load("#?topic=no-such-topic&other=1").await;
    assert_eq!(tab.count(".change[hidden]").await, 0);
}
