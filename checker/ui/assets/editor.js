// The field for the translation. What is typed is a draft at once; Ctrl+Enter or the button saves it.

const editors = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement);
    editors.set(parentElement, editor);
  }
  editor.update(component);
  return () => {
    editor.root.remove();
    editors.delete(parentElement);
  };
}

const node = (tag, name, text = "") => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
};

class Editor {
  constructor(parent) {
    this.root = node("div", "ck-editor");
    const label = node("label", "", "Translation");
    this.field = node("textarea");
    this.field.id = label.htmlFor = "ck-wording";
    this.field.lang = "en";
    this.save = node("button", "ck-save", "Save and check");
    this.drop = node("button", "ck-drop", "Drop draft");
    this.told = node("span", "ck-told");
    for (const button of [this.save, this.drop]) button.type = "button";
    this.told.setAttribute("role", "status");
    const row = node("div", "ck-editor-row");
    row.append(this.save, this.drop, this.told);
    this.root.append(label, this.field, row);
    parent.append(this.root);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.submit();
      }
    });
    this.save.addEventListener("click", () => this.submit());
    this.drop.addEventListener("click", () => this.forget());
  }

  update(component) {
    this.component = component;
    const data = component.data;
    const other = !this.data || this.data.run !== data.run || this.data.position !== data.position;
    const changed = other || this.data.text !== data.text;
    this.data = data;
    if (this.sent && this.sent.n === data.saved) {
      if (data.text === this.sent.text) DRAFTS.set(data.run, this.sent.position, null);
      this.sent = null;
    }
    if (changed) {
      const draft = DRAFTS.get(data.run, data.position);
      if (draft && draft.text === data.text) DRAFTS.set(data.run, data.position, null);
      if (other || document.activeElement !== this.field || !draft) this.field.value = draft ? draft.text : data.text;
    }
    this.paint();
  }

  typed() {
    const { run, position, text } = this.data;
    const draft = DRAFTS.get(run, position);
    const own = this.field.value === text ? null : { text: this.field.value, base: draft ? draft.base : text };
    DRAFTS.set(run, position, own);
    this.paint();
  }

  paint() {
    const { run, position, text } = this.data;
    const draft = DRAFTS.get(run, position);
    const changed = this.field.value !== text;
    this.save.disabled = !changed || Boolean(this.sent);
    this.drop.hidden = !changed;
    const stale = draft && draft.base !== text ? " The wording has changed since it was begun." : "";
    this.told.textContent = this.sent ? "Checking …" : changed ? `Draft, not saved.${stale}` : "";
    this.field.style.height = "auto";
    this.field.style.height = `${Math.max(this.field.scrollHeight + 2, 56)}px`;
  }

  submit() {
    const { position, event, text } = this.data;
    if (this.field.value === text || this.sent) return;
    this.sent = { n: Date.now(), position, event, text: this.field.value };
    this.component.setStateValue("save", this.sent);
    this.paint();
  }

  forget() {
    DRAFTS.set(this.data.run, this.data.position, null);
    this.field.value = this.data.text;
    this.paint();
  }
}
