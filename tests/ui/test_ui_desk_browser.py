"""Nothing is lost and nothing decided unseen: each fault that was met at the desk, held down."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from checker.store import SegmentQuery, State
from tests.store.store_samples import report
from tests.ui.browser import mark, open_run, select, settle, state_of, wait_for
from tests.ui.ui_samples import FIXED, fill

pytestmark = pytest.mark.browser


def quote(page) -> str:
    """The words of the flag in the panel."""
    return page.locator(".st-key-panel .ck-quote").first.inner_text()


def choose(page, label: str, *options: str) -> None:
    """Choose values in a multiselect at the side."""
    box = page.get_by_role("combobox", name=re.compile(label))
    for option in options:
        box.click()
        page.get_by_role("option", name=re.compile(option)).click()
        settle(page)
    page.keyboard.press("Escape")
    settle(page)


def test_next_stays_inside_the_filter_and_a_decides_there(page, served) -> None:
    run_id = fill(served.store, "inside", copies=3)
    open_run(page, served, run_id, severity="critical")
    assert page.locator(".ck-row").count() == 3
    for number in (1, 5, 9):
        page.keyboard.press("n")
        page.locator(f'.ck-row.ck-on[data-position="{number}"]').wait_for()
        settle(page)
    page.keyboard.press("n")
    page.locator('.ck-row.ck-on[data-position="1"]').wait_for()
    settle(page)
    page.wait_for_timeout(250)
    page.keyboard.press("a")
    page.locator('.ck-row.ck-on[data-position="5"]').wait_for()
    assert state_of(served, run_id, 1, "numbers") is State.ACCEPTED
    assert page.locator(".ck-row").count() == 3, "the filter holds"
    settle(page)
    page.keyboard.press("j")
    page.locator('.ck-row.ck-on[data-position="9"]').wait_for()


def test_next_follows_the_chosen_order(page, served) -> None:
    run_id = fill(served.store, "order", copies=3)
    query = SegmentQuery(run_id)
    places = [item.position for item in served.store.segments(query).items]
    assert places == list(range(12))
    open_run(page, served, run_id, order="risk")
    rows = page.locator(".ck-row").evaluate_all(
        "rows => rows.map((r) => Number(r.dataset.position))"
    )
    walked = []
    for _ in range(5):
        page.keyboard.press("n")
        settle(page)
        at = int(page.locator(".ck-row.ck-on").get_attribute("data-position"))
        walked.append(at)
        page.wait_for_timeout(250)
        page.keyboard.press("x")  # a decision changes the risk; the rows stay where they are
        settle(page)
    expected = [place for place in rows for flag in served.store.segment(run_id, place).flags]
    assert walked == [expected[0], *expected[2:9:2]], (walked, expected)
    again = page.locator(".ck-row").evaluate_all(
        "rows => rows.map((r) => Number(r.dataset.position))"
    )
    assert again == rows


def test_a_flag_out_of_sight_is_shown_before_a_key_decides_it(page, served) -> None:
    run_id = fill(served.store, "sight", copies=6)
    open_run(page, served, run_id)
    select(page, "My country's")
    page.evaluate("document.querySelector('.ck-scroll').scrollTop = 100000")
    page.keyboard.press("a")
    page.locator(".ck-live", has_text="press the key again").wait_for()
    settle(page)
    assert served.store.document("sight").decided_flags == 0
    page.keyboard.press("a")
    wait_for(lambda: served.store.document("sight").decided_flags == 1, "seen, and decided")


def test_the_selected_flag_clicked_again_still_takes_keys(page, served) -> None:
    run_id = fill(served.store, "again")
    open_run(page, served, run_id)
    select(page, "50 percent")
    mark(page, "50 percent").click()
    settle(page)
    page.keyboard.press("a")
    wait_for(lambda: state_of(served, run_id, 1, "numbers") is State.ACCEPTED, "A")


def test_a_doubled_key_decides_one_flag_and_no_undo_is_lost(page, served) -> None:
    run_id = fill(served.store, "doubled", copies=3)
    open_run(page, served, run_id)
    select(page, "My country's")
    page.keyboard.press("a")
    page.wait_for_timeout(120)
    page.keyboard.press("a")
    wait_for(lambda: served.store.document("doubled").decided_flags > 0, "the first A")
    settle(page)
    assert served.store.document("doubled").decided_flags == 1
    for _ in range(3):
        page.wait_for_timeout(250)
        page.keyboard.press("a")
        settle(page)
    assert served.store.document("doubled").decided_flags == 4
    for _ in range(4):
        page.keyboard.press("u")
    wait_for(lambda: served.store.document("doubled").decided_flags == 0, "four U, four undone")


def test_a_double_click_on_accept_decides_one_flag(page, served) -> None:
    run_id = fill(served.store, "clicks", copies=3)
    open_run(page, served, run_id)
    select(page, "My country's")
    page.locator("[class*=st-key-accept] button").first.dblclick()
    wait_for(lambda: served.store.document("clicks").decided_flags > 0, "the first click")
    settle(page)
    assert served.store.document("clicks").decided_flags == 1


def test_a_suggestion_is_only_ever_for_flagged_words(page, served) -> None:
    run_id = fill(served.store, "witness")
    open_run(page, served, run_id)
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()  # right, and not flagged
    settle(page)
    page.keyboard.press("s")
    settle(page)
    assert page.get_by_role("button", name="suggestion").count() == 0
    assert not served.store.segment(run_id, 2).edited
    select(page, "50 percent")
    page.keyboard.press("s")
    wait_for(lambda: served.store.segment(run_id, 1).target == "Output grew by 5 percent.", "S")
    assert state_of(served, run_id, 1, "numbers") is State.ACCEPTED
    settle(page)
    page.keyboard.press("u")
    wait_for(lambda: not served.store.segment(run_id, 1).edited, "one step back")
    assert state_of(served, run_id, 1, "numbers") is State.OPEN


def test_a_re_translation_is_folded_away_and_plain(page, served) -> None:
    run_id = fill(served.store, "folded")
    open_run(page, served, run_id)
    assert page.locator(".ck-again").count() == 0
    select(page, "50 percent")
    page.keyboard.press("t")
    again = page.locator(".ck-again")
    again.wait_for()
    assert again.locator("ins, del").count() == 0
    colours = again.locator("span").evaluate_all(
        "all => all.map((n) => [getComputedStyle(n).backgroundColor, getComputedStyle(n).color])"
    )
    for ground, letters in colours:
        assert ground == "rgba(0, 0, 0, 0)"
        red, green, blue = (float(n) for n in re.findall(r"[\d.]+", letters)[:3])
        assert max(red, green, blue) - min(red, green, blue) < 0.15 * max(255, red), letters
    page.keyboard.press("t")
    again.wait_for(state="detached")


def test_done_says_what_is_accepted_and_not_repaired(page, served) -> None:
    run_id = fill(served.store, "left")
    open_run(page, served, run_id)
    for _ in range(4):
        page.keyboard.press("n")
        settle(page)
        page.wait_for_timeout(250)
        page.keyboard.press("a")
        settle(page)
    page.locator(".ck-chip", has_text="done, 4 accepted errors not repaired").wait_for()
    page.goto(f"{served.url}/take-home?run={run_id}")
    page.get_by_text("4 accepted errors still stand").wait_for()
    page.get_by_text("50 percent").first.wait_for()  # and each is named


def test_a_popover_closes_with_its_flag(page, served) -> None:
    run_id = fill(served.store, "popover")
    open_run(page, served, run_id)
    select(page, "My country's")
    page.keyboard.press("d")
    body = page.locator("[data-testid=stPopoverBody]")
    page.get_by_text("This rule, everywhere in this document").click()
    body.get_by_role("button", name="Dismiss").click()
    wait_for(lambda: state_of(served, run_id, 0, "my-country") is State.DISMISSED, "the rule")
    settle(page)
    body.wait_for(state="detached")
    assert state_of(served, run_id, 0, "fused-sentence") is State.OPEN
    page.keyboard.press("d")
    body.wait_for()
    assert body.get_by_role("radio").first.is_checked(), "«Here only», as for any fresh flag"


def test_dismiss_all_counts_and_asks(page, served) -> None:
    run_id = fill(served.store, "sweep", copies=3)
    open_run(page, served, run_id, severity="critical")
    page.locator(".st-key-bulk button").click()
    page.get_by_role("button", name="Dismiss all 3 …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Dismiss 3 open flags: 3 critical?").wait_for()
    assert served.store.document("sweep").decided_flags == 0
    dialog.get_by_role("button", name="Leave them open").click()
    dialog.wait_for(state="detached")
    assert served.store.document("sweep").decided_flags == 0
    page.locator(".st-key-bulk button").click()
    page.get_by_role("button", name="Dismiss all 3 …").click()
    dialog.get_by_role("button", name="Dismiss 3 flags").click()
    wait_for(lambda: served.store.document("sweep").decided_flags == 3, "now")


def test_a_draft_survives_another_segment_and_a_reload(page, served) -> None:
    run_id = fill(served.store, "draft")
    open_run(page, served, run_id)
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    field = page.locator(".ck-editor textarea")
    field.fill("A meeting took place in Beijing.")
    page.locator(".ck-row").nth(1).locator(".ck-gutter").click()
    settle(page)
    assert field.input_value() == "Output grew by 50 percent."
    page.locator(".ck-row").nth(2).locator(".ck-tag", has_text="draft").wait_for()
    page.reload()
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    settle(page)
    assert field.input_value() == "A meeting took place in Beijing."
    assert not served.store.segment(run_id, 2).edited
    page.locator(".ck-save").click()  # the first click counts
    wait_for(lambda: served.store.segment(run_id, 2).edited, "saved")
    page.locator(".ck-draft").wait_for(state="detached")
    page.locator(".ck-tag", has_text="edited").wait_for()
    page.keyboard.press("e")
    page.keyboard.type("!")
    page.keyboard.press("Control+Enter")
    wait_for(lambda: served.store.segment(run_id, 2).target.endswith("!"), "Ctrl+Enter saves")


def test_clear_all_filters_clears_what_is_shown(page, served) -> None:
    run_id = fill(served.store, "clear")
    open_run(page, served, run_id)
    choose(page, "Severity", "Critical")
    page.get_by_placeholder("Search both texts").fill("output")
    page.keyboard.press("Enter")
    settle(page)
    assert page.locator(".ck-row").count() == 1
    page.get_by_role("button", name="Clear all filters").click()
    page.locator(".ck-row").nth(3).wait_for()
    settle(page)
    side = page.get_by_test_id("stSidebar")
    assert side.get_by_text("Critical").count() == 0
    assert page.get_by_placeholder("Search both texts").input_value() == ""
    choose(page, "State", "Open")
    assert page.locator(".ck-row").count() == 3, "only the new filter holds"


UNEVEN = (("我国。" * 40, "China."), ("产量。", "Output. " * 40)) * 8


def tops(page) -> dict[int, tuple[float, float]]:
    """Where each segment's source and target begin in the running text."""
    found = page.evaluate(
        """() => Array.from({ length: 16 }, (_, n) =>
            [...document.querySelectorAll(`.ck-seg[data-position="${n}"]`)]
                .map((s) => s.getClientRects()[0].top))"""
    )
    return {position: tuple(both) for position, both in enumerate(found)}


@pytest.mark.parametrize("broken", ["both", "source", "target", "neither"])
def test_running_text_keeps_paragraphs_level(page, served, broken: str) -> None:
    whole = report(f"level {broken}", UNEVEN, ((),) * len(UNEVEN))
    sides = {
        side: getattr(whole.document, side).replace("\n", " ")
        for side in ("source", "target")
        if broken not in (side, "both")
    }
    document = dataclasses.replace(whole.document, **sides)
    run_id = served.store.add_run(dataclasses.replace(whole, document=document), who="Ana")
    open_run(page, served, run_id, view="document")
    step = 6 if broken == "neither" else 1  # a paragraph that goes on is made level now and then
    for position, (source, target) in tops(page).items():
        if position % step == 0:
            assert abs(source - target) < 2, (position, source, target)


def test_reload_keeps_flag_filters_order_and_view(page, served) -> None:
    run_id = fill(served.store, "reload", copies=2)
    open_run(page, served, run_id)
    choose(page, "Severity", "Critical", "Major")
    page.get_by_text("Running text").click()
    settle(page)
    page.keyboard.press("n")
    settle(page)
    page.keyboard.press("n")
    settle(page)
    before = quote(page)
    page.reload()
    page.locator(".ck-doc").wait_for()
    settle(page)
    assert quote(page) == before == "50 percent"
    page.locator(".ck-mark.ck-sel", has_text="50 percent").wait_for()
    assert page.locator(".ck-seg[data-side=target]").count() == 4
    assert page.get_by_test_id("stSidebar").get_by_text("Critical").count()


def test_an_address_signs_nobody_in(page, chromium, served) -> None:
    run_id = fill(served.store, "address")
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(f"{served.url}/review?run={run_id}&who=Mallory")
    tab.locator(".ck-row").first.wait_for()
    settle(tab)
    assert tab.get_by_label("Reviewer").input_value() == ""
    tab.get_by_text("Enter your name at the side").wait_for()
    assert "who=" not in tab.url
    tab.get_by_label("Reviewer").fill("Bea")
    tab.keyboard.press("Enter")
    tab.get_by_text("Enter your name at the side").wait_for(state="detached")
    settle(tab)
    tab.reload()
    tab.locator(".ck-row").first.wait_for()
    settle(tab)
    assert tab.get_by_label("Reviewer").input_value() == "Bea", "the cookie knows her"
    assert "Bea" not in tab.url
    (cookie,) = [c for c in context.cookies() if c["name"] == "checker_reviewer"]
    context.add_cookies([{**cookie, "value": "TWFsbG9yeQ." + cookie["value"].partition(".")[2]}])
    tab.reload()
    tab.locator(".ck-row").first.wait_for()
    settle(tab)
    assert tab.get_by_label("Reviewer").input_value() == "", "not signed here"
    context.close()


def test_words_are_marked_by_keys_and_typing_is_not_swallowed(page, served) -> None:
    run_id = fill(served.store, "words")
    open_run(page, served, run_id)
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    settle(page)
    for key in ("w", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("f")
    page.keyboard.type("an axe, no key")  # at once, before the form is there
    page.get_by_label("What is wrong?").wait_for()
    page.wait_for_function("document.activeElement.value === 'an axe, no key'")
    page.get_by_role("button", name="Add flag").click()
    page.locator(".ck-mark", has_text="meeting was").wait_for()
    (flag,) = served.store.segment(run_id, 2).flags
    assert (flag.flag.text, flag.flag.reason) == ("meeting was", "an axe, no key")
    assert served.store.document("words").decided_flags == 1


def test_list_and_panel_show_the_segment_of_the_marked_words(page, served) -> None:
    run_id = fill(served.store, "same")
    open_run(page, served, run_id)
    select(page, "50 percent")
    page.evaluate(
        """() => {
        const side = document.querySelector('[data-position="2"][data-side=target]');
        const box = side.firstChild.firstChild;
        window.getSelection().setBaseAndExtent(box, 5, box, 9);
        document.querySelector('.ck-scroll').dispatchEvent(new MouseEvent('mouseup'));
        }"""
    )
    page.locator(".st-key-marked_words .ck-quote", has_text="meeting").wait_for()
    page.locator('.ck-row.ck-on[data-position="2"]').wait_for()
    page.locator(".st-key-panel .ck-head", has_text="Segment 3").wait_for()


def test_escape_and_enter_leave_the_search(page, served) -> None:
    run_id = fill(served.store, "leave")
    open_run(page, served, run_id)
    page.keyboard.press("/")
    page.keyboard.type("my")
    page.keyboard.press("Enter")
    page.locator(".ck-row").nth(2).wait_for(state="detached")
    settle(page)
    page.keyboard.press("n")
    page.locator(".ck-mark.ck-sel", has_text="My").first.wait_for()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.activeElement.matches('input')")
    page.keyboard.press("j")
    page.locator(".ck-mark.ck-sel", has_text="formed At").wait_for()


def test_an_error_keeps_the_draft_and_offers_to_go_on(page, served) -> None:
    run_id = fill(served.store, "boundary")
    open_run(page, served, run_id)
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    settle(page)
    page.locator(".ck-editor textarea").fill("Kept.")
    with served.broken(run_id):
        page.locator(".ck-row").nth(1).locator(".ck-gutter").click()
        page.get_by_text("This page could not be drawn").wait_for()
        page.get_by_text("is kept as a draft").wait_for()
        assert page.get_by_test_id("stException").count() == 0
    page.get_by_role("button", name="Try again").click()
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    settle(page)
    assert page.get_by_text("This page could not be drawn").count() == 0
    assert page.locator(".ck-editor textarea").input_value() == "Kept."


def test_edits_are_fixed_words_in_the_export(page, served) -> None:
    run_id = fill(served.store, "record")
    open_run(page, served, run_id)
    select(page, "formed At present,")
    page.keyboard.press("s")
    wait_for(lambda: served.store.segment(run_id, 0).target == FIXED, "S")
    settle(page)
    page.goto(f"{served.url}/take-home?run={run_id}")
    with page.expect_download() as waiting:
        page.locator(".st-key-download_log button").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line).get("kind") for line in lines if '"record":"event"' in line]
    assert kinds.count("accept") == 1 and kinds.count("translate") == 1, kinds
