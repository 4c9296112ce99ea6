"""Records what the models say of the articles of `corpora/`, once and for all tests.

    python -m benchmarks.record_evidence              # asks the models anew, some minutes
    python -m benchmarks.record_evidence --use-cache  # takes the answers of former runs

With the recording the whole product runs on those articles in seconds and without a model: see
`recorded_evidence`. It holds the answers as the cache keeps them (in float32, rounded), by the
signature of the model that gave them. It has to be made anew when a model, a prompt, a splitter or
a trial asks something new; the reader says so.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import lzma
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.results import MODES, ROOT, corpora
from checker.errors import CheckerError
from checker.evidence.cache import Cache
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker

RECORDING = ROOT / "tests" / "golden" / "evidence" / "corpora.jsonl.xz"

Answers = dict[str, dict[str, str]]
"""By signature, by text asked, the payload of the cache."""


class StaleEvidence(CheckerError):
    """The recording does not hold what is asked for now."""


class Recorder(Cache):
    """A cache that remembers what went through it.

    Attributes:
        answers: what was read or written.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        self.answers: Answers = defaultdict(dict)

    def get_many(self, signature: str, texts: Iterable[str]) -> dict[str, str]:
        """As in `Cache`."""
        found = super().get_many(signature, texts)
        self.answers[signature].update(found)
        return found

    def put_many(self, signature: str, payloads: Mapping[str, str]) -> None:
        """As in `Cache`."""
        super().put_many(signature, payloads)
        self.answers[signature].update(payloads)


class Replay(Cache):
    """A cache that holds a recording and nothing else: what is not in it is an error.

    Args:
        path: a new database file.
        answers: see `read`.
    """

    def __init__(self, path: Path, answers: Answers) -> None:
        super().__init__(path)
        self._signatures = sorted(answers)
        for signature, payloads in answers.items():
            super().put_many(signature, payloads)

    def get_many(self, signature: str, texts: Iterable[str]) -> dict[str, str]:
        """As in `Cache`.

        Raises:
            StaleEvidence: another model was recorded, or the model was not asked for some text.
        """
        wanted = list(texts)
        if wanted and signature not in self._signatures:
            raise _stale(f"holds {self._signatures}, not {signature!r}")
        found = super().get_many(signature, wanted)
        missing = [text for text in wanted if text not in found]
        if missing:
            raise _stale(f"has no answer to {len(missing)} texts, among them {missing[0]!r}")
        return found

    def put_many(self, signature: str, payloads: Mapping[str, str]) -> None:
        """Never called with anything, since nothing is missing.

        Raises:
            StaleEvidence: a model was asked all the same.
        """
        raise _stale(f"was passed over: {signature!r} answered {len(payloads)} texts anew")


def _stale(what: str) -> StaleEvidence:
    return StaleEvidence(
        f"the recorded evidence {what}",
        where=str(RECORDING.relative_to(ROOT)),
        remedy="Record it again: python -m benchmarks.record_evidence",
    )


@contextlib.contextmanager
def recorded_evidence(path: Path = RECORDING) -> Iterator[Replay]:
    """The recording as a cache; give it to `EvidenceSource(settings, cache=…)`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Replay(Path(folder) / "evidence.sqlite", read(path)) as cache,
    ):
        yield cache


def read(path: Path) -> Answers:
    """The answers in a recording."""
    answers: Answers = defaultdict(dict)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            signature, text, payload = json.loads(line)
            answers[signature][text] = json.dumps(payload, ensure_ascii=False)
    return answers


def write(path: Path, answers: Answers) -> None:
    """Writes a recording: a line an answer, sorted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8", preset=9 | lzma.PRESET_EXTREME) as lines:
        for signature, payloads in sorted(answers.items()):
            for text, payload in sorted(payloads.items()):
                row = [signature, text, json.loads(payload)]
                lines.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def record(cache: Recorder) -> Answers:
    """Checks every article in every mode and returns what the models said."""
    for settings in MODES.values():
        checker = Checker(settings, evidence=EvidenceSource(settings, cache=cache))
        for document in corpora():
            checker.check_document(document)
            print(document.document_id, flush=True)
    return cache.answers


def main() -> int:
    """Writes the recording."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--use-cache", action="store_true", help="models' answers of former runs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = None if arguments.use_cache else Path(folder) / "evidence.sqlite"
        with Recorder(path) as cache:
            answers = record(cache)
    write(RECORDING, answers)
    count = sum(map(len, answers.values()))
    print(f"{count} answers of {len(answers)} models, {RECORDING.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
