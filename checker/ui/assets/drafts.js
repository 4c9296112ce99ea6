// Wordings that were typed and not yet saved, kept by the browser: {text, base}.

const DRAFTS = {
  spare: {}, // where the browser keeps nothing (private windows)
  key: (run, position) => `checker draft ${run} ${position}`,
  get(run, position) {
    try {
      return JSON.parse(localStorage.getItem(this.key(run, position)));
    } catch {
      return this.spare[this.key(run, position)] || null;
    }
  },
  set(run, position, draft) {
    const key = this.key(run, position);
    try {
      if (draft) localStorage.setItem(key, JSON.stringify(draft));
      else localStorage.removeItem(key);
    } catch {
      this.spare[key] = draft;
    }
    window.dispatchEvent(new CustomEvent("checker-draft"));
  },
};
