"""Room and access: axe-core finds nothing serious, the keyboard reaches everything."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.ui.browser import open_run, select, settle
from tests.ui.ui_samples import fill

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that ships it; nothing is fetched."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("left out: axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page, axe: str) -> list[str]:
    """What axe-core calls serious or critical, each with the first elements concerned."""
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{item['id']}: {[node['html'][:160] for node in item['nodes'][:4]]}"
        for item in result["violations"]
        if item["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium, served, axe: str, scheme: str) -> None:
    run_id = fill(served.store, f"axe {scheme}")
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    context.add_cookies([served.signed("Ana")])
    page = context.new_page()
    open_run(page, served, run_id)
    select(page, "50 percent")
    page.keyboard.press("t")
    page.locator(".ck-again").wait_for()
    found = {"review": findings(page, axe)}
    page.get_by_text("Running text").click()
    page.locator(".ck-doc").wait_for()
    settle(page)
    found["running text"] = findings(page, axe)
    for name in ("take-home", "documents"):
        page.goto(f"{served.url}/{name}?run={run_id}")
        page.get_by_role("heading").first.wait_for()
        settle(page)
        found[name] = findings(page, axe)
    context.close()
    assert found == {name: [] for name in found}


def test_accept_is_within_five_stops_of_the_selected_flag(page, served) -> None:
    run_id = fill(served.store, "stops", copies=8)
    open_run(page, served, run_id)
    page.keyboard.press("n")
    settle(page)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    assert "My country" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.innerText"))
    assert any(text.startswith("Accept") for text in stops), stops


def test_a_decision_is_read_out(page, served) -> None:
    run_id = fill(served.store, "aloud")
    open_run(page, served, run_id)
    select(page, "50 percent")
    page.keyboard.press("a")
    page.locator("[aria-live=polite]", has_text="Accepted").wait_for()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1024, 768)])
def test_room_for_the_texts(chromium, served, width: int, height: int) -> None:
    run_id = fill(served.store, f"room {width}", copies=8)
    context = chromium.new_context(viewport={"width": width, "height": height})
    context.add_cookies([served.signed("Ana")])
    page = context.new_page()
    open_run(page, served, run_id)
    page.keyboard.press("n")
    settle(page)
    page.screenshot(path=served.pictures / f"review-{width}.png")
    whole = page.evaluate(
        """() => {
        const box = document.querySelector(".ck-scroll").getBoundingClientRect();
        const bottom = Math.min(box.bottom, window.innerHeight);
        return [...document.querySelectorAll(".ck-row")].filter((row) => {
            const own = row.getBoundingClientRect();
            return own.top >= box.top - 1 && own.bottom <= bottom + 1;
        }).length;
        }"""
    )
    assert whole >= 4
    side = page.get_by_test_id("stSidebar")
    folded = side.get_attribute("aria-expanded") == "false"
    assert folded == (width <= 1100)
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.matches('.st-key-search input')")
    context.close()
