"""The report page in a real browser: no errors, filters that filter, links that lead."""

import json
import os
import select
import shutil
import subprocess
import sys

import pytest

from checker.report.html_report import render_report

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None or os.name == "nt", reason="no Chromium to drive through a pipe"
    ),
]
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
    "--window-size=1200,900",
]
# Chromium reads commands from descriptor 3 and answers on 4.
LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(fd), fcntl.F_DUPFD, 10) for fd in sys.argv[1:3]]
for place, fd in enumerate(ends, 3):
    os.dup2(fd, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """Speaks the DevTools protocol over a pair of pipes: JSON messages that end in NUL."""

    def __init__(self, profile):
        self.errors, self.number, self.loads, self.rest = [], 0, 0, b""
        read_end, self.out = os.pipe()
        self.back, write_end = os.pipe()
        launch = [sys.executable, "-c", LAUNCH, str(read_end), str(write_end), CHROMIUM]
        self.process = subprocess.Popen(
            [*launch, *SWITCHES, f"--user-data-dir={profile}"],
            pass_fds=(read_end, write_end),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_end)
        os.close(write_end)
        self.session = None

    def start(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def receive(self):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.back], [], [], 120)
            assert ready, "the browser does not answer"
            block = os.read(self.back, 1 << 16)
            assert block, "the browser has ended"
            self.rest += block
        message, _, self.rest = self.rest.partition(b"\0")
        message = json.loads(message)
        if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.errors.append(message["params"])
        self.loads += message.get("method") == "Page.loadEventFired"
        return message

    def call(self, method, **params):
        self.number += 1
        request = {"id": self.number, "method": method, "params": params}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while (message := self.receive()).get("id") != self.number:
            pass
        assert "error" not in message, message
        return message["result"]

    def open(self, path):
        before = self.loads  # the event may come before the answer
        self.call("Page.navigate", url=path.as_uri())
        while self.loads == before:
            self.receive()

    def js(self, expression):
        """The value of an expression, a timer later, since a reset filters behind a timer."""
        code = (
            f"(async () => {{ const value = (() => {{ {expression} }})();"
            " await new Promise((done) => setTimeout(done, 5)); return value; })()"
        )
        done = self.call("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def shown(self):
        return self.js(
            "return [...document.querySelectorAll('article.seg')]"
            ".filter((e) => e.offsetParent !== null).map((e) => e.id);"
        )

    def close(self):
        os.close(self.out)
        os.close(self.back)
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    made = Browser(tmp_path_factory.mktemp("profile"))
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.fixture
def page(browser, article, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render_report([article]), encoding="utf-8")
    browser.errors.clear()
    browser.open(path)
    yield browser
    assert browser.errors == []


def segments(*numbers):
    return [f"seg-{number}" for number in numbers]


def click(page, selector):
    page.js(f"document.querySelector({json.dumps(selector)}).click();")


def test_the_page_opens_with_everything_shown(page):
    assert page.shown() == segments(*range(1, 10))
    assert page.js("return document.getElementById('shown').value;") == "9 segments"
    assert (
        page.js(
            "return getComputedStyle(document.querySelector('mark.sev-major')).textDecorationLine;"
        )
        == "underline"
    )


@pytest.mark.parametrize(
    ("selector", "numbers"),
    [
        ('.facts [data-show="severity=critical"]', (2, 6)),
        ('.facts [data-show="severity=minor"]', (3, 5, 6, 8)),
        ('[data-show="category=accuracy/omission"]', (5,)),
        ('[data-show="rule=repeat-loop"]', (6,)),
        ('[data-show="category=fluency/grammar&severity=major"]', (3,)),
        ('.hist [data-show="score=3"]', (2, 3)),
        ('[data-show="score=none"]', (9,)),
        ('input[name="flagged"]', (2, 3, 4, 5, 6, 8)),
        ('input[value="major"]', (3, 4, 5, 6)),
    ],
)
def test_every_number_shows_its_segments(page, selector, numbers):
    click(page, selector)
    assert page.shown() == segments(*numbers)
    count = page.js("return document.getElementById('shown').value;")
    assert count == f"{len(numbers)} of 9"
    click(page, "#everything")
    assert page.shown() == segments(*range(1, 10))


def test_filters_narrow_each_other(page):
    type_in = "const f = document.getElementById('filters'); f.elements.{0}.value = '{1}';"
    fire = "f.dispatchEvent(new Event('input', {bubbles: true}));"
    page.js(type_in.format("category", "fluency/grammar") + fire)
    assert page.shown() == segments(3, 6)
    click(page, 'input[value="critical"]')
    assert page.shown() == segments(6)
    assert page.js("return document.querySelectorAll('#seg-6 .note.dim').length;") == 2
    page.js(type_in.format("text", "HUB PORTS") + fire)
    assert page.shown() == []
    assert page.js("return !document.getElementById('nothing').hidden;")


def test_the_search_reads_both_texts_and_the_notes(page):
    search = (
        "const f = document.getElementById('filters'); f.elements.text.value = '{0}';"
        "f.dispatchEvent(new Event('input'));"
    )
    for words, numbers in (("智慧物流", (3,)), ("LINHAI", (1, 2, 3)), ("ten times too", (2,))):
        page.js(search.format(words))
        assert page.shown() == segments(*numbers)


def test_a_flag_lights_its_words_and_their_chinese(page):
    over = "document.querySelector('#seg-2-f1').dispatchEvent(new Event('{}', {{bubbles: true}}));"
    page.js(over.format("mouseover"))
    lit = "return [...document.querySelectorAll('mark.lit')].map((e) => e.textContent);"
    assert page.js(lit) == ["1.64亿吨", "16.4 million tons"]
    page.js(over.format("mouseout"))
    assert page.js(lit) == []


def test_a_jump_to_a_hidden_segment_lifts_the_filter(page):
    click(page, '.facts [data-show="severity=critical"]')
    page.js("location.hash = '#seg-9';")
    assert "seg-9" in page.shown()


def test_keys_step_through_the_flagged_segments(page):
    page.js("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 0);")
    press = (
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{}', bubbles: true}}));"
    )
    place = "return document.querySelector('{}').getBoundingClientRect().top;"
    page.js(press.format("j"))
    assert 0 <= page.js(place.format("#seg-2")) < 200
    page.js(press.format("j"))
    assert 0 <= page.js(place.format("#seg-3")) < 200
    page.js(press.format("k"))
    assert 0 <= page.js(place.format("#seg-2")) < 200


@pytest.mark.parametrize("width", [320, 390, 800, 1600])
def test_nothing_sticks_out_sideways(page, width):
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=800,
        deviceScaleFactor=1,
        mobile=width < 800,
    )
    try:
        assert page.js("return document.documentElement.scrollWidth - innerWidth;") <= 0
        side_by_side = page.js(
            "const [a, b] = document.querySelectorAll('#seg-2 .text');"
            "return a.getBoundingClientRect().right <= b.getBoundingClientRect().left;"
        )
        assert side_by_side == (width >= 800)
    finally:
        page.call("Emulation.clearDeviceMetricsOverride")


def test_the_theme_switches(page):
    colour = "return getComputedStyle(document.body).backgroundColor;"
    before = page.js(colour)
    click(page, "#theme")
    assert page.js(colour) != before
    click(page, "#theme")
    assert page.js(colour) == before


def test_no_script_but_the_page_s_own_runs(page):
    page.js(
        "const s = document.createElement('script'); s.textContent = 'window.intruder = 1';"
        "document.body.append(s);"
    )
    assert page.js("return window.intruder === undefined;")
    assert any("Content Security Policy" in json.dumps(error) for error in page.errors)
    page.errors.clear()


def test_one_document_of_a_run(browser, make_article, tmp_path):
    path = tmp_path / "run.html"
    path.write_text(render_report([make_article("one"), make_article("two")]), encoding="utf-8")
    browser.errors.clear()
    browser.open(path)
    click(browser, '[data-show="document=1&severity=critical"]')
    assert browser.shown() == ["d2-seg-2", "d2-seg-6"]
    assert browser.js("return document.getElementById('picked').textContent;") == "one document"
    assert browser.errors == []
