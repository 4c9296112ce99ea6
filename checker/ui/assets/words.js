// Marking words: with the mouse, or with W, the arrows and Shift.

// Whether a place is inside an English word or a number (Chinese words have no visible bounds).
const LETTER = /[\p{Script=Latin}\p{N}]/u;
const inWord = (letters, place) => LETTER.test(letters[place - 1]) && LETTER.test(letters[place]);

const sideOf = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("[data-side]");

// The words selected in the page: {position, side, start, end} in code points; null for none.
function selectedWords(scroll) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const box = sideOf(range.startContainer);
  if (!box || !scroll.contains(box) || sideOf(range.endContainer) !== box) return null;
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
  if (start >= end) return null;
  while (start > 0 && inWord(letters, start)) start -= 1;
  while (end < letters.length && inWord(letters, end)) end += 1;
  return { position: Number(box.dataset.position), side: box.dataset.side, start, end };
}

// A text's words as [start, end) in UTF-16 units.
function wordsOf(box) {
  const cut = new Intl.Segmenter(box.lang, { granularity: "word" });
  return [...cut.segment(box.textContent)].filter((w) => w.isWordLike).map((w) => [w.index, w.index + w.segment.length]);
}

// The text node and offset at a place of a box.
function placeIn(box, place) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let left = place;
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
    last = node;
  }
  return last ? [last, last.length] : [box, 0];
}

class WordCursor {
  constructor(box, from) {
    this.box = box;
    this.words = wordsOf(box);
    this.anchor = this.head = Math.max(0, this.words.findIndex(([, end]) => end > from));
    this.show();
  }

  // True where the key was for us.
  key(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || !this.words.length) return false;
    this.head = Math.min(this.words.length - 1, Math.max(0, this.head + way));
    if (!event.shiftKey) this.anchor = this.head;
    this.show();
    return true;
  }

  show() {
    if (!this.words.length) return;
    const [first, last] = [Math.min(this.anchor, this.head), Math.max(this.anchor, this.head)];
    const [from, to] = [placeIn(this.box, this.words[first][0]), placeIn(this.box, this.words[last][1])];
    window.getSelection().setBaseAndExtent(...from, ...to);
  }
}
