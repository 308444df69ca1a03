"use strict";
// What the page can do beyond what it can without this: filters, links that unfold what they name,
// and the diffs, which are the text of a noscript element until somebody opens one.
(() => {
  const form = document.querySelector("form.filter");
  const groups = [...document.querySelectorAll(".group")];
  const changes = [...document.querySelectorAll(".change")];
  const byId = (id) => document.getElementById(id);

  // The diffs.

  /** Shows the diff that waits in this <details>, or the lists of diffs. */
  function fill(details) {
    if (details.dataset.filled) return;
    details.dataset.filled = "yes";
    if (details.matches(".file")) show(details, details.querySelector("noscript"));
    if (details.matches(".code")) details.querySelectorAll("[data-numbers]").forEach((element) => list(element));
  }

  /** Puts the markup of a diff, which this page's writer has escaped, behind the element that holds it. */
  function show(details, source) {
    const template = document.createElement("template");
    template.innerHTML = source.textContent;
    const diff = template.content.firstElementChild;
    if (!diff) return;
    diff.setAttribute("role", "group");
    diff.setAttribute("aria-label", "Diff of " + details.querySelector("summary code").textContent);
    lines(diff);
    source.parentNode.append(diff);
  }

  const words = new Set(("as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i16 i32 i64 i8 "
    + "if impl in isize let loop match mod move mut pub ref return self static str struct super trait true type u16 u32 u64 u8 union "
    + "unsafe use usize where while").split(" "));
  // A comment, a raw text, a text, a character, a lifetime, a number, a word; what is behind a text in JSON says whether it is a name.
  const pieces = /\/\/.*|\bb?r(#*)".*?"\1|"(?:[^"\\]|\\.)*"(\s*:)?|'(?:[^'\\]|\\[^']+|\\')'|'[a-z_]\w*|\b\d[\w.]*|\b[A-Za-z_]\w*/g;

  /** The class of a piece of code: a `c`omment, a `s`tring, a `n`umber, a `k`eyword, a `t`ype; none of others. */
  function classOf(piece, colon, language) {
    const first = piece[0];
    if (language === "json") return first === "\"" ? (colon ? "k" : "s") : first === "/" ? "" : "n";
    if (first === "/") return "c";
    if (piece.endsWith("\"") || piece.endsWith("#") || piece.endsWith("'")) return "s";
    if (first === "'") return "k";
    if (first >= "0" && first <= "9") return "n";
    if (words.has(piece)) return "k";
    return first >= "A" && first <= "Z" ? "t" : "";
  }

  /** Puts a line into an element, with its colours, and with a <b> around the part that changed. */
  function colour(element, { text, start, end }, language) {
    const part = document.createElement("b");
    const put = (from, to, name) => {
      if (from === to) return;
      const cut = [start, end].find((at) => from < at && at < to);
      if (cut !== undefined) return put(from, cut, name), put(cut, to, name);
      const isPart = start <= from && to <= end;
      if (isPart && !part.parentNode) element.append(part);
      const piece = name ? document.createElement("i") : new Text();
      if (name) piece.className = name;
      piece.textContent = text.slice(from, to);
      (isPart ? part : element).append(piece);
    };
    let at = 0;
    for (const found of language === "plain" ? [] : text.matchAll(pieces)) {
      const colon = found[2] ?? "";
      const piece = found[0].slice(0, found[0].length - colon.length);
      const name = classOf(piece, colon, language);
      if (!name) continue;
      put(at, found.index, "");
      at = found.index + piece.length;
      put(found.index, at, name);
    }
    put(at, text.length, "");
  }

  /** The lines of a run, each with where in it the part is that changed. */
  function linesOf(run) {
    const found = [{ text: "" }];
    for (const node of run.nodeName === "#text" ? [run] : run.childNodes) {
      node.textContent.split("\n").forEach((piece, at) => {
        if (at > 0) found.push({ text: "" });
        const line = found[found.length - 1];
        if (node.nodeName === "B") Object.assign(line, { start: line.text.length, end: line.text.length + piece.length });
        line.text += piece;
      });
    }
    // The last one ends with a newline, too.
    return found.slice(0, -1);
  }

  /** Makes an element of each line of a diff, with its number. */
  function lines(diff) {
    const { language } = diff.firstElementChild.dataset;
    for (const block of diff.querySelectorAll("pre")) {
      let [old, now] = [Number(block.dataset.o), Number(block.dataset.n)];
      const all = [...block.childNodes].flatMap((run) => {
        const name = run.nodeName === "#text" ? "SPAN" : run.nodeName;
        return linesOf(run).map((line) => {
          const element = document.createElement(name);
          element.dataset.n = name === "DEL" ? old : now;
          if (name !== "INS") old += 1;
          if (name !== "DEL") now += 1;
          colour(element, line, language);
          return element;
        });
      });
      block.replaceWith(...all);
    }
  }

  /** Turns the links of a list into the diffs that they lead to: at once where they are few. */
  function list(element, start = 0) {
    const few = 3, most = 20;
    const numbers = expand(element.dataset.numbers);
    const items = numbers.slice(start, start + most).map((number) => {
      const source = byId(`${element.dataset.of}:${number}`);
      const item = document.createElement("li");
      const copy = document.createElement("details");
      copy.className = "file";
      copy.append(source.parentNode.querySelector("summary").cloneNode(true));
      const content = document.createElement("div");
      content.append(source.querySelector("noscript").cloneNode(true));
      copy.append(content);
      copy.open = numbers.length <= few;
      item.append(copy);
      return item;
    });
    if (start === 0) element.replaceChildren();
    element.append(...items);
    const left = numbers.length - start - items.length;
    if (left > 0) element.append(more(element, start + most, left));
    if (start > 0) items[0].querySelector("summary").focus();
  }

  /** A button for the next files of a list. */
  function more(element, start, left) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Show more: ${left} left`;
    button.addEventListener("click", () => {
      item.remove();
      list(element, start);
    });
    item.append(button);
    return item;
  }

  /** `1 4-6` to 1, 4, 5, 6. */
  function expand(runs) {
    return runs.split(" ").flatMap((run) => {
      const [start, end = start] = run.split("-").map(Number);
      return Array.from({ length: end - start + 1 }, (_, at) => start + at);
    });
  }

  document.querySelectorAll("figure .diff").forEach(lines);

  // `toggle` does not bubble, but it is captured.
  document.addEventListener("toggle", (event) => {
    if (event.target.open) fill(event.target);
  }, true);

  // The filter. `pinned` is the change that a link named, shown whatever the filter says.

  let pinned = null;
  const texts = new Map();

  /** What a search looks through: subject, kind and detail, operations. */
  function textOf(change) {
    if (!texts.has(change)) {
      const parts = [...change.querySelectorAll(":scope > summary > .what, .reach")];
      const operation = change.closest(".group").querySelector("h3, h4");
      const all = [...parts, operation].map((part) => part.textContent);
      texts.set(change, all.join(" ").toLowerCase());
    }
    return texts.get(change);
  }

  function fits(change, filter) {
    return (!filter.breaking || change.dataset.callers === "breaking")
      && (!filter.wire || change.dataset.wire !== "works")
      && (!filter.topic || change.dataset.topic === filter.topic)
      && filter.words.every((word) => textOf(change).includes(word));
  }

  function read() {
    const { breaking, wire, topic, q } = form.elements;
    return {
      breaking: breaking.checked,
      wire: wire.checked,
      topic: topic.value,
      words: q.value.toLowerCase().split(/\s+/).filter(Boolean),
    };
  }

  function apply() {
    const filter = read();
    let fitting = 0;
    for (const group of groups) {
      let shown = 0;
      const all = group.querySelectorAll(".change");
      for (const change of all) {
        const fit = fits(change, filter);
        change.hidden = !fit && change !== pinned;
        if (fit) fitting += 1;
        if (!change.hidden) shown += 1;
      }
      group.hidden = shown === 0;
      const count = group.querySelector(".count");
      count.textContent = shown === all.length ? shown : `${shown} of ${all.length}`;
    }
    const linked = pinned && !fits(pinned, filter) ? ", and the one that the link names" : "";
    form.elements.shown.value = `${fitting} of ${changes.length} changes shown${linked}`;
    document.querySelector(".nothing").hidden = fitting > 0 || linked !== "";
  }

  // The address: `#change?breaking&wire&topic=members&q=password`, each part where there is one.

  function query() {
    const { breaking, wire, topic, q } = form.elements;
    const parts = [];
    if (breaking.checked) parts.push("breaking");
    if (wire.checked) parts.push("wire");
    if (topic.value) parts.push("topic=" + encodeURIComponent(topic.value));
    if (q.value.trim()) parts.push("q=" + encodeURIComponent(q.value.trim()));
    return parts.length > 0 ? "?" + parts.join("&") : "";
  }

  function address() {
    const hash = location.hash.slice(1);
    const at = hash.indexOf("?");
    const id = at < 0 ? hash : hash.slice(0, at);
    return { id: decode(id), query: at < 0 ? null : new URLSearchParams(hash.slice(at + 1)) };
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function write(id) {
    const hash = (id ? encodeURI(id) : "") + query();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  /** Shows what a link names: unfolded, whatever it is in, and in view. */
  function reveal(id) {
    const target = id && byId(id);
    if (!target) return;
    const change = target.closest(".change");
    if (change && change !== pinned) {
      pinned = change;
      apply();
    }
    for (let at = target; at; at = at.parentElement) {
      if (at.matches("details")) at.open = true;
    }
    const details = target.parentElement.closest("details");
    const isOfDetails = details && target.parentElement === details;
    const start = isOfDetails ? details.querySelector("summary") : target;
    start.scrollIntoView({ block: "start" });
    start.focus({ preventScroll: true });
  }

  function follow() {
    const { id, query: wanted } = address();
    if (form && wanted) {
      const { breaking, wire, topic, q } = form.elements;
      breaking.checked = wanted.has("breaking");
      wire.checked = wanted.has("wire");
      topic.value = wanted.get("topic") ?? "";
      if (topic.selectedIndex < 0) topic.value = "";
      q.value = wanted.get("q") ?? "";
      apply();
      if (!id) byId("changes").scrollIntoView({ block: "start" });
    }
    reveal(id);
    if (form && !wanted && query()) write(id);
  }

  /** Does it a little later, once, however often it is asked for meanwhile. */
  function soon(what) {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(what, 120);
    };
  }

  if (form) {
    const changed = () => {
      pinned = null;
      apply();
      write("");
    };
    form.hidden = false;
    form.elements.q.addEventListener("input", soon(changed));
    form.addEventListener("change", changed);
    form.addEventListener("reset", () => setTimeout(changed));
    form.addEventListener("submit", (event) => event.preventDefault());
    const each = (open) => () => {
      for (const change of changes) if (!change.hidden) change.open = open;
    };
    form.elements.expand.addEventListener("click", each(true));
    form.elements.collapse.addEventListener("click", each(false));
    apply();
  }
  window.addEventListener("hashchange", follow);
  // A second click on the same link is no change of the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash) reveal(address().id);
  });
  // A phone has no room for words that are known.
  if (matchMedia("(max-width: 40rem)").matches) document.querySelector(".glossary").open = false;
  follow();
  // The browser goes to the target of an address by itself once all is loaded, and takes the focus away.
  window.addEventListener("load", () => setTimeout(() => reveal(address().id)));
})();
