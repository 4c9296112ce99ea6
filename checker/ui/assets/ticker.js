// Asks for a fragment to be drawn again, once a second, but never while the app is being drawn:
// a tick that arrives while one page gives way to another would blank the new one.

const clocks = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  const clock = clocks.get(parentElement) || {};
  clock.component = component;
  if (!clock.timer) {
    clock.timer = setInterval(() => {
      const app = document.querySelector("[data-testid=stApp]");
      if (app && app.dataset.testScriptState === "notRunning") clock.component.setTriggerValue("tick", Date.now());
    }, 1000);
    clocks.set(parentElement, clock);
  }
  return () => {
    clearInterval(clock.timer);
    clocks.delete(parentElement);
  };
}
