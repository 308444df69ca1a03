//! What is folded, and what comes when it is opened.

use super::reviews;
use super::tab::Tab;

const CHANGE: &str = "SignUpRequest-Locale-optional-member-added";

#[tokio::test]
async fn all_that_is_shown_at_once() {
    let Some(tab) = Tab::open("fold-all", reviews::page()).await else { return };
    tab.click("[name=topic] option[value=enums]").await;
    tab.click("[name=expand]").await;
    assert_eq!(tab.count(".change[open]").await, 3);
    tab.click("[name=collapse]").await;
    assert_eq!(tab.count(".change[open]").await, 0);
}

#[tokio::test]
async fn diffs_come_when_they_are_opened() {
    let Some(tab) = Tab::open("fold-diffs", reviews::page()).await else { return };
    let change = format!(".change:has([id='{CHANGE}'])");
    let in_page = tab.count(".diff").await;
    assert_eq!(in_page, tab.count("figure .diff").await);
    tab.click(&format!("{change} > summary")).await;
    tab.click(&format!("{change} .code > summary")).await;
    let file = format!("{change} [data-of=file] .file");
    tab.until(&format!("document.querySelectorAll({file:?}).length > 0")).await;
    let first = format!("{file}:first-of-type");
    if tab.count(&format!("{first}[open]")).await == 0 {
        tab.click(&format!("{first} > summary")).await;
    }
    let added = format!("{file} .diff ins");
    tab.until(&format!("document.querySelectorAll({added:?}).length > 0")).await;
    let shape = format!("{change} [data-of=shape] .diff ins");
    tab.until(&format!("document.querySelectorAll({shape:?}).length > 0")).await;
    let lines =
        format!("[...document.querySelectorAll({shape:?})].map((line) => line.textContent)");
    let lines = tab.eval(&lines).await;
    assert!(lines.to_string().contains(r#"\"Locale\": {"#), "{lines}");
}

#[tokio::test]
async fn diffs_stand_side_by_side_where_there_is_room() {
    let Some(tab) = Tab::open_at("fold-beside", reviews::page(), &format!("#{CHANGE}")).await
    else {
        return;
    };
    let change = format!(".change:has([id='{CHANGE}'])");
    tab.click(&format!("{change} .code > summary")).await;
    let beside = "(() => { const [code, model] = document.querySelector('.code[open] .beside').children;\
                  return code.getBoundingClientRect().top === model.getBoundingClientRect().top; })()";
    assert_eq!(tab.eval(beside).await, true);
    tab.size(390, 844).await;
    assert_eq!(tab.eval(beside).await, false);
}

#[tokio::test]
async fn unchanged_lines_can_be_unfolded() {
    let Some(tab) = Tab::open_at("fold-unchanged", reviews::page(), "#file:1").await else {
        return;
    };
    let fold = "[id='file:1'] .diff .fold:first-child";
    tab.until(&format!("document.querySelector({fold:?}) !== null")).await;
    let first =
        format!("document.querySelector({fold:?}).querySelector('[data-n]').checkVisibility()");
    assert_eq!(tab.eval(&first).await, false);
    tab.click(&format!("{fold} > summary")).await;
    assert_eq!(tab.eval(&first).await, true);
}
