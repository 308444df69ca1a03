//! A browser that runs no scripts.

use serde_json::json;

use super::reviews;
use super::tab::Tab;

#[tokio::test]
async fn every_change_and_every_diff_can_be_read() {
    let Some(tab) = Tab::open("without-scripts", reviews::page()).await else { return };
    let off = json!({ "value": true });
    tab.browser.devtools("Emulation.setScriptExecutionDisabled", off).await;
    let change = "SignUpRequest-Locale-optional-member-added";
    tab.load(&format!("#{change}")).await;
    assert_eq!(tab.count("form[hidden]").await, 1);
    assert_eq!(tab.count(".change[open]").await, 1);
    assert_eq!(tab.count(&format!(".change[open] [id='{change}']")).await, 1);
    let files = tab.count(".folder .file").await;
    assert_eq!(tab.count(".folder .file .diff").await, files);
    tab.picture("without-scripts").await;
    // New and removed lines have grounds of their own, and nothing is cut off on a phone.
    tab.size(400, 844).await;
    tab.load("#file:1").await;
    let grounds = "new Set([...document.querySelectorAll('.diff pre, .diff ins, .diff del')]\
                   .map((run) => getComputedStyle(run).backgroundColor)).size";
    assert_eq!(tab.eval(grounds).await, 3);
    let overflow = "document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(tab.eval(overflow).await, true);
    let starts = "getComputedStyle(document.querySelector('.diff pre'), '::before').content";
    assert!(tab.eval(starts).await.to_string().contains("Line "));
    tab.picture("without-scripts-400").await;
}
