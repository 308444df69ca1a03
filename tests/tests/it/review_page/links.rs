//! Links that lead to a change, a kind, a file: whatever they are folded in, and whatever the filter says.

use super::reviews;
use super::tab::Tab;

const CHANGE: &str = "SignUpRequest-Locale-optional-member-added";

/// Whether the summary of a change has the focus and is within the window.
fn is_at(id: &str) -> String {
    format!(
        "(() => {{ const summary = document.getElementById({id:?}).parentElement.firstElementChild;\
         const {{ top, bottom }} = summary.getBoundingClientRect();\
         return document.activeElement === summary && top >= 0 && bottom <= innerHeight; }})()"
    )
}

#[tokio::test]
async fn a_link_unfolds_its_change_alone() {
    let fragment = format!("#{CHANGE}");
    let Some(tab) = Tab::open_at("link-change", reviews::page(), &fragment).await else { return };
    tab.until(&is_at(CHANGE)).await;
    assert_eq!(tab.count(".change[open]").await, 1);
    assert_eq!(tab.count(&format!(".change[open] [id='{CHANGE}']")).await, 1);
    tab.go("#UserStatusType-ARCHIVED-value-removed").await;
    tab.until(&is_at("UserStatusType-ARCHIVED-value-removed")).await;
}

#[tokio::test]
async fn a_change_that_the_filter_hides_is_shown_to_who_has_its_link() {
    let fragment = format!("#{CHANGE}?topic=enums");
    let Some(tab) = Tab::open_at("link-hidden", reviews::page(), &fragment).await else { return };
    tab.until(&is_at(CHANGE)).await;
    assert_eq!(tab.shown().await.len(), 4);
    let all = tab.count(".change").await;
    let says = format!("3 of {all} changes shown, and the one that the link names");
    assert_eq!(tab.says().await, says);
    tab.click("[name=wire]").await;
    assert!(!tab.shown().await.contains(&CHANGE.to_owned()));
}

#[tokio::test]
async fn a_link_within_the_page_keeps_the_filter() {
    let Some(tab) = Tab::open_at("link-filter", reviews::page(), "#?topic=enums").await else {
        return;
    };
    tab.click(".change:not([hidden]) > summary").await;
    tab.click(".change[open] a[href^='#kind:']").await;
    tab.until("document.activeElement.id === 'kind:value-removed'").await;
    assert_eq!(tab.fragment().await, "kind:value-removed?topic=enums");
    assert_eq!(tab.shown().await.len(), 3);
}

#[tokio::test]
async fn a_link_to_a_file_opens_its_folder_and_its_diff() {
    let Some(tab) = Tab::open_at("link-file", reviews::page(), "#file:1").await else { return };
    tab.until("document.getElementById('file:1').querySelector('.diff') !== null").await;
    let open = "(() => { const file = document.getElementById('file:1').closest('.file');\
                return file.open && file.closest('.folder').open; })()";
    assert_eq!(tab.eval(open).await, true);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_does_no_harm() {
    let Some(tab) = Tab::open_at("link-nowhere", reviews::page(), "#%E0%A4%A?q=%").await else {
        return;
    };
    tab.until("document.querySelector('output').value !== ''").await;
    assert_eq!(tab.browser.console().await, [""; 0]);
}
