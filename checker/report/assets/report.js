"use strict";
(() => {
  const $ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const picked = document.getElementById("picked");
  const nothing = document.getElementById("nothing");
  const cards = $("article.seg").map((element) => ({
    element,
    notes: $("li.note", element),
    score: element.dataset.score,
    document: element.closest("section.doc").dataset.document,
    text: null,
  }));
  const picks = { score: "", document: "" };

  // Texts are gathered on the first search only: most visits never search.
  const textOf = (card) => {
    card.text ??= $(".text, .notes, .rt", card.element)
      .map((part) => part.textContent).join(" ").toLowerCase();
    return card.text;
  };

  const wanted = () => ({
    severities: $("input[name=severity]:checked", form).map((box) => box.value),
    category: form.elements.category?.value ?? "",
    rule: form.elements.rule?.value ?? "",
    flagged: form.elements.flagged.checked,
    text: form.elements.text.value.trim().toLowerCase(),
  });

  const noteFits = (note, want) =>
    (!want.severities.length || want.severities.includes(note.dataset.severity)) &&
    (!want.category || want.category === note.dataset.category) &&
    (!want.rule || want.rule === note.dataset.rule);

  const pickedText = () => [
    picks.score === "" ? "" : picks.score === "none" ? "without score"
      : `score ${picks.score * 10}–${picks.score * 10 + 10}`,
    picks.document === "" ? "" : "one document",
  ].filter(Boolean).join(", ");

  const apply = () => {
    const want = wanted();
    const narrow = want.severities.length || want.category || want.rule;
    let visible = 0;
    for (const card of cards) {
      let fits = true;
      for (const note of card.notes) {
        const noteOk = noteFits(note, want);
        note.classList.toggle("dim", Boolean(narrow) && !noteOk);
      }
      if (narrow) fits = card.notes.some((note) => noteFits(note, want));
      if (want.flagged && !card.notes.length) fits = false;
      if (picks.score !== "" && picks.score !== card.score) fits = false;
      if (picks.document !== "" && picks.document !== card.document) fits = false;
      if (fits && want.text && !textOf(card).includes(want.text)) fits = false;
      card.element.hidden = !fits;
      visible += fits ? 1 : 0;
    }
    for (const section of $("section.doc")) {
      section.hidden = !$("article.seg", section).some((card) => !card.hidden);
    }
    shown.value = visible === cards.length ? `${visible} segments` : `${visible} of ${cards.length}`;
    picked.textContent = pickedText();
    picked.hidden = !picked.textContent;
    nothing.hidden = visible > 0 || cards.length === 0;
  };

  const show = (query) => {
    form.reset();
    picks.score = picks.document = "";
    for (const [name, value] of new URLSearchParams(query)) {
      if (name === "severity") {
        for (const box of $("input[name=severity]", form)) box.checked ||= box.value === value;
      } else if (name in picks) {
        picks[name] = value;
      } else if (name === "category" || name === "rule") {
        form.elements[name].value = value;
      }
    }
    apply();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show]");
    if (link) {
      event.preventDefault();
      show(link.dataset.show);
      form.scrollIntoView({ block: "start" });
    }
  });

  // A jump to a segment that a filter hides lifts the filter first.
  const reveal = () => {
    const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (element?.hidden) {
      show("");
      element.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    picks.score = picks.document = "";
    setTimeout(apply);
  });

  const light = (event, on) => {
    const part = event.target.closest?.("[data-f]");
    const card = part?.closest("article.seg");
    if (!card) return;
    const numbers = part.dataset.f.split(" ");
    for (const other of $("[data-f]", card)) {
      const hit = other.dataset.f.split(" ").some((number) => numbers.includes(number));
      other.classList.toggle("lit", on && hit);
    }
    card.classList.toggle("lighting", on);
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false],
    ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  let current = null;
  const step = (direction) => {
    const flagged = cards.map((card) => card.element)
      .filter((element) => !element.hidden && element.classList.contains("flagged"));
    const top = (element) => element.getBoundingClientRect().top;
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const inView = current && !current.hidden && top(current) > 0 && top(current) < innerHeight;
    let next;
    if (inView) next = flagged[flagged.indexOf(current) + direction];
    else if (direction > 0) next = flagged.find((element) => top(element) > line - 8);
    else next = flagged.filter((element) => top(element) < line + 8).pop();
    if (!next) return;
    current?.classList.remove("current");
    current = next;
    current.classList.add("current");
    current.scrollIntoView({ block: "start" });
  };
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "/") {
      event.preventDefault();
      form.elements.text.focus();
    }
  });

  const theme = document.getElementById("theme");
  const root = document.documentElement;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // What one jumps to must not lie under the bar, whose height depends on the width.
  new ResizeObserver(() => {
    const stuck = getComputedStyle(form).position === "sticky";
    root.style.scrollPaddingTop = stuck ? `${form.offsetHeight + 16}px` : "";
  }).observe(form);

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = $(".panel details:not([open])");
    for (const block of folded) block.open = true;
  });
  addEventListener("afterprint", () => {
    for (const block of folded) block.open = false;
  });

  form.hidden = theme.hidden = false;
  form.reset();
  apply();
  reveal();
})();
