"""Minimal pairs: what is tried, and which trials become evidence."""

import re
from typing import Any

import pytest

from checker.checks.model.trials import with_variants
from checker.checks.model.trials.compare import MOST
from checker.checks.model.trials.denials import turned_denials
from checker.checks.model.trials.expected import expectations, expected_words
from checker.checks.model.trials.figures import exchanged_figures
from checker.checks.model.trials.names import exchanged_names
from checker.checks.model.trials.proposal import replaced
from checker.checks.model.trials.verbs import inserted_verbs, other_forms, second_verb
from checker.checks.model.trials.words import SETS, exchanged_words
from checker.evidence.source import Evidence
from checker.records import (
    ForcedDecoding,
    Replacement,
    SegmentPair,
    TokenExpectation,
    TokenSurprisal,
)


def tokens(text, odd=None, *, usual=1.0):
    """One token a word; `odd` maps a word to (surprisal, expected, probability)."""
    return tuple(
        TokenExpectation(m.start(), m.end(), *(odd or {}).get(m.group(), (usual, None, None)))
        for m in re.finditer(r"\w+|[^\w\s]", text)
    )


def words(text, odd=None):
    return expected_words(text, tokens(text, odd))


def texts(target, proposals):
    return [replaced(target, proposal.edits) for proposal in proposals]


def test_replacements_are_made_from_left_to_right():
    edits = (Replacement(0, 1, "X"), Replacement(2, 2, "+"), Replacement(3, 4, ""))
    assert replaced("abcd", edits) == "Xb+c"


SAID = "Yesterday Moscow told Berlin that it agrees."


def test_names_are_exchanged_where_they_are_unexpected():
    odd = {"Moscow": (5.0, None, None), "Berlin": (5.0, None, None)}
    assert texts(SAID, exchanged_names(SAID, words(SAID, odd))) == [
        "Yesterday Berlin told Moscow that it agrees."
    ]
    assert list(exchanged_names(SAID, words(SAID))) == []


@pytest.mark.parametrize(
    "target",
    [
        "They went to Moscow, Berlin and Rome.",  # a list's order says nothing
        "They left Moscow. They reached Berlin.",  # two sentences
        "In China the Chinese said so.",  # one name in two forms
        "New York is far from New Delhi.",
        "On Monday it rained in July.",
        "Moscow was beaten by Berlin.",  # the Chinese may have them the other way round
        "Moscow came after Berlin.",
        "They saw “Moscow” in Berlin.",
    ],
)
def test_names_that_are_left_alone(target):
    odd = {m.group(): (9.0, None, None) for m in re.finditer(r"[A-Z]\w+", target)}
    assert list(exchanged_names(target, words(target, odd))) == []


def test_the_most_surprising_places_are_tried_and_no_more():
    target = " ".join(f"Prices {'rose' if i % 2 else 'fell'} then;" for i in range(60))
    pair = SegmentPair("d", 0, "涨。", target)
    tokens_ = [
        TokenSurprisal(t.start, t.end, 5.0 + i / 100, 9.0, {"rose": "fell", "fell": "rose"}.get(w))
        for i, t in enumerate(tokens(target))
        for w in [target[t.start : t.end]]
    ]
    source: Any = Source({})
    with_variants([pair], [Evidence(forced_decoding=ForcedDecoding(tuple(tokens_), "t"))], source)
    assert len(source.asked) == MOST
    assert source.asked[0][1].endswith(" then; Prices fell then;")


def test_titles_do_not_move_with_their_names():
    target = "He met Minister Li of the North with Mr Smith."
    odd = {"Li": (6.0, None, None), "Smith": (6.0, None, None)}
    assert "He met Minister Smith of the North with Mr Li." in texts(
        target, exchanged_names(target, words(target, odd))
    )


def test_figures_are_exchanged_where_they_are_unexpected():
    target = "It rose from 8.5 to 1,200 this year, and 7 left."
    odd = {"8": (2.0, None, None), "1": (2.0, None, None)}
    assert texts(target, exchanged_figures(target, words(target, odd))) == [
        "It rose from 1,200 to 8.5 this year, and 7 left.",
        "It rose from 7 to 1,200 this year, and 8.5 left.",
        "It rose from 8.5 to 7 this year, and 1,200 left.",
    ]
    listed = "Lines 3, 4 and 5 run in 2020-21 at $6."
    high = dict.fromkeys("3456", (9.0, None, None))
    assert list(exchanged_figures(listed, words(listed, high))) == []
    hours = "It opens at 9.30 p. m. and closes 3 hours later, at 2pm, 8 o'clock or 4:30."
    high = dict.fromkeys("93248", (9.0, None, None))
    assert list(exchanged_figures(hours, words(hours, high))) == []
    score = "They won 3:2 at last."
    found = texts(score, exchanged_figures(score, words(score, dict.fromkeys("32", (9.0, "", 0)))))
    assert found == []  # a mark alone stands between: nothing but a list


@pytest.mark.parametrize(
    ("target", "word", "due", "varied"),
    [
        ("At noon it lunchtime.", "lunchtime", "was", "At noon it was lunchtime."),
        ("The film will on him.", "on", "focus", "The film will focus on him."),
        ("It has been in town.", "in", "held", "It has been held in town."),
        ("At noon it lunchtime.", "lunchtime", "name", None),  # a noun as well
        ("At noon it lunchtime.", "lunchtime", "very", None),
        ("He wants to a car.", "a", "was", None),
        ("The car in town.", "in", "held", "The car held in town."),
        ("The car in town.", "in", "hold", None),
        ("First you send it.", "send", "can", None),  # whole without it
        ("So we paid them.", "paid", "have", None),
        ("Our fathers fished here.", "fished", "are", None),
        ("The town located here.", "located", "is", "The town is located here."),
        ("Many of them injured here.", "injured", "were", "Many of them were injured here."),
        ("The talks will complete soon.", "complete", "be", "The talks will be complete soon."),
        ("The bridge completed here.", "completed", "was", "The bridge was completed here."),
        ("It will not arrange it.", "arrange", "be", None),
        ("The system analyzes them.", "analyzes", "can", None),
        ("They contacted him.", "contacted", "will", None),
        ("We know the trailer.", "trailer", "set", None),
        ("For us mainly here.", "mainly", "is", None),
        ("One is when, the second how.", "how", "is", None),
        ("The directly-controlling owner.", "controlling", "held", None),
    ],
)
def test_a_verb_is_put_in_where_one_is_expected_and_may_stand(target, word, due, varied):
    proposals = list(inserted_verbs(words(target, {word: (8.0, due, 0.5)})))
    assert texts(target, proposals) == ([varied] if varied else [])
    for doubtful in ((4.0, due, 0.5), (8.0, due, 0.05), (8.0, None, None)):
        assert list(inserted_verbs(words(target, {word: doubtful}))) == []


def test_a_second_verb_follows_the_first():
    target = "The show on Monday."
    (proposal,) = inserted_verbs(words(target, {"on": (8.0, "will", 0.9)}))
    longer = second_verb(proposal, words("The show will on Monday.", {"on": (6.0, "be", 0.4)}))
    assert texts(target, [longer]) == ["The show will be on Monday."]
    assert second_verb(proposal, words("The show will on Monday.", {"on": (6.0, "a", 0.4)})) is None
    assert second_verb(proposal, words("The show will on Monday.")) is None


def exchanged(target, odd, source="物价。"):
    return exchanged_words(SegmentPair("d", 0, source, target), words(target, odd))


def test_a_word_gives_way_to_the_expected_one_of_its_set_only():
    target = "Prices rose in June."
    assert texts(target, exchanged(target, {"rose": (5.0, "fell", 0.6)})) == [
        "Prices fell in June."
    ]
    assert texts(target, exchanged(target, {"June": (5.0, "July", 0.6)})) == [
        "Prices rose in July."
    ]
    for odd in (
        {"rose": (5.0, "July", 0.6)},
        {"rose": (2.0, "fell", 0.6)},
        {"June": (5.0, "july", 1)},
    ):
        assert list(exchanged(target, odd)) == []


def test_a_month_or_weekday_that_the_chinese_names_stays():
    target = "It closes in mid-October, on Friday."
    odd = {"October": (5.0, "August", 0.5), "Friday": (5.0, "Monday", 0.5)}
    assert list(exchanged(target, odd, "10月中的周五关闭。")) == []
    assert texts(target, exchanged(target, odd, "10月中的周一关闭，8月开。")) == [
        "It closes in mid-August, on Friday.",
        "It closes in mid-October, on Monday.",
    ]


def test_lists_of_one_sort_are_left_alone():
    target = "He ate apples, bananas and pears."
    assert list(exchanged(target, {"bananas": (5.0, "oranges", 0.5)})) == []


def test_an_article_and_capitals_go_with_the_word():
    target = "He ate an orange in JULY."
    odd = {"orange": (5.0, "pear", 0.5), "JULY": (5.0, "June", 0.5)}
    assert texts(target, exchanged(target, odd)) == [
        "He ate a pear in JULY.",
        "He ate an orange in JUNE.",
    ]


def test_sets_hold_small_letters_and_more_than_one_word():
    assert all(len(members) > 1 for members in SETS)
    assert all(word.islower() and word.isalpha() for members in SETS for word in members)


def denials(source, target, odd=None):
    return turned_denials(SegmentPair("d", 0, source, target), words(target, odd))


def test_not_is_put_in_where_only_the_chinese_denies():
    target = "He has been here and will come."
    odd = {"been": (6.0, None, None), "come": (3.0, None, None)}
    found = texts(target, denials("他没来过，会来。", target, odd))
    assert found == [
        "He has not been here and will come.",
        "He has never been here and will come.",
        "He has been here and will not come.",
    ]
    assert list(denials("他来过。", target, odd)) == []
    denied = "He has not been here and will come."
    assert list(denials("他没来过，会来。", denied, odd)) == []


def test_not_is_taken_out_where_only_the_english_denies():
    target = "He did not come, he doesn't, not only today."
    assert texts(target, denials("他来了。", target)) == [
        "He did come, he doesn't, not only today.",
        "He did not come, he does, not only today.",
    ]
    spoken = "She won't go, can’t stay and does not support it; NEVER ask."
    assert texts(spoken, denials("她去了。", spoken)) == [
        "She will go, can’t stay and does not support it; NEVER ask.",
        "She won't go, can stay and does not support it; NEVER ask.",
        "She won't go, can’t stay and supports it; NEVER ask.",
        "She won't go, can’t stay and does not support it; ask.",
    ]
    assert list(denials("他不来了。", target)) == []


def test_a_plain_verb_is_denied_with_does_and_traditional_denials_count():
    target = "Now she agrees."
    odd = {"agrees": (9.0, None, None)}
    for source in ("她现在不同意。", "她現在沒有同意。"):
        assert texts(target, denials(source, target, odd)) == ["Now she does not agree."]
    past = "Now she agreed; they went."
    odd = {"agreed": (9.0, None, None), "went": (8.0, None, None)}
    assert texts(past, denials("她不同意，他们没去。", past, odd)) == [
        "Now she did not agree; they went.",
        "Now she agreed; they did not go.",
    ]
    assert list(denials("没有人不同意。", target, odd)) == []
    odd = {"agrees": (9.0, None, None)}
    assert list(denials("无数人同意。", target, odd)) == []
    assert texts(target, denials("尚无数据。", target, odd)) == ["Now she does not agree."]


def test_denials_are_compared_sentence_by_sentence():
    target = "He did not go. She has come."
    odd = {"come": (6.0, None, None)}
    assert texts(target, denials("他去了。她没来。", target, odd)) == [
        "He did go. She has come.",
        "He did not go. She has not come.",
        "He did not go. She has never come.",
    ]
    assert list(denials("他没去。她来了。", target, odd)) == []


class Source:
    """Gives each text its price in nats; None where it has none."""

    def __init__(self, prices):
        self.prices, self.asked = prices, []

    def score_given(self, pairs):
        self.asked += pairs
        return [self._tokens(text) for _, text in pairs]

    def _tokens(self, text):
        price = self.prices.get(text, 99.0)
        if price is None:
            return None
        due = (4.0, "be", 0.9) if " will on" in text else (0.0, None, None)
        rest = tokens(text, {"on": due}, usual=0.0)
        return (TokenExpectation(0, 0, price - due[0]), *rest)


def forced(target, odd, *, blind=False):
    return ForcedDecoding(
        tuple(
            TokenSurprisal(t.start, t.end, None if blind else t.surprisal, 2.0, *due)
            for t in tokens(target, odd)
            for due in [(t.expected, t.expected_probability)]
        ),
        "test",
    )


def test_variants_that_gain_are_evidence_best_first_and_pairs_do_not_mix():
    show, plain = "The show on Monday rose.", "Nothing odd here."
    odd = {"on": (8.0, "will", 0.9), "rose": (4.0, "fell", 0.5)}
    pairs = [SegmentPair("d", i, "周一。", text) for i, text in enumerate((plain, show))]
    gathered = [
        Evidence(forced_decoding=forced(plain, {})),
        Evidence(forced_decoding=forced(show, odd)),
    ]
    source: Any = Source(
        {
            "The show will on Monday rose.": 14.0,
            "The show will be on Monday rose.": 6.0,
            "The show on Monday fell.": 11.0,
        }
    )
    first, second = with_variants(pairs, gathered, source)
    assert first.variants == ()
    assert [(v.kind, v.text, v.gain) for v in second.variants] == [
        ("verb", "The show will be on Monday rose.", 10.0),
        ("word", "The show on Monday fell.", 5.0),
        ("verb", "The show will on Monday rose.", 2.0),
    ]
    assert second.forced_decoding is gathered[1].forced_decoding
    assert all(replaced(show, v.edits) == v.text for v in second.variants)


def test_nothing_is_tried_without_surprisals_given_the_source():
    target = "Prices rose."
    odd = {"rose": (5.0, "fell", 0.6)}
    pair = SegmentPair("d", 0, "跌。", target)
    source: Any = Source({})
    for evidence in (
        Evidence(),
        Evidence(forced_decoding=forced(target, odd, blind=True)),
        Evidence(forced_decoding=ForcedDecoding((), "test")),
    ):
        assert with_variants([pair], [evidence], source) == [evidence]
    assert source.asked == []
    assert expectations(forced(target, odd, blind=True)) is None


def test_a_variant_that_cannot_be_scored_is_no_evidence():
    target = "Prices rose."
    pair = SegmentPair("d", 0, "跌。", target)
    evidence = Evidence(forced_decoding=forced(target, {"rose": (5.0, "fell", 0.6)}))
    source: Any = Source({"Prices fell.": None})
    (result,) = with_variants([pair], [evidence], source)
    assert result.variants == ()


def test_will_put_before_another_form_takes_the_base():
    target = "We contacting them."
    proposals = list(inserted_verbs(words(target, {"contacting": (8.0, "will", 0.5)})))
    assert texts(target, proposals) == ["We will contact them."]
    assert second_verb(proposals[0], words("We will contact them.")) is None


@pytest.mark.parametrize(
    ("target", "odd", "varied"),
    [
        ("We will contacting them.", "contacting", "We will contact them."),
        ("He could went home.", "went", "He could go home."),
        ("We will stopped here.", "stopped", "We will stop here."),
        ("He will studied it.", "studied", "He will study it."),
        ("We are contacting them.", "contacting", None),
        ("We will contact them.", "contact", None),
    ],
)
def test_the_base_form_is_tried_behind_will(target, odd, varied):
    base = {"went": "go", "stopped": "stop", "studied": "study"}.get(odd, "contact")
    proposals = other_forms(words(target, {odd: (6.0, base, 0.5)}))
    assert texts(target, proposals) == ([varied] if varied else [])
    assert list(other_forms(words(target, {odd: (6.0, "not", 0.5)}))) == []
    assert list(other_forms(words(target, {odd: (2.0, base, 0.5)}))) == []


def test_a_denial_is_put_in_a_word_s_place():
    target = "There are countless data."
    pair = SegmentPair("d", 0, "目前无数据。", target)
    proposals = turned_denials(pair, words(target, {"countless": (14.0, "no", 0.9)}))
    assert texts(target, proposals)[0] == "There are no data."
    pair = SegmentPair("d", 0, "目前有数据。", target)
    assert list(turned_denials(pair, words(target, {"countless": (14.0, "no", 0.9)}))) == []


def test_months_are_exchanged_with_months_only():
    target = "In May the 7 crews start and in June they end."
    odd = {"May": (4.0, None, None), "June": (4.0, None, None), "7": (9.0, None, None)}
    assert texts(target, exchanged_figures(target, words(target, odd))) == [
        "In June the 7 crews start and in May they end."
    ]
