"""The progress bar: silent without a terminal, exact with one."""

from dataclasses import dataclass
from io import StringIO

import pytest
from rich.console import Console

from checker.report.progress import ProgressDisplay


@dataclass(frozen=True)
class Step:
    stage: str
    done: int
    total: int


def drive(console, **options):
    with ProgressDisplay(console=console, **options) as display:
        for name in ("one", "[two]\x1b"):
            display.begin(name)
            for stage in ("re-translating", "scoring"):
                for done in range(0, 11, 5):
                    display.step(Step(stage, done, 10))
            display._bars.refresh()  # else a thread draws, ten times a second
            display.end()
    return display


def test_silent_without_a_terminal():
    stream = StringIO()
    display = drive(Console(file=stream), total=2)
    assert stream.getvalue() == ""
    assert not display.shown


def test_silent_when_asked_to_be():
    stream = StringIO()
    drive(Console(file=stream, force_terminal=True), total=2, quiet=True)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("total", "documents"), [(1, False), (2, True)])
def test_bars_on_a_terminal(total, documents):
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100)
    display = drive(console, total=total)
    assert display.shown
    text = stream.getvalue()
    assert ("documents" in text) == documents
    assert "[two]␛: scoring" in text
    assert "10/10" in text


def test_ten_thousand_documents_take_no_time_to_draw():
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100)
    with ProgressDisplay(total=10_000, console=console) as display:
        for number in range(10_000):
            display.begin(str(number))
            display.step(Step("scoring", 0, 1))
            display.step(Step("scoring", 1, 1))
            display.end()
    frames = stream.getvalue().count("documents")
    assert 1 <= frames < 500


def test_documents_of_an_earlier_session_do_not_count():
    stream = StringIO()
    drive(Console(file=stream, force_terminal=True, width=100), total=5, skipped=3)
    assert "2/2" in stream.getvalue()


def test_steps_may_come_without_a_document():
    stream = StringIO()
    with ProgressDisplay(total=1, console=Console(file=stream, force_terminal=True)) as display:
        display.step(Step("scoring", 1, 3))
    assert "scoring" in stream.getvalue()
