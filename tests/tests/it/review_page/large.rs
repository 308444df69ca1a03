//! Two thousand changes and two thousand files.

use super::reviews::{self, MANY};
use super::tab::Tab;

#[tokio::test]
async fn a_large_page_loads_filters_and_opens() {
    let Some(tab) = Tab::open("large", &reviews::large()).await else { return };
    assert_eq!(tab.says().await, format!("{MANY} of {MANY} changes shown"));
    assert_eq!(tab.count("[aria-labelledby=files] .file").await, MANY as u64);
    assert_eq!(tab.count(".diff").await, 0);
    tab.write("[name=q]", "Member1234").await;
    tab.until("location.hash === '#?q=Member1234'").await;
    assert_eq!(tab.shown().await, ["change-1234"]);
    tab.click("button[type=reset]").await;
    tab.until("document.querySelectorAll('.change[hidden]').length === 0").await;
    tab.load("#change-1999").await;
    tab.until("document.activeElement === document.getElementById('change-1999').parentElement.firstElementChild").await;
    tab.click("[name=expand]").await;
    assert_eq!(tab.count(".change[open]").await, MANY as u64);
    assert_eq!(tab.browser.console().await, [""; 0]);
}
