// The reading component: two texts side by side, flags as marks, hover links, keys, marked words.

const desks = new WeakMap();

// Keys that decide or ask Python for something, and what they are called there.
const DECISIONS = { a: "accept", x: "dismiss", s: "fix" };
const REQUESTS = { n: "next", p: "previous", u: "undo", y: "redo" };
const FIELDS = "input, textarea, select, [contenteditable=true]";
const UNSEEN = 200; // milliseconds a flag must have been on the screen before a key may decide it

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

class Desk {
  constructor(parent) {
    this.root = make("div", "ck");
    this.scroll = make("div", "ck-scroll");
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "region");
    this.scroll.setAttribute("aria-label", "Source and translation with flags");
    this.live = make("div", "ck-live");
    this.live.setAttribute("role", "status");
    this.live.setAttribute("aria-live", "polite");
    this.root.append(this.scroll, this.live);
    parent.append(this.root);
    this.queue = new Queue(
      (acts) => this.component.setStateValue("acts", acts),
      (idle) => (this.root.dataset.busy = String(!idle)),
    );
    this.typing = new Typing();
    this.opened = new Set();
    this.chosen = { position: null, key: null };
    this.landed = -Infinity; // when Python last moved the selection
    this.blind = false; // a move of Python's is on its way: what it will show nobody has seen
    this.move = this.said = null;
    this.shown = "";
    this.listen();
  }

  listen() {
    this.onKey = (event) => this.key(event);
    this.onDraft = () => this.draw();
    document.addEventListener("keydown", this.onKey, true);
    window.addEventListener("checker-draft", this.onDraft);
    this.scroll.addEventListener("click", (event) => this.click(event));
    this.scroll.addEventListener("mouseover", (event) => this.hover(event, true));
    this.scroll.addEventListener("mouseout", (event) => this.hover(event, false));
    this.scroll.addEventListener("mouseup", () => setTimeout(() => this.mark(), 0));
  }

  close() {
    document.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("checker-draft", this.onDraft);
    this.queue.close();
    this.root.remove();
  }

  update(component) {
    this.component = component;
    const first = !this.data;
    const data = (this.data = component.data);
    if (first) foldSidebar();
    this.queue.answered(data.acked);
    const shown = JSON.stringify([data.segments, data.view, data.hasSource, data.find]);
    if (shown !== this.shown) {
      this.shown = shown;
      this.draw();
    }
    if (this.queue.idle) this.follow(data, first);
    if (data.said[0] !== this.said) {
      this.said = data.said[0];
      if (!first) this.say(data.said[1]);
    }
  }

  // Python has answered everything: its selection is the one that holds.
  follow({ selected, move }, first) {
    const moved = move !== this.move;
    this.move = move;
    this.blind = false;
    if (moved && !first) this.landed = performance.now();
    this.chosen = { position: selected.position, key: selected.key };
    this.paint();
    if (moved && selected.position !== null) this.reveal();
    const lost = document.activeElement === document.body || !document.activeElement.isConnected;
    if (moved && lost && !first) this.focus();
  }

  draw() {
    const { segments, view, hasSource, run, find } = this.data;
    const top = this.scroll.scrollTop;
    const held = this.scroll.contains(document.activeElement) && document.activeElement !== this.scroll;
    const turned = this.view !== undefined && this.view !== view;
    this.view = view;
    this.root.classList.toggle("ck-nosource", !hasSource);
    this.order = segments.flatMap((s) => s.marks.filter((m) => m.shown).map((m) => ({ position: s.position, key: m.key })));
    const body = view === "document" ? drawDocument(segments, hasSource, find) : drawRows(segments, { run, opened: this.opened, find });
    if (!segments.length) body.append(make("div", "ck-none", "No segment matches these filters."));
    this.scroll.replaceChildren(body);
    this.scroll.scrollTop = top;
    this.paint();
    if (turned) this.reveal();
    if (held) this.focus();
    this.root.dataset.ready = String(segments.length);
  }

  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  // The reviewer has moved: what is chosen is seen, and Python is told soon.
  select(position, key, { still = false } = {}) {
    this.chosen = { position, key };
    this.blind = false;
    this.landed = -Infinity;
    this.paint();
    if (!still) this.reveal();
    this.queue.put({ do: "select", position, key });
    this.queue.later();
  }

  paint() {
    const { position, key } = this.chosen;
    for (const node of this.scroll.querySelectorAll(".ck-row, .ck-seg")) {
      node.classList.toggle("ck-on", Number(node.dataset.position) === position);
    }
    let stop = null;
    for (const node of this.scroll.querySelectorAll("[data-keys]")) {
      const own = Boolean(key) && node.dataset.keys.split(" ").includes(key);
      node.classList.toggle("ck-sel", own);
      if (node.getAttribute("role") !== "button") continue;
      node.setAttribute("aria-pressed", String(own));
      node.tabIndex = -1;
      if (own || !stop) stop = own || !stop ? node : stop;
    }
    if (stop) stop.tabIndex = 0; // one stop for all marks; J and K go from one to the next
    this.link(key);
  }

  node(key) {
    return key ? [...this.scroll.querySelectorAll("[data-keys]")].find((n) => n.dataset.keys.split(" ").includes(key)) : null;
  }

  focus() {
    (this.node(this.chosen.key) || this.scroll).focus({ preventScroll: true });
  }

  reveal() {
    const { position, key } = this.chosen;
    if (position === null) return;
    const node = this.node(key) || this.scroll.querySelector(`[data-position="${Number(position)}"]`);
    if (!node) return;
    const box = this.scroll.getBoundingClientRect();
    const own = node.getBoundingClientRect();
    if (own.top < box.top + 30 || own.bottom > box.bottom - 30) this.scroll.scrollTop += own.top - box.top - box.height / 3;
    if (!this.seen(node)) node.scrollIntoView({ block: "nearest" });
  }

  // Whether a mark, or the beginning of a long one, is on the screen.
  seen(node) {
    const box = this.scroll.getBoundingClientRect();
    const own = node.getClientRects()[0] || node.getBoundingClientRect();
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, window.innerHeight)];
    return own.top >= top - 2 && own.bottom <= bottom + 2;
  }

  link(key) {
    for (const node of this.scroll.querySelectorAll("[data-links]")) {
      node.classList.toggle("ck-linked", Boolean(key) && node.dataset.links.split(" ").includes(key));
    }
  }

  hover(event, on) {
    const mark = event.target.closest("[data-keys]");
    if (mark) this.link(on ? mark.dataset.keys.split(" ")[0] : this.chosen.key);
    const segment = event.target.closest(".ck-seg");
    if (!segment) return;
    for (const node of this.scroll.querySelectorAll(`.ck-seg[data-position="${Number(segment.dataset.position)}"]`)) {
      node.classList.toggle("ck-pair", on);
    }
  }

  click(event) {
    if (String(window.getSelection())) return;
    const fold = event.target.closest("[data-fold]");
    if (fold) return this.fold(Number(fold.dataset.fold));
    const mark = event.target.closest("[data-keys]");
    const box = event.target.closest("[data-position]");
    if (!box) return;
    const position = Number(box.dataset.position);
    if (!mark) return this.select(position, null, { still: true });
    const keys = mark.dataset.keys.split(" ");
    const again = keys.indexOf(this.chosen.key);
    this.select(position, keys[again >= 0 ? (again + 1) % keys.length : 0], { still: true });
  }

  fold(position) {
    if (position === null) return;
    if (!this.opened.delete(position)) this.opened.add(position);
    this.draw();
    this.scroll.querySelector(`[data-fold="${position}"]`)?.focus({ preventScroll: true });
  }

  // Words were marked, or let go of.
  mark() {
    const words = selectedWords(this.scroll);
    if (!words && !this.marked) return;
    this.marked = words;
    if (!words) this.cursor = null;
    if (words && words.position !== this.chosen.position) {
      this.chosen = { position: words.position, key: null };
      this.paint();
    }
    this.queue.put({ do: "words", words });
    this.queue.later();
  }

  markByKeys() {
    const { position, key } = this.chosen;
    const at = position === null ? null : this.scroll.querySelector(`[data-position="${Number(position)}"][data-side=target]`);
    if (!at) return this.say("Select a segment first: N, J, Shift+J or a click.");
    const mark = this.node(key);
    const before = document.createRange();
    before.setStart(at, 0);
    if (mark && at.contains(mark)) before.setEndBefore(mark);
    this.cursor = new WordCursor(at, before.toString().length);
    this.mark();
    this.say("Marking words: arrows move, Shift and arrows extend, up and down change the side, F adds a flag.");
  }

  cursorKey(event) {
    if (event.key === "Escape") {
      window.getSelection().removeAllRanges();
      this.mark();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const side = event.key === "ArrowUp" ? "source" : "target";
      const box = this.scroll.querySelector(`[data-position="${Number(this.cursor.box.dataset.position)}"][data-side=${side}]`);
      if (box && box.textContent) this.cursor = new WordCursor(box, 0);
      this.mark();
    } else if (this.cursor.key(event)) this.mark();
    else return false;
    return true;
  }

  step(way) {
    const { position, key } = this.chosen;
    const here = this.order.findIndex((o) => o.key === key && o.position === position);
    let next = here + way;
    if (here < 0) {
      const rows = this.data.segments.map((s) => s.position);
      const place = (o) => rows.indexOf(o.position);
      const at = rows.indexOf(position);
      next = way > 0 ? this.order.findIndex((o) => place(o) >= at) : this.order.findLastIndex((o) => place(o) <= at);
      if (next < 0) next = way > 0 ? this.order.length : -1;
    }
    const found = this.order[next];
    if (found) return this.select(found.position, found.key);
    this.ask({ do: "step", way });
  }

  // To the segment before or after, flagged or not; past the page Python turns it.
  walk(way) {
    const rows = this.data.segments.map((s) => s.position);
    const at = rows.indexOf(this.chosen.position);
    const next = at < 0 ? (way > 0 ? 0 : rows.length - 1) : at + way;
    if (next in rows) this.select(rows[next], null);
    else this.ask({ do: "turn", way });
  }

  ask(act) {
    this.blind = true;
    this.queue.put(act);
    this.queue.flush();
  }

  // A decision names the flag it was made for; one for a flag nobody can have seen is dropped.
  decide(name) {
    const { position, key } = this.chosen;
    const segment = this.data.segments.find((s) => s.position === position);
    const flag = segment && segment.marks.find((m) => m.key === key);
    if (this.blind || performance.now() - this.landed < UNSEEN) return this.say("That key came before the flag was shown: dropped.");
    if (!flag) return this.say("Select a flag first: N, J or a click.");
    if (!this.seen(this.node(key))) {
      this.reveal();
      return this.say("This is the flag: press the key again to decide.");
    }
    if (name === "fix" && !flag.fix) return this.say("No safe suggestion for these words.");
    this.ask({ do: name, position, key, event: flag.event });
  }

  key(event) {
    if (this.typing.takes(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.composedPath()[0];
    if (!at.closest || at.closest("[role=dialog], [role=listbox], [data-testid=stPopoverBody]")) return;
    if (at.closest(FIELDS)) return this.leaveField(event, at);
    if (this.cursor && this.cursorKey(event)) return event.preventDefault();
    const act = this.does(event.key, at);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // Streamlit's own shortcut would press the button as well
    if (!event.repeat || "jkJK".includes(event.key)) act();
  }

  // Esc leaves a field; Enter in the search goes to what it found.
  leaveField(event, at) {
    const search = at.closest(".st-key-search");
    if (event.key !== "Escape" && !(search && event.key === "Enter")) return;
    if (at.getAttribute("aria-expanded") === "true") return;
    setTimeout(() => {
      at.blur();
      this.focus();
    }, 0);
  }

  does(key, at) {
    if (DECISIONS[key]) return () => this.decide(DECISIONS[key]);
    if (REQUESTS[key]) return () => this.ask({ do: REQUESTS[key] });
    if (key === "Enter" || key === " ") return at.matches("[data-keys]") ? () => at.click() : null;
    return {
      j: () => this.step(1),
      k: () => this.step(-1),
      J: () => this.walk(1),
      K: () => this.walk(-1),
      t: () => this.fold(this.chosen.position),
      w: () => this.markByKeys(),
      d: () => this.form("more_dismiss"),
      g: () => this.form("more_change"),
      m: () => this.form("more_comment"),
      f: () => (this.marked ? this.form("more_add") : this.say("Mark the words first: with the mouse, or W and the arrows.")),
      e: () => this.typing.open([() => document.querySelector(".ck-editor textarea")], () => this.say("Select a segment first: N, J or a click.")),
      "/": () => this.search(),
      Escape: () => this.select(this.chosen.position, null, { still: true }),
    }[key];
  }

  form(name) {
    const button = () => document.querySelector(`[class*="st-key-${name}"] button:enabled`);
    const open = () => {
      const found = button();
      if (found) found.click();
      return found;
    };
    const body = "[data-testid=stPopoverBody]";
    const field = () => document.querySelector(`${body} textarea, ${body} input:not([type=radio], [type=checkbox])`) || document.querySelector(`${body} input`);
    this.typing.open([open, field], () => this.say("Select a flag first: N, J or a click."));
  }

  search() {
    const field = () => document.querySelector(".st-key-search input");
    const shown = () => field() && field().getBoundingClientRect().left >= 0 && field();
    if (!shown()) document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    this.typing.open([shown]);
  }
}

// On a narrow window the texts need the room; the side opens with its button or with «/».
function foldSidebar() {
  if (window.innerWidth > 1100) return;
  const side = document.querySelector("[data-testid=stSidebar]:not([aria-expanded=false])");
  side?.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}
