// What the reviewer does, in order, kept until Python has answered: nothing lost, nothing done twice.

const RESEND = 8000;

class Queue {
  // `told` is called whenever it begins or ceases to wait for an answer.
  constructor(send, told) {
    this.send = send;
    this.told = told;
    this.desk = Math.random().toString(36).slice(2);
    this.n = 0;
    this.acts = [];
  }

  put(act) {
    const last = this.acts[this.acts.length - 1];
    if (last && !last.sent && last.do === act.do && act.do === "select") this.acts.pop();
    this.acts.push({ ...act, n: ++this.n });
    this.told(false);
  }

  // Send all that waits for an answer; acts that were sent before are known by their number.
  flush() {
    clearTimeout(this.timer);
    if (!this.acts.length) return;
    const items = this.acts.map(({ sent, ...act }) => act);
    for (const act of this.acts) act.sent = true;
    this.send({ desk: this.desk, items, at: Date.now() });
    this.timer = setTimeout(() => this.flush(), RESEND);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), 120);
  }

  answered({ desk, n }) {
    if (desk !== this.desk) return;
    this.acts = this.acts.filter((act) => act.n > n);
    if (!this.acts.length) {
      clearTimeout(this.timer);
      this.told(true);
    }
  }

  get idle() {
    return !this.acts.length;
  }

  close() {
    clearTimeout(this.timer);
  }
}
