//! Nothing is fetched, nothing is complained of, and markup that should not be there could do nothing.

use std::net::{Ipv4Addr, TcpListener};

use super::reviews;
use super::tab::Tab;

#[tokio::test]
async fn the_page_asks_for_nothing_and_the_console_is_silent() {
    let Some(tab) = Tab::open("network", reviews::page()).await else { return };
    tab.click("[name=expand]").await;
    tab.unfold_everything().await;
    assert_eq!(tab.eval("performance.getEntriesByType('resource').length").await, 0);
    assert_eq!(tab.browser.console().await, [""; 0]);
}

#[tokio::test]
async fn what_a_model_says_is_text() {
    let Some(tab) = Tab::open("network-hostile", reviews::page()).await else { return };
    tab.unfold_everything().await;
    let seen = "document.body.textContent.includes(\"onerror=\\\"document.title='taken'\\\">\\\\u{202e}\")";
    assert_eq!(tab.eval(seen).await, true);
    assert_eq!(tab.count("img").await, 0);
    assert_ne!(tab.eval("document.title").await, "taken");
}

#[tokio::test]
async fn the_policy_forbids_what_the_page_does_not_do() {
    let Some(tab) = Tab::open("network-policy", reviews::page()).await else { return };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.set_nonblocking(true).expect("a listener need not block");
    let port = listener.local_addr().expect("it has an address").port();
    let attack = format!(
        "(() => {{ window.refused = [];\
         document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));\
         document.body.insertAdjacentHTML('beforeend',\
           `<img src='http://127.0.0.1:{port}/' onerror=\"document.title='taken'\">\
            <p style='color: red'></p><button onclick=\"document.title='taken'\" id=attack>a</button>`);\
         document.getElementById('attack').click();\
         fetch('http://127.0.0.1:{port}/').catch(() => {{}}); return true; }})()"
    );
    tab.eval(&attack).await;
    let expected = "['connect-src', 'img-src', 'script-src-attr', 'style-src-attr']\
                    .every((directive) => refused.includes(directive))";
    tab.until(expected).await;
    assert_ne!(tab.eval("document.title").await, "taken");
    let called = listener.accept().map_err(|error| error.kind());
    assert_eq!(called.err(), Some(std::io::ErrorKind::WouldBlock));
}
