"""Room and access: axe-core finds nothing serious, the keyboard reaches everything."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.store import Accept, Dismiss, Request
from tests.ui.browser import open_run, select, settle, settle_page
from tests.ui.ui_samples import fill

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")

_SHOWN = """() => document.getAnimations().every((a) =>
    a.playState !== "running" || a.effect.getComputedTiming().endTime === Infinity)"""
"""Nothing fades in or out: text that does has another contrast."""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that ships it; nothing is fetched."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("left out: axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page, axe: str) -> list[str]:
    """What axe-core calls serious or critical, each with the first elements concerned.

    Short texts, such as the letter of a key, count as text too.
    """
    settle_page(page)
    page.wait_for_function(_SHOWN)
    page.evaluate(axe)
    result = page.evaluate(
        """() => {
        const { options } = axe._audit.checks["color-contrast"];
        const strict = { ...options, ignoreLength: true };
        axe.configure({ checks: [{ id: "color-contrast", options: strict }] });
        return axe.run(document, { resultTypes: ["violations"] });
        }"""
    )
    return [
        f"{item['id']}: {[node['html'][:160] for node in item['nodes'][:4]]}"
        for item in result["violations"]
        if item["impact"] in GRAVE
    ]


def tab(chromium, served, scheme: str):
    """A page of Ana's in a light or dark browser."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    context.add_cookies([served.signed("Ana")])
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_texts_are_brought_in(
    chromium, fresh, axe: str, scheme: str
) -> None:
    page = tab(chromium, fresh, scheme)
    page.goto(fresh.url)
    page.get_by_role("heading", name="Which passages").wait_for()
    found = {}
    for way in ("Sample", "Two files", "Table or run", "Paste"):
        page.get_by_text(way, exact=True).click()
        settle_page(page)
        found[way] = findings(page, axe)
    page.get_by_label("Chinese").fill("我国工业互联网已初步形成。" * 9)
    page.get_by_label("English").fill("China.")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("The English is very short").wait_for()
    found["a doubt"] = findings(page, axe)
    fill(fresh.store, "documents")
    page.goto(fresh.url)
    page.get_by_role("heading", name="Documents").wait_for()
    settle_page(page)
    found["documents"] = findings(page, axe)
    page.screenshot(path=fresh.pictures / f"documents-{scheme}.png")
    page.context.close()
    assert found == {name: [] for name in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_at_the_desk(chromium, served, axe: str, scheme: str) -> None:
    run_id = fill(served.store, f"axe {scheme}", copies=9)
    flags = [(n, flag.key) for n in (0, 4) for flag in served.store.segment(run_id, n).flags]
    actions: tuple[Accept | Dismiss, ...] = (Accept(), Dismiss("ok"))
    for action, (position, key) in zip(actions, flags[1:3], strict=True):
        served.store.decide(run_id, Request(position, action, key), who="Bea")
    page = tab(chromium, served, scheme)
    open_run(page, served, run_id)
    found = {"nothing selected": findings(page, axe)}
    page.keyboard.press("n")
    settle(page)
    page.keyboard.press("t")
    page.locator(".ck-again").wait_for()
    found["a flag"] = findings(page, axe)
    body = page.locator("[data-testid=stPopoverBody]")
    for key in "dgm":
        page.keyboard.press(key)
        body.wait_for()
        found[f"form {key}"] = findings(page, axe)
        page.keyboard.press("Escape")
        body.wait_for(state="detached")
    page.keyboard.press("h")
    page.get_by_role("dialog").wait_for()
    found["help"] = findings(page, axe)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.locator(".ck-row").nth(1).locator(".ck-gutter").click()
    page.locator(".ck-editor textarea").fill("A draft.")
    page.get_by_text("More filters").click()
    page.get_by_text("History and comments").click()
    settle(page)
    found["a draft"] = findings(page, axe)
    page.goto(f"{served.url}/review?run={run_id}&view=document&severity=critical&segment=2")
    page.locator(".ck-doc").wait_for()
    page.keyboard.press("n")
    settle(page)
    page.locator(".st-key-bulk button").click()
    body.wait_for()
    found["running text"] = findings(page, axe)
    for name in ("take-home", "charts"):
        page.goto(f"{served.url}/{name}?run={run_id}")
        page.get_by_role("heading").first.wait_for()
        settle_page(page)
        found[name] = findings(page, axe)
    page.context.close()
    assert found == {name: [] for name in found}


def test_accept_is_within_five_stops_of_the_selected_flag(page, served) -> None:
    run_id = fill(served.store, "stops", copies=8)
    open_run(page, served, run_id)
    page.keyboard.press("n")
    settle(page)
    page.locator("[class*=st-key-accept_] button").first.wait_for()
    page.wait_for_function("document.activeElement.getAttribute('role') === 'button'")
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
    assert page.get_by_role("button", name="Expand sidebar").count() == (width <= 1100)
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.matches('.st-key-search input')")
    context.close()


def test_buttons_of_icons_have_names(page, served) -> None:
    run_id = fill(served.store, "named")
    page.goto(served.url)
    page.get_by_role("button", name="Remove named", exact=True).wait_for()
    open_run(page, served, run_id)
    for name in ("Undo", "Redo", "Keys", "Main menu"):
        assert page.get_by_role("button", name=name).count() == 1, name


def test_a_segment_without_a_flag_is_reached_and_marked_by_keys(page, served) -> None:
    run_id = fill(served.store, "unflagged", copies=7)
    open_run(page, served, run_id)
    for _ in range(3):
        page.keyboard.press("Shift+J")
    page.locator('.ck-row.ck-on[data-position="2"]').wait_for()
    for key in ("w", "ArrowRight", "f"):
        page.keyboard.press(key)
    page.get_by_label("What is wrong?").fill("which one?")
    page.keyboard.press("Enter")
    page.locator(".ck-mark", has_text="meeting").first.wait_for()
    (flag,) = served.store.segment(run_id, 2).flags
    assert (flag.flag.text, flag.origin) == ("meeting", "reviewer")


def test_segments_are_walked_past_the_page(page, served) -> None:
    run_id = fill(served.store, "past", copies=7)
    open_run(page, served, run_id)
    page.keyboard.press("Shift+K")
    page.locator('.ck-row.ck-on[data-position="24"]').wait_for()
    settle(page)
    page.keyboard.press("Shift+J")
    page.locator('.ck-row.ck-on[data-position="25"]').wait_for()
    settle(page)
    page.keyboard.press("Shift+K")
    page.locator('.ck-row.ck-on[data-position="24"]').wait_for()
