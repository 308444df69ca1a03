//! Without a mouse.

use super::reviews;
use super::tab::{ENTER, TAB, Tab};

/// More presses than there are things to reach before the first change.
const MANY_PRESSES: usize = 60;

#[tokio::test]
async fn the_tab_key_reaches_a_change_and_enter_opens_it() {
    let Some(tab) = Tab::open("keyboard", reviews::page()).await else { return };
    tab.press(TAB).await;
    assert_eq!(tab.eval("document.activeElement.className").await, "skip");
    let mut reached = Vec::new();
    while !reached.iter().any(|name| name == "change") && reached.len() < MANY_PRESSES {
        tab.press(TAB).await;
        let name = "(({ name, parentElement }) => name || parentElement.classList[0] || '')\
                    (document.activeElement)";
        reached.push(tab.eval(name).await.as_str().unwrap_or_default().to_owned());
        let ring = "getComputedStyle(document.activeElement).outlineStyle";
        assert_eq!(tab.eval(ring).await, "solid", "after {reached:?}");
    }
    for name in ["q", "topic", "breaking", "wire", "expand", "collapse", "change"] {
        assert!(reached.iter().any(|reached| reached == name), "{name} is not in {reached:?}");
    }
    tab.press(ENTER).await;
    assert_eq!(tab.eval("document.activeElement.parentElement.open").await, true);
    tab.press(TAB).await;
    assert_eq!(tab.eval("document.activeElement.closest('.change[open]') !== null").await, true);
}

#[tokio::test]
async fn the_skip_link_leads_to_the_changes() {
    let Some(tab) = Tab::open("keyboard-skip", reviews::page()).await else { return };
    tab.press(TAB).await;
    tab.press(ENTER).await;
    tab.until("document.activeElement.id === 'changes'").await;
}
