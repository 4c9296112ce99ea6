"""What a person sees: the served app in a real headless Chromium."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest

from checker.store import Accept, Dismiss, Request, Scope, State, Translate
from checker.store.export.reviewed import corrected_text
from checker.store.export.reviewed_mqm import write_reviewed_mqm
from tests.store.store_samples import LINES
from tests.ui.browser import mark, open_run, settle, state_of, wait_for
from tests.ui.ui_samples import FIXED, HOSTILE, fill, fill_hostile

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser


def test_open_the_sample_and_see_its_first_flag(page, served) -> None:
    page.goto(f"{served.url}/")
    page.get_by_text("Rules only").click()
    page.get_by_role("button", name="Check the sample").click()
    page.get_by_text("is checked.").first.wait_for()
    page.get_by_role("button", name="Review").first.click()
    page.locator(".ck-mark").first.wait_for()
    settle(page)
    page.keyboard.press("n")
    page.locator(".ck-mark.ck-sel").first.wait_for()
    page.locator("[class*=st-key-accept_] button").first.wait_for()
    settle(page)
    page.screenshot(path=served.pictures / "review.png")
    told = page.locator(".ck-why").inner_text()
    assert len(told.split()) > 3, "the evidence is in words"


@pytest.mark.model
def test_the_whole_check_with_the_real_model(page, served) -> None:
    page.goto(f"{served.url}/")
    page.get_by_text("Paste", exact=True).click()
    page.get_by_label("Name", exact=True).fill("county")
    page.get_by_label("Chinese").fill("全县投资7900万元到位。会议昨天在北京举行。")
    page.get_by_label("English").fill(
        "The county invested 7.9 million yuan. The meeting was held in Beijing yesterday."
    )
    settle(page)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("See what the rules found").wait_for()
    page.get_by_text("county is checked").wait_for()
    runs = served.store.runs("county")
    assert "embedded" not in runs[0].signature and "embedded" in runs[1].signature
    page.locator(f".st-key-review_{runs[1].run_id} button").click()
    page.locator(".ck-gutter").first.click()
    page.keyboard.press("t")
    assert page.locator(".ck-again").first.inner_text().count(" ") > 4, "the re-translation"
    page.screenshot(path=served.pictures / "full.png")
    mark(page, "7.9 million").click()
    page.locator(".st-key-panel .ck-quote", has_text="7.9 million").wait_for()
    assert page.locator(".ck-linked").first.inner_text() in "全县投资7900万元到位。"
    settle(page)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("The county invested 79 million yuan.")
    page.keyboard.press("Control+Enter")
    wait_for(lambda: served.store.segment(runs[1].run_id, 0).edited, "saved")
    wait_for(lambda: served.store.segment(runs[1].run_id, 0).report is not None, "and checked")
    report = served.store.segment(runs[1].run_id, 0).report
    assert report.pair.target == "The county invested 79 million yuan."
    assert report.translations and report.forced_decoding is not None
    assert not [flag for flag in report.flags if "number" in flag.category]


@pytest.mark.model
def test_a_full_check_tells_the_time_and_is_cancelled_while_a_model_works(page, served) -> None:
    sample = ROOT / "corpora" / "industrial-internet"
    page.goto(f"{served.url}/")
    page.get_by_text("Paste", exact=True).click()
    page.get_by_label("Name", exact=True).fill("long")
    for label, name in (("Chinese", "source.zh.txt"), ("English", "garbled.en.txt")):
        text = (sample / name).read_text(encoding="utf-8").strip()
        # numbered, so that no segment is the same as another; minutes of work for the model
        whole = "\n".join(f"{n}. {line}" for n in range(12) for line in text.splitlines() if line)
        page.get_by_label(label).fill(whole)
    settle(page)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text(re.compile("loading the models|re-translating")).first.wait_for()
    page.get_by_text(re.compile(r"\d s so far|(seconds|minutes) left")).first.wait_for()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("was cancelled; what the rules found kept").wait_for()
    assert page.get_by_role("button", name="Cancel").count() == 0


def test_a_flag_is_selected_linked_accepted_and_taken_back_by_keyboard(page, served) -> None:
    run_id = fill(served.store, "keys")
    open_run(page, served, run_id)
    page.keyboard.press("j")
    page.locator(".ck-mark.ck-sel", has_text="My country").wait_for()
    assert page.locator(".ck-linked").first.inner_text() == "我国"
    page.keyboard.press("j")
    page.locator(".ck-mark.ck-sel", has_text="formed At").wait_for()
    page.keyboard.press("k")
    page.locator(".ck-mark.ck-sel", has_text="My country").wait_for()
    page.locator(".st-key-panel .ck-quote", has_text="My country").wait_for()
    settle(page)
    page.keyboard.press("a")
    wait_for(lambda: state_of(served, run_id, 0, "my-country") is State.ACCEPTED, "A accepts")
    page.locator(".ck-mark.ck-sel", has_text="formed At").wait_for()
    settle(page)
    page.wait_for_timeout(250)  # a flag must have been on the screen before a key decides it
    page.keyboard.press("x")
    wait_for(
        lambda: state_of(served, run_id, 0, "fused-sentence") is State.DISMISSED, "X dismisses"
    )
    settle(page)
    page.keyboard.press("u")
    wait_for(lambda: state_of(served, run_id, 0, "fused-sentence") is State.OPEN, "U undoes")
    settle(page)
    page.keyboard.press("y")
    wait_for(lambda: state_of(served, run_id, 0, "fused-sentence") is State.DISMISSED, "Y redoes")


def test_a_key_means_the_flag_that_was_just_selected(page, served) -> None:
    run_id = fill(served.store, "hurry")
    open_run(page, served, run_id)
    for key in "jjja":  # as fast as they can be pressed
        page.keyboard.press(key)
    wait_for(lambda: state_of(served, run_id, 1, "numbers") is State.ACCEPTED, "the third flag")
    settle(page)
    assert served.store.document("hurry").decided_flags == 1
    for key in ("j", "u"):
        page.keyboard.press(key)
    wait_for(lambda: served.store.document("hurry").decided_flags == 0, "U is not lost")


def test_slash_goes_to_the_search(page, served) -> None:
    run_id = fill(served.store, "slash")
    open_run(page, served, run_id)
    page.keyboard.press("/")
    page.keyboard.type("meeting")
    page.keyboard.press("Enter")
    page.locator(".ck-row").nth(1).wait_for(state="detached")
    assert page.locator(".ck-gutter b").all_inner_texts() == ["3"]


def test_a_click_selects_and_a_filter_narrows(page, served) -> None:
    run_id = fill(served.store, "filters")
    open_run(page, served, run_id)
    mark(page, "50 percent").click()
    page.locator(".st-key-panel .ck-quote", has_text="50 percent").wait_for()
    page.get_by_placeholder("Search both texts").fill("粮食")
    page.keyboard.press("Enter")
    page.locator(".ck-row").nth(1).wait_for(state="detached")
    assert page.locator(".ck-row").count() == 1
    assert page.locator(".ck-gutter b").inner_text() == "4"
    page.get_by_role("button", name="Clear all filters").click()
    page.locator(".ck-row").nth(3).wait_for()


def test_dismiss_with_reason_and_scope(page, served) -> None:
    run_id = fill(served.store, "scopes")
    open_run(page, served, run_id)
    mark(page, "My country").click()
    page.locator(".st-key-panel .ck-quote", has_text="My country").wait_for()
    settle(page)
    page.keyboard.press("d")
    page.get_by_text("These words, everywhere in this document").click()
    page.get_by_placeholder("Choose or type").fill("our house says so")
    page.keyboard.press("Enter")
    page.locator("[data-testid=stPopoverBody]").get_by_role("button", name="Dismiss").click()
    wait_for(lambda: state_of(served, run_id, 3, "my-country") is State.DISMISSED, "the other too")
    flag = served.store.segment(run_id, 3).flags[0]
    assert (flag.scope, flag.reason, flag.who) == (Scope.TEXT, "our house says so", "Ana")


def test_take_a_suggestion_recheck_reload_nothing_is_lost(page, served) -> None:
    run_id = fill(served.store, "suggestions")
    open_run(page, served, run_id)
    mark(page, "formed At").click()
    page.locator(".st-key-panel .ck-quote", has_text="formed At").wait_for()
    settle(page)
    page.keyboard.press("s")
    wait_for(lambda: served.store.segment(run_id, 0).target == FIXED, "S takes it over")
    wait_for(lambda: served.store.segment(run_id, 0).report is not None, "checked at once")
    page.locator(".ck-target", has_text=FIXED).first.wait_for()
    page.reload()
    page.locator(".ck-target", has_text=FIXED).first.wait_for()
    page.locator(".ck-tag", has_text="edited").wait_for()
    settle(page)
    page.keyboard.press("u")
    wait_for(lambda: not served.store.segment(run_id, 0).edited, "undone after the reload")


def test_edit_the_translation_by_hand(page, served) -> None:
    run_id = fill(served.store, "edits")
    open_run(page, served, run_id)
    page.locator(".ck-row").nth(2).locator(".ck-gutter").click()
    page.locator(".ck-editor textarea").wait_for()
    settle(page)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("A meeting was held in Beijing yesterday, with j, k and a in it.")
    page.keyboard.press("Control+Enter")
    wait_for(lambda: served.store.segment(run_id, 2).edited, "saved")
    assert served.store.segment(run_id, 2).target.endswith("with j, k and a in it.")
    assert served.store.document("edits").decided_flags == 0, "typing presses no key"


def test_mark_words_and_add_a_flag(page, served) -> None:
    run_id = fill(served.store, "adding")
    open_run(page, served, run_id)
    page.evaluate(
        """() => {
        const box = document.querySelectorAll('.ck-target')[2].firstChild.firstChild;
        const range = document.createRange();
        range.setStart(box, 5); range.setEnd(box, 9);
        const selection = window.getSelection();
        selection.removeAllRanges(); selection.addRange(range);
        document.querySelector('.ck-scroll').dispatchEvent(new MouseEvent('mouseup'));
        }"""
    )
    page.locator(".st-key-marked_words .ck-quote", has_text="meeting").wait_for()
    settle(page)
    page.keyboard.press("f")
    page.get_by_label("What is wrong?").fill("which one?")
    page.get_by_role("button", name="Add flag").click()
    page.locator(".ck-mark", has_text="meeting").wait_for()
    (flag,) = served.store.segment(run_id, 2).flags
    assert (flag.flag.text, flag.flag.reason, flag.origin) == ("meeting", "which one?", "reviewer")


def test_downloads_are_what_the_store_exports(page, served) -> None:
    run_id = fill(served.store, "golden")
    segment = served.store.segment(run_id, 0)
    flags = {item.flag.check_id: item.key for item in segment.flags}
    served.store.decide(run_id, Request(0, Accept(), flags["fused-sentence"]), who="Ana")
    served.store.decide(run_id, Request(0, Dismiss("ok"), flags["my-country"]), who="Ana")
    served.store.decide(run_id, Request(3, Translate("China's harvest was good.")), who="Ana")
    table = io.StringIO(newline="")
    write_reviewed_mqm(table, served.store, run_id)
    assert "<v>formed At present,</v>" in table.getvalue()
    page.goto(f"{served.url}/take-home?run={run_id}")
    for key, name, written in (
        ("text", "corrected.en.txt", corrected_text(served.store, run_id)),
        ("mqm", "mqm.tsv", table.getvalue()),
    ):
        with page.expect_download() as waiting:
            page.locator(f".st-key-download_{key} button").click()
        assert waiting.value.suggested_filename == f"golden.{name}"
        assert Path(waiting.value.path()).read_text(encoding="utf-8") == written
    assert "China's harvest was good." in corrected_text(served.store, run_id)
    assert segment.target == LINES[0][1]


def test_dark_mode_keeps_marks_and_text_readable(chromium, served) -> None:
    run_id = fill(served.store, "dark")
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.set_default_timeout(60_000)
    open_run(page, served, run_id)
    page.keyboard.press("n")
    page.locator(".ck-mark.ck-sel").first.wait_for()
    settle(page)
    page.screenshot(path=served.pictures / "review-dark.png")
    lightness = page.evaluate(
        """() => {
        const mean = (c) => c.match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) / 3;
        const of = (name) => getComputedStyle(document.querySelector(name));
        return [mean(of('[data-testid=stApp]').backgroundColor), mean(of('.ck').color)];
        }"""
    )
    assert lightness[0] < 60 < 190 < lightness[1]
    page.goto(f"{served.url}/charts?run={run_id}")
    page.get_by_text("Flags by category").wait_for()
    settle(page)
    page.screenshot(path=served.pictures / "charts-dark.png")
    context.close()


def test_a_bar_opens_its_segments(page, served) -> None:
    run_id = fill(served.store, "bars")
    page.goto(f"{served.url}/charts?run={run_id}")
    bar = page.locator(".st-key-chart_flags .stVegaLiteChart path[aria-roledescription=bar]").first
    bar.wait_for()
    settle(page)
    page.wait_for_timeout(1500)
    page.screenshot(path=served.pictures / "charts.png")
    bar.click()
    page.locator(".ck-row").first.wait_for()
    assert 0 < page.locator(".ck-row").count() < 4


def test_bars_of_decisions_open_what_was_decided(page, served) -> None:
    run_id = fill(served.store, "decisions")
    for position, action in ((1, Accept()), (3, Dismiss("quoted"))):
        flag = served.store.segment(run_id, position).flags[0]
        served.store.decide(run_id, Request(position, action, flag.key), who="Bea")
    for chart, rows in (("activity", ["2", "4"]), ("precision", ["2"])):
        page.goto(f"{served.url}/charts?run={run_id}")
        bars = page.locator(
            f".st-key-chart_{chart} .stVegaLiteChart path[aria-roledescription=bar]"
        )
        bar = bars.and_(page.locator("[aria-label*=Bea], [aria-label*='accepted']")).first
        bar.wait_for()
        settle(page)
        bar.click()
        page.locator(".ck-row").nth(len(rows) - 1).wait_for()
        settle(page)
        assert page.locator(".ck-gutter b").all_inner_texts() == rows
    assert page.get_by_role("button", name="Clear all filters").is_enabled()


def test_a_document_leaves_the_list_and_is_put_back(page, served) -> None:
    run_id = fill(served.store, "unwanted")
    page.goto(f"{served.url}/?run={run_id}")
    page.locator(f".st-key-removal_{run_id} button").first.click()
    page.get_by_text("Its texts and decisions stay").wait_for()
    page.locator(f".st-key-remove_{run_id} button").click()
    page.locator(f".st-key-review_{run_id}").wait_for(state="detached")
    assert served.store.documents(removed=True)[0].document_id == "unwanted"
    settle(page)
    assert "run=" not in page.url, "it leaves the desk too"
    page.get_by_text("Removed (1)").click()
    page.locator(f".st-key-restore_{run_id} button").click()
    page.locator(f".st-key-review_{run_id}").wait_for()
    assert not served.store.documents(removed=True)


def test_a_thousand_segments(page, served) -> None:
    run_id = fill(served.store, "thousand", copies=250)
    started = time.monotonic()
    open_run(page, served, run_id)
    first = time.monotonic() - started
    assert page.locator(".ck-row").count() == 25
    page.get_by_role("button", name="Later").click()
    page.locator(".ck-gutter b", has_text="26").wait_for()
    page.goto(f"{served.url}/review?run={run_id}&segment=777")
    page.locator(".ck-row.ck-on .ck-gutter b", has_text="777").wait_for()
    assert first < 120, "a busy machine is slow, but not this slow"


def test_hostile_text_is_shown_as_typed(page, served) -> None:
    run_id = fill_hostile(served.store)
    open_run(page, served, run_id)
    page.keyboard.press("n")
    page.locator(".st-key-panel .ck-quote").wait_for()
    settle(page)
    assert page.locator(".ck-target").first.inner_text() == f"{HOSTILE} My country's"
    assert HOSTILE in page.locator(".ck-why").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".ck-title h1").inner_text() == "hostile <b>name</b> $y$"
    page.screenshot(path=served.pictures / "hostile.png")


def test_upload_of_a_hostile_file(page, served, tmp_path: Path) -> None:
    page.goto(f"{served.url}/")
    page.get_by_text("Table or run").click()
    bad = tmp_path / "..%2F<b>x<b>$y$.jsonl"
    bad.write_bytes(b'{"schema_version": 1, "<script>alert(1)</script>": "\x00"}\n')
    page.locator("input[type=file]").set_input_files(str(bad))
    page.get_by_role("button", name="Open", exact=True).click()
    alert = page.get_by_test_id("stAlert").filter(has_text=re.compile("line 1|not "))
    alert.wait_for()
    assert "line 1" in alert.inner_text() or "not" in alert.inner_text()
    page.screenshot(path=served.pictures / "documents.png")
    assert not page.get_by_role("heading", name="x", exact=True).count()


def test_two_reviewers_at_once(page, chromium, served) -> None:
    run_id = fill(served.store, "both")
    open_run(page, served, run_id)
    other_context = chromium.new_context(viewport={"width": 1440, "height": 900})
    other_context.add_cookies([served.signed("Ben")])
    other = other_context.new_page()
    other.set_default_timeout(60_000)
    open_run(other, served, run_id)
    for tab in (page, other):
        mark(tab, "50 percent").click()
        tab.locator(".st-key-panel .ck-quote", has_text="50 percent").wait_for()
        settle(tab)
    page.keyboard.press("a")
    wait_for(lambda: state_of(served, run_id, 1, "numbers") is State.ACCEPTED, "Ana's")
    other.keyboard.press("x")
    other.get_by_text("Ana was first").wait_for()
    assert state_of(served, run_id, 1, "numbers") is State.ACCEPTED
    settle(other)
    other.get_by_role("button", name="Apply mine").click()
    wait_for(lambda: state_of(served, run_id, 1, "numbers") is State.DISMISSED, "Ben's")
    other_context.close()
    assert [e.who for e in served.store.history("both")][:2] == ["Ana", "Ben"]
