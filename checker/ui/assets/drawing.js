// Drawing both texts. Every text becomes a text node; nothing is ever parsed as HTML. Offsets count
// code points.

const make = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};

// Rows of segments: number, source, target, and what was said of it.
function drawRows(segments, { run, opened, find }) {
  const body = document.createDocumentFragment();
  for (const segment of segments) {
    const row = make("div", "ck-row");
    row.dataset.position = segment.position;
    const gutter = make("div", "ck-gutter");
    gutter.append(make("b", "", String(segment.number)), make("span", "", segment.score));
    if (segment.edited) gutter.append(make("span", "ck-tag", segment.checked ? "edited" : "unchecked"));
    if (DRAFTS.get(run, segment.position)) gutter.append(make("span", "ck-tag ck-draft", "draft"));
    if (segment.comments) gutter.append(make("span", "ck-tag", `\u275D ${segment.comments}`));
    const right = make("div", "ck-right");
    right.append(drawSide(segment, "target", find));
    if (segment.translations.length) right.append(drawWitness(segment, opened.has(segment.position)));
    row.append(gutter, drawSide(segment, "source", find), right);
    body.append(row);
  }
  return body;
}

// Running text: paragraphs level with each other, whichever side breaks; a long one is made level
// anew after a few segments, for one side takes more room than the other.
const LEVEL = 6;

function drawDocument(segments, hasSource, find) {
  const body = make("div", "ck-doc");
  const sides = hasSource ? ["source", "target"] : ["target"];
  let cells = null;
  let held = 0;
  for (const segment of segments) {
    const begins = !cells || sides.some((side) => segment.breakBefore[side]);
    if (begins || held === LEVEL) {
      held = 0;
      cells = Object.fromEntries(sides.map((side) => [side, make("p", `ck-${side} ${begins ? "" : "ck-goes-on"}`)]));
      for (const side of sides) {
        cells[side].lang = side === "source" ? "zh" : "en";
        body.append(cells[side]);
      }
    } else cells.target.append(" ");
    for (const side of sides) cells[side].append(drawSide(segment, side, find, "span"));
    held += 1;
  }
  return body;
}

// Where the searched words stand: [start, end) in code points.
function hitsIn(letters, find) {
  const wanted = Array.from(find, (letter) => letter.toLowerCase());
  const found = [];
  if (!wanted.length) return found;
  for (let place = 0; place + wanted.length <= letters.length; place += 1) {
    if (wanted.every((letter, n) => letters[place + n].toLowerCase() === letter)) found.push([place, place + wanted.length]);
  }
  return found;
}

function drawSide(segment, side, find, tag = "div") {
  const box = make(tag, tag === "div" ? `ck-text ck-${side}` : "ck-text ck-seg");
  box.dataset.position = segment.position;
  box.dataset.side = side;
  box.lang = side === "source" ? "zh" : "en";
  const letters = Array.from(segment[side]);
  const marks = segment.marks.filter((m) => m.side === side);
  const links = side === "source" ? segment.marks.filter((m) => m.side === "target" && m.links.length) : [];
  const hits = hitsIn(letters, find);
  const cuts = new Set([0, letters.length, ...hits.flat()]);
  for (const m of marks) cuts.add(m.start).add(m.end);
  for (const m of links) for (const [start, end] of m.links) cuts.add(start).add(end);
  const places = [...cuts].filter((c) => c >= 0 && c <= letters.length).sort((a, b) => a - b);
  const caret = (place) => {
    for (const m of marks) if (m.start === m.end && m.start === place) box.append(drawMark([m], "", "ck-caret", true));
  };
  places.forEach((start, index) => {
    caret(start);
    const end = places[index + 1];
    if (end === undefined) return;
    const over = marks.filter((m) => m.start <= start && m.end >= end && m.start < m.end);
    const linked = links.filter((m) => m.links.some(([a, b]) => a <= start && b >= end));
    const text = letters.slice(start, end).join("");
    const first = over.some((m) => m.start === start);
    const piece = over.length ? drawMark(over, text, over.some((m) => m.end === end) ? "ck-last" : "", first) : make("span", "", text);
    if (hits.some(([a, b]) => a <= start && b >= end)) piece.classList.add("ck-hit");
    if (linked.length) piece.dataset.links = linked.map((m) => m.key).join(" ");
    box.append(piece);
  });
  return box;
}

function drawMark(over, text, extra, first) {
  const inner = [...over].sort((a, b) => a.end - a.start - (b.end - b.start));
  const open = over.filter((m) => m.state === "open" || m.state === "reopened");
  const worst = [...(open.length ? open : over)].sort((a, b) => b.rank - a.rank)[0];
  const out = over.every((m) => !m.shown) ? "ck-out" : "";
  const node = make("span", `ck-mark ck-${worst.severity} ck-${worst.state} ${extra} ${out}`, text);
  node.dataset.keys = inner.map((m) => m.key).join(" ");
  node.title = inner.map((m) => m.label).join("\n");
  if (first) {
    // The first piece of a flag is its button; the others are reached with it.
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", inner.map((m) => `${m.words || "nothing stands here"}: ${m.label}`).join("; "));
    node.tabIndex = -1;
  }
  return node;
}

// A re-translation is a witness: folded away, in plain colours, with what is wrong with it.
function drawWitness(segment, open) {
  const box = make("div", "ck-witness");
  const button = make("button", "ck-fold", open ? "Hide re-translation" : "Re-translation");
  button.type = "button";
  button.append(make("kbd", "", "T"));
  button.setAttribute("aria-expanded", String(open));
  button.dataset.fold = segment.position;
  box.append(button);
  if (!open) return box;
  for (const again of segment.translations) {
    const said = make("div", "ck-again");
    said.append(make("small", "", `By ${again.name}, from the Chinese alone. Words that differ are underlined.`));
    for (const problem of again.problems) said.append(make("small", "ck-problem", problem));
    const words = make("div", "");
    words.lang = "en";
    for (const [kind, text] of again.pieces) if (kind !== "gone") words.append(make("span", kind === "added" ? "ck-differs" : "", text));
    said.append(words);
    box.append(said);
  }
  return box;
}
