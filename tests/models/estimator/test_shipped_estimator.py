"""The estimator that ships: its files, its card, and what it makes of our own sentences."""

from __future__ import annotations

import hashlib
import json

import pytest

from checker.checks.model.judge import shipped_judges
from checker.models.estimator.artefact import SHIPPED_ESTIMATOR, read_artefact
from checker.models.estimator.estimator import QualityEstimator

TRIPLES = [
    ("昨天下午，市政府召开会议讨论教育问题。",
     "Yesterday afternoon, the city government held a meeting to discuss {} issues.",
     "education", "fishery"),
    ("这家工厂去年生产了三千辆汽车。", "The factory produced three thousand {} last year.",
     "cars", "pianos"),
    ("医生说，病人的情况正在好转。", "The doctor said the patient's condition was {}.",
     "improving", "deteriorating"),
    ("农民希望今年的雨水更多一些。", "Farmers hope for more {} this year.", "rain", "money"),
    ("专家认为，人工智能将改变医疗行业。",
     "Experts believe that artificial intelligence will change the {} industry.",
     "medical", "tobacco"),
    ("台风导致多个城市的机场关闭。", "The {} led to the closure of airports in several cities.",
     "typhoon", "festival"),
    ("公司计划在欧洲建立新的研究中心。", "The company plans to set up a new research centre in {}.",
     "Europe", "Africa"),
    ("孩子们在图书馆里安静地读书。", "The children were reading quietly in the {}.",
     "library", "stadium"),
]  # fmt: skip


@pytest.fixture(scope="module")
def estimator():
    return QualityEstimator(threads=2)


def test_the_files_are_those_the_facts_name_and_small_enough():
    facts = json.loads((SHIPPED_ESTIMATOR / "estimator.json").read_text(encoding="utf-8"))
    data = (SHIPPED_ESTIMATOR / "estimator.safetensors").read_bytes()
    assert hashlib.sha256(data).hexdigest() == facts["weights_sha256"]
    total = sum(path.stat().st_size for path in SHIPPED_ESTIMATOR.iterdir())
    assert total < 60_000_000
    assert facts["training"]["step"] > 0 and facts["training"]["tokens"] > 0
    assert read_artefact().version in QualityEstimator().signature


def test_the_card_names_what_it_must():
    card = (SHIPPED_ESTIMATOR / "MODEL_CARD.md").read_text(encoding="utf-8")
    facts = json.loads((SHIPPED_ESTIMATOR / "estimator.json").read_text(encoding="utf-8"))
    assert facts["weights_sha256"] in card and shipped_judges().version in card
    assert "@" not in card
    for word in ("multilingual-e5-small", "MIT", "MQM", "Apache-2.0", "Limits", "Spearman", "MCC"):
        assert word in card, word


def test_a_wrong_word_is_mostly_suspected_more_than_the_right_one(estimator):
    suspected = 0
    for source, frame, right, wrong in TRIPLES:
        chances = []
        for word in (right, wrong):
            target = frame.format(word)
            start = target.index(word)
            (estimate,) = estimator.estimate([(source, target)])
            chances.append(
                max(t.error for t in estimate.tokens if start <= t.start < start + len(word))
            )
        suspected += chances[1] > chances[0]
    assert suspected >= len(TRIPLES) - 2


def test_another_text_is_rated_lower_than_the_right_one(estimator):
    right = [(source, frame.format(word)) for source, frame, word, _ in TRIPLES]
    other = [(right[i][0], right[i - 1][1]) for i in range(len(right))]
    good = [estimate.penalty_per_word for estimate in estimator.estimate(right)]
    bad = [estimate.penalty_per_word for estimate in estimator.estimate(other)]
    assert sum(b > g for g, b in zip(good, bad, strict=True)) >= len(TRIPLES) - 1
