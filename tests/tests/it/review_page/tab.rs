//! A page in a browser, and what can be asked of it.

use std::path::PathBuf;
use std::time::Duration;

use data_encoding::BASE64;
use serde_json::{Value, json};
use tokio::sync::{Mutex, MutexGuard};

use super::browser::Browser;
use super::installed::{programs, work_directory};

/// Browsers are large, and machines that test are small: one at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The keys without a character of their own, as WebDriver has them.
pub(super) const TAB: &str = "\u{e004}";
pub(super) const ENTER: &str = "\u{e007}";

/// How long something may take to come true, on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// An open page.
pub(super) struct Tab {
    pub(super) browser: Browser,
    file: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl Tab {
    /// Opens a page; `test` names both the file and who did not run where there is no browser.
    pub(super) async fn open(test: &str, page: &str) -> Option<Self> {
        Self::open_at(test, page, "").await
    }

    /// Opens a page at a fragment, with its `#`.
    pub(super) async fn open_at(test: &str, page: &str, fragment: &str) -> Option<Self> {
        let programs = programs(test)?;
        let turn = ONE_AT_A_TIME.lock().await;
        let file = work_directory().join(format!("{test}.html"));
        std::fs::create_dir_all(work_directory()).expect("the target folder can be written");
        std::fs::write(&file, page).expect("the target folder can be written");
        let browser = Browser::start(&programs).await;
        let tab = Self { browser, file, _turn: turn };
        tab.size(1280, 900).await;
        tab.load(fragment).await;
        Some(tab)
    }

    /// Loads the page anew, at a fragment.
    pub(super) async fn load(&self, fragment: &str) {
        // Without this, another fragment would only be a jump within the page.
        self.visit("about:blank").await;
        self.go(fragment).await;
    }

    /// Goes to a fragment of the page, as a click on a link would.
    pub(super) async fn go(&self, fragment: &str) {
        let path = self.file.display().to_string();
        let escapes = [("%", "%25"), (" ", "%20"), ("#", "%23"), ("?", "%3F")];
        let path = escapes.iter().fold(path, |path, (c, escaped)| path.replace(c, escaped));
        self.visit(&format!("file://{path}{fragment}")).await;
    }

    async fn visit(&self, address: &str) {
        let visited = self.browser.session.post("/url", json!({ "url": address })).await;
        visited.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// The size of the window's content, in pixels.
    pub(super) async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// The colour scheme that the reader prefers: `light` or `dark`.
    pub(super) async fn scheme(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.browser.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Opens all that can be opened, and waits for the diffs.
    pub(super) async fn unfold_everything(&self) {
        let open =
            "document.querySelectorAll('details').forEach((details) => { details.open = true; })";
        self.eval(open).await;
        let filled = "[...document.querySelectorAll('.folder .file')]\
                      .every((file) => file.querySelector('.diff') !== null)";
        self.until(filled).await;
        self.until("document.querySelectorAll('.code [data-numbers] > li > a').length === 0").await;
    }

    /// The value of an expression.
    pub(super) async fn eval(&self, expression: &str) -> Value {
        self.execute("sync", &format!("return ({expression});")).await
    }

    /// What a script returns (`sync`), or gives to its last argument (`async`).
    pub(super) async fn execute(&self, way: &str, script: &str) -> Value {
        let parameters = json!({ "script": script, "args": [] });
        let value = self.browser.session.post(&format!("/execute/{way}"), parameters).await;
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until an expression is true.
    ///
    /// # Panics
    /// If that takes too long.
    pub(super) async fn until(&self, expression: &str) {
        let come_true = async {
            while self.eval(expression).await != Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        if tokio::time::timeout(DEADLINE, come_true).await.is_err() {
            panic!("never true: {expression}; the console says {:?}", self.browser.console().await);
        }
    }

    /// How many elements of the page a selector matches.
    pub(super) async fn count(&self, selector: &str) -> u64 {
        let count = self.eval(&format!("document.querySelectorAll({selector:?}).length")).await;
        count.as_u64().expect("a length is a number")
    }

    /// The changes that are shown, by their ids.
    pub(super) async fn shown(&self) -> Vec<String> {
        let ids = "[...document.querySelectorAll('.change')].filter((change) => change.checkVisibility())\
                   .map((change) => change.querySelector('.body').id)";
        let ids = self.eval(ids).await;
        ids.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// What the page says of how many changes it shows.
    pub(super) async fn says(&self) -> String {
        let text = self.eval("document.querySelector('output').value").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks on the element that a selector matches first.
    pub(super) async fn click(&self, selector: &str) {
        let session = &self.browser.session;
        let clicked = async { session.click(&session.find(selector).await?).await };
        clicked.await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Types into the field that a selector matches first, instead of what is there.
    pub(super) async fn write(&self, selector: &str, text: &str) {
        self.eval(&format!("document.querySelector({selector:?}).select()")).await;
        let session = &self.browser.session;
        let typed = async { session.keys(&session.find(selector).await?, text).await };
        typed.await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses keys, wherever the focus is.
    pub(super) async fn press(&self, keys: &str) {
        let session = &self.browser.session;
        let pressed = async { session.keys(&session.focused().await?, keys).await };
        pressed.await.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
    }

    /// The address after the `#`.
    pub(super) async fn fragment(&self) -> String {
        let hash = self.eval("location.hash.slice(1)").await;
        hash.as_str().unwrap_or_default().to_owned()
    }

    /// Writes what is seen to a file beside the page.
    pub(super) async fn picture(&self, name: &str) {
        let image = self.browser.session.get("/screenshot").await.expect("a picture can be made");
        let image = image.as_str().unwrap_or_default().as_bytes();
        let image = BASE64.decode(image).expect("a picture is base 64");
        let file = self.file.with_file_name(format!("{name}.png"));
        std::fs::write(file, image).expect("the target folder can be written");
    }
}
