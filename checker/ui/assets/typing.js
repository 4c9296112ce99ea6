// A key that opens a form: what is typed before its field is there is kept and put into it.

const WAIT = 4000;

class Typing {
  constructor() {
    this.find = null;
    this.typed = "";
  }

  // `steps`: functions tried one after another until each gives an element; the last is focused.
  open(steps, failed) {
    const end = Date.now() + WAIT;
    const opening = (this.find = {});
    this.typed = "";
    let step = 0;
    const look = () => {
      if (this.find !== opening) return;
      const found = steps[step]();
      if (found && ++step === steps.length) return this.arrive(found);
      if (Date.now() < end) return setTimeout(look, found ? 0 : 25);
      this.find = null;
      if (failed) failed();
    };
    look();
  }

  arrive(field) {
    this.find = null;
    field.focus();
    if (this.typed && field.matches("textarea, input:not([type=radio])")) document.execCommand("insertText", false, this.typed);
    this.typed = "";
  }

  // Whether a key belongs to the form that is about to open.
  takes(event) {
    if (!this.find) return false;
    if (event.key === "Escape") {
      this.find = null;
      return false;
    }
    if (event.key.length === 1) this.typed += event.key;
    else if (event.key === "Backspace") this.typed = this.typed.slice(0, -1);
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }
}
