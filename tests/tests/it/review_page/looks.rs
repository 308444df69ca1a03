//! Both colour schemes, a wide window and a phone. The pictures are for people: they are written under `target/review-page/`.

use super::reviews;
use super::tab::Tab;

const CHANGE: &str = "SignUpRequest-Locale-optional-member-added";

#[tokio::test]
async fn light_and_dark_wide_and_narrow() {
    let Some(tab) = Tab::open("looks", reviews::page()).await else { return };
    let grounds = [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 27)")];
    for (scheme, ground) in grounds {
        tab.scheme(scheme).await;
        for (width, height) in [(1280, 900), (400, 844), (390, 844)] {
            tab.size(width, height).await;
            tab.load("").await;
            assert_eq!(tab.eval("getComputedStyle(document.body).backgroundColor").await, ground);
            tab.picture(&format!("{scheme}-{width}-top")).await;
            tab.load(&format!("#{CHANGE}")).await;
            tab.click(".change[open] .code > summary").await;
            tab.until("document.querySelector('.change[open] .file') !== null").await;
            tab.eval("document.querySelectorAll('.change[open] .file').forEach((file) => { file.open = true; })").await;
            tab.until("document.querySelector('.change[open] .diff') !== null").await;
            tab.picture(&format!("{scheme}-{width}-change")).await;
            let overflow = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(tab.eval(overflow).await, true, "{scheme}, {width}: nothing is cut off");
            for part in ["files", "generator", "kinds"] {
                tab.load(&format!("#{part}")).await;
                tab.picture(&format!("{scheme}-{width}-{part}")).await;
            }
        }
    }
}

#[tokio::test]
async fn the_outline_of_the_page_is_in_order() {
    let Some(tab) = Tab::open("looks-outline", reviews::page()).await else { return };
    let levels = "[...document.querySelectorAll('h1, h2, h3, h4, h5')].map(({ tagName }) => Number(tagName[1]))";
    let levels = tab.eval(levels).await;
    let levels: Vec<u64> =
        levels.as_array().into_iter().flatten().filter_map(|level| level.as_u64()).collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(tab.count("main").await, 1);
    assert_eq!(tab.count("header nav[aria-label]").await, 1);
    let named = "[...document.querySelectorAll('input, select')].every((field) => field.labels.length === 1)";
    assert_eq!(tab.eval(named).await, true);
    let unique = "(() => { const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);\
                  return new Set(ids).size === ids.length; })()";
    assert_eq!(tab.eval(unique).await, true);
}
