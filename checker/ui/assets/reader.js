// The reading component: two texts side by side, flags as marks, hover links, keys, word selection.
// Every text becomes a text node; nothing is ever parsed as HTML. Offsets count code points.

const desks = new WeakMap();

// Keys that Streamlit's buttons answer; they decide on what Python knows to be selected.
const BUTTONS = { a: "accept", x: "dismiss", s: "take_suggestion", n: "next", p: "previous", u: "undo", y: "redo" };
const MOVES = ["j", "k", "Escape"];

export default function (component) {
  const { parentElement } = component;
  let desk = desks.get(parentElement);
  if (!desk) {
    desk = new Desk(parentElement);
    desks.set(parentElement, desk);
  }
  desk.update(component);
  return () => {
    desk.close();
    desks.delete(parentElement);
  };
}

const make = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};

// Whether a place is inside an English word or a number (Chinese words have no visible bounds).
const LETTER = /[\p{Script=Latin}\p{N}]/u;
const inWord = (letters, place) => LETTER.test(letters[place - 1]) && LETTER.test(letters[place]);

class Desk {
  constructor(parent) {
    this.root = make("div", "ck");
    this.scroll = make("div", "ck-scroll");
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "region");
    this.scroll.setAttribute("aria-label", "Source and translation with flags");
    this.root.append(this.scroll);
    parent.append(this.root);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey, true);
    this.scroll.addEventListener("click", (event) => this.click(event));
    this.scroll.addEventListener("mouseover", (event) => this.hover(event, true));
    this.scroll.addEventListener("mouseout", (event) => this.hover(event, false));
    this.scroll.addEventListener("mouseup", () => setTimeout(() => this.words(), 0));
    this.move = null;
    this.shown = "";
  }

  close() {
    document.removeEventListener("keydown", this.onKey, true);
    clearTimeout(this.timer);
    this.root.remove();
  }

  update(component) {
    this.component = component;
    const data = component.data || { segments: [] };
    this.data = data;
    const shown = JSON.stringify([data.segments, data.view, data.hasSource]);
    if (shown !== this.shown) {
      this.shown = shown;
      this.draw();
    }
    if (data.move !== this.move) {
      const first = this.move === null;
      this.move = data.move;
      clearTimeout(this.timer);
      this.told = this.queued = null; // Python has moved on: what was on its way is void
      this.select(data.selected.position, data.selected.key, { tell: false, still: first && data.selected.position === null });
    } else {
      this.paint();
      this.acknowledge(data.selected);
    }
  }

  // Python has taken the selection over: a key that was pressed meanwhile means this flag.
  acknowledge({ position, key }) {
    if (!this.told || this.told.position !== position || this.told.key !== key) return;
    const queued = this.queued;
    this.told = this.queued = null;
    if (queued) this.whenDrawn(() => this.act(queued));
  }

  whenDrawn(then, tries = 60) {
    const app = document.querySelector("[data-testid=stApp]");
    if (tries > 0 && app && app.dataset.testScriptState !== "notRunning") setTimeout(() => this.whenDrawn(then, tries - 1), 50);
    else then();
  }

  draw() {
    const top = this.scroll.scrollTop;
    const turned = this.view !== undefined && this.view !== this.data.view;
    this.view = this.data.view;
    this.root.classList.toggle("ck-nosource", !this.data.hasSource);
    this.order = this.data.segments.flatMap((s) => s.marks.map((m) => ({ position: s.position, key: m.key })));
    const body = this.data.view === "document" ? this.document() : this.rows();
    if (!this.data.segments.length) body.append(make("div", "ck-none", "No segment matches these filters."));
    this.scroll.replaceChildren(body);
    this.scroll.scrollTop = top;
    if (turned && this.chosen) this.reveal();
    this.root.dataset.ready = String(this.data.segments.length);
  }

  rows() {
    const body = document.createDocumentFragment();
    for (const segment of this.data.segments) {
      const row = make("div", "ck-row");
      row.dataset.position = segment.position;
      const gutter = make("div", "ck-gutter");
      gutter.append(make("b", "", String(segment.number)), make("span", "", segment.score));
      if (segment.edited) gutter.append(make("span", "ck-tag", segment.checked ? "edited" : "unchecked"));
      if (segment.comments) gutter.append(make("span", "ck-tag", `\u275D ${segment.comments}`));
      const right = make("div", "ck-right");
      right.append(this.side(segment, "target"));
      for (const again of segment.translations) right.append(this.again(again));
      row.append(gutter, this.side(segment, "source"), right);
      body.append(row);
    }
    return body;
  }

  document() {
    const body = make("div", "ck-doc");
    for (const side of this.data.hasSource ? ["source", "target"] : ["target"]) {
      const column = make("div", `ck-column ck-${side}`);
      column.lang = side === "source" ? "zh" : "en";
      let paragraph = null;
      for (const segment of this.data.segments) {
        if (!paragraph || segment.breakBefore[side]) {
          paragraph = make("p");
          column.append(paragraph);
        } else if (side === "target") paragraph.append(" ");
        paragraph.append(this.side(segment, side, "span"));
      }
      body.append(column);
    }
    return body;
  }

  side(segment, side, tag = "div") {
    const box = make(tag, tag === "div" ? `ck-text ck-${side}` : "ck-text ck-seg");
    box.dataset.position = segment.position;
    box.dataset.side = side;
    box.lang = side === "source" ? "zh" : "en";
    const letters = Array.from(segment[side]);
    const marks = segment.marks.filter((m) => m.side === side);
    const links = side === "source" ? segment.marks.filter((m) => m.side === "target" && m.links.length) : [];
    const cuts = new Set([0, letters.length]);
    for (const m of marks) cuts.add(m.start).add(m.end);
    for (const m of links) for (const [start, end] of m.links) cuts.add(start).add(end);
    const places = [...cuts].filter((c) => c >= 0 && c <= letters.length).sort((a, b) => a - b);
    const caret = (place) => {
      for (const m of marks) if (m.start === m.end && m.start === place) box.append(this.mark([m], "", "ck-caret"));
    };
    if (!letters.length && tag === "div") box.append(make("span", "ck-empty"));
    places.forEach((start, index) => {
      caret(start);
      const end = places[index + 1];
      if (end === undefined) return;
      const over = marks.filter((m) => m.start <= start && m.end >= end && m.start < m.end);
      const linked = links.filter((m) => m.links.some(([a, b]) => a <= start && b >= end));
      const text = letters.slice(start, end).join("");
      const piece = over.length ? this.mark(over, text, over.some((m) => m.end === end) ? "ck-last" : "") : make("span", "", text);
      if (linked.length) piece.dataset.links = linked.map((m) => m.key).join(" ");
      box.append(piece);
    });
    return box;
  }

  mark(over, text, extra) {
    const inner = [...over].sort((a, b) => a.end - a.start - (b.end - b.start));
    const open = over.filter((m) => m.state === "open" || m.state === "reopened");
    const worst = [...(open.length ? open : over)].sort((a, b) => b.rank - a.rank)[0];
    const node = make("span", `ck-mark ck-${worst.severity} ck-${worst.state} ${extra}`, text);
    node.dataset.keys = inner.map((m) => m.key).join(" ");
    node.title = inner.map((m) => m.label).join("\n");
    return node;
  }

  again(translation) {
    const box = make("div", "ck-again");
    box.append(make("small", "", `Re-translation (${translation.name})${translation.problem ? ` (not used: ${translation.problem})` : ""}`));
    for (const [kind, text] of translation.pieces) {
      box.append(make(kind === "added" ? "ins" : kind === "gone" ? "del" : "span", "", text));
    }
    return box;
  }

  select(position, key, { tell = true, still = false } = {}) {
    this.chosen = { position, key };
    this.paint();
    if (!still) this.reveal();
    if (!tell) return;
    clearTimeout(this.timer);
    this.told = { position, key };
    this.queued = null;
    this.timer = setTimeout(() => this.component.setStateValue("selection", { position, key, at: Date.now() }), 120);
  }

  paint() {
    const { position, key } = this.chosen || {};
    for (const node of this.scroll.querySelectorAll("[data-position]")) {
      node.classList.toggle("ck-on", Number(node.dataset.position) === position && !node.classList.contains("ck-text") || (node.classList.contains("ck-seg") && Number(node.dataset.position) === position));
    }
    for (const node of this.scroll.querySelectorAll("[data-keys]")) {
      node.classList.toggle("ck-sel", Boolean(key) && node.dataset.keys.split(" ").includes(key));
    }
    this.link(key);
  }

  reveal() {
    const { position, key } = this.chosen;
    const mark = key && [...this.scroll.querySelectorAll("[data-keys]")].find((n) => n.dataset.keys.split(" ").includes(key));
    const node = mark || this.scroll.querySelector(`[data-position="${Number(position)}"]`);
    if (!node || position === null) return;
    const box = this.scroll.getBoundingClientRect();
    const own = node.getBoundingClientRect();
    if (own.top < box.top + 30 || own.bottom > box.bottom - 60) this.scroll.scrollTop += own.top - box.top - box.height / 3;
  }

  link(key) {
    for (const node of this.scroll.querySelectorAll("[data-links]")) {
      node.classList.toggle("ck-linked", Boolean(key) && node.dataset.links.split(" ").includes(key));
    }
  }

  hover(event, on) {
    const mark = event.target.closest("[data-keys]");
    if (mark) this.link(on ? mark.dataset.keys.split(" ")[0] : this.chosen && this.chosen.key);
    const segment = event.target.closest(".ck-seg");
    if (!segment) return;
    for (const node of this.scroll.querySelectorAll(`.ck-seg[data-position="${Number(segment.dataset.position)}"]`)) {
      node.classList.toggle("ck-pair", on);
    }
  }

  click(event) {
    if (String(window.getSelection())) return;
    const mark = event.target.closest("[data-keys]");
    const box = event.target.closest("[data-position]");
    if (!box) return;
    const position = Number(box.dataset.position);
    if (!mark) return this.select(position, null, { still: true });
    const keys = mark.dataset.keys.split(" ");
    const again = this.chosen && keys.indexOf(this.chosen.key);
    this.select(position, keys[again >= 0 ? (again + 1) % keys.length : 0], { still: true });
  }

  words() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      if (this.marked) this.component.setStateValue("words", (this.marked = null));
      return;
    }
    const range = selection.getRangeAt(0);
    const sideOf = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("[data-side]");
    const box = sideOf(range.startContainer);
    if (!box || !this.scroll.contains(box) || sideOf(range.endContainer) !== box) return;
    const count = (node, offset) => {
      const before = document.createRange();
      before.setStart(box, 0);
      before.setEnd(node, offset);
      return Array.from(before.toString()).length;
    };
    let start = count(range.startContainer, range.startOffset);
    let end = count(range.endContainer, range.endOffset);
    const letters = Array.from(box.textContent);
    while (start < end && !letters[start].trim()) start += 1;
    while (end > start && !letters[end - 1].trim()) end -= 1;
    if (start >= end) return;
    while (start > 0 && inWord(letters, start)) start -= 1;
    while (end < letters.length && inWord(letters, end)) end += 1;
    const position = Number(box.dataset.position);
    this.marked = { position, side: box.dataset.side, start, end };
    this.component.setStateValue("words", { ...this.marked, at: Date.now() });
  }

  step(way) {
    const { position, key } = this.chosen || {};
    const here = this.order.findIndex((o) => o.key === key && o.position === position);
    let next = here + way;
    if (here < 0) {
      const at = position ?? -1;
      next = way > 0 ? this.order.findIndex((o) => o.position >= at) : this.order.findLastIndex((o) => o.position <= at);
      if (next < 0) next = way > 0 ? this.order.length : -1;
    }
    const found = this.order[next];
    if (found) this.select(found.position, found.key);
    else this.component.setTriggerValue("step", way);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.composedPath()[0];
    if (at.closest && at.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox]")) return;
    const key = event.key;
    if (!this.own(key) && !BUTTONS[key]) return;
    if (this.told && !MOVES.includes(key)) {
      event.stopImmediatePropagation();
      this.queued = key;
    } else if (this.own(key)) {
      this.act(key);
    } else return; // the button's own shortcut
    if (key !== "Escape") event.preventDefault();
  }

  act(key) {
    const own = this.own(key);
    if (own) own();
    else this.press(BUTTONS[key]);
  }

  press(name) {
    const button = document.querySelector(`.st-key-${name} button`);
    if (button && !button.disabled) button.click();
  }

  own(key) {
    const form = (name) => () => {
      this.press(name);
      setTimeout(() => document.querySelector("[data-testid=stPopoverBody] textarea, [data-testid=stPopoverBody] input")?.focus(), 250);
    };
    return {
      j: () => this.step(1),
      k: () => this.step(-1),
      d: form("more_dismiss"),
      g: form("more_change"),
      m: form("more_comment"),
      f: form("more_add"),
      e: () => document.querySelector(".st-key-wording textarea")?.focus(),
      "/": () => document.querySelector(".st-key-filter_text input")?.focus(),
      Escape: () => this.select((this.chosen || {}).position ?? null, null, { still: true }),
    }[key];
  }
}
