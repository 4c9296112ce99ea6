// Asks for a fragment to be drawn again, once a second, but neither while the app is being drawn nor
// right after a click or a key: a tick that arrives while one page gives way to another would blank
// the new one.

const clocks = new WeakMap();
const QUIET = 2500;
let last = 0;
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => (last = Date.now()), true);

export default function (component) {
  const { parentElement } = component;
  const clock = clocks.get(parentElement) || {};
  clock.component = component;
  if (!clock.timer) {
    clock.timer = setInterval(() => {
      const app = document.querySelector("[data-testid=stApp]");
      const still = app && app.dataset.testScriptState === "notRunning" && Date.now() - last > QUIET;
      if (still) clock.component.setTriggerValue("tick", Date.now());
    }, 1000);
    clocks.set(parentElement, clock);
  }
  return () => {
    clearInterval(clock.timer);
    clocks.delete(parentElement);
  };
}
