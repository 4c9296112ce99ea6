"""Generates answers: rows of different length side by side, a finished row's place refilled.

Greedy by default; sampling noise is drawn per row from the row's own seed. So a row's answer does
not depend on its neighbours, but for the noise of floating-point sums in batches of another shape.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch

from checker.models.lm.gemma.attention import KeyValues
from checker.models.lm.gemma.network import Gemma, Prefix

__all__ = ["Answer", "Decoding", "Request", "decode"]

_REFILL_SHARE = 0.25  # reading few new rows is slow and copies the memory of all
_ALIKE = 0.85  # rows read together are at least so long as this share of the longest …
_READ_TOKENS = 256  # … unless together they are too few to keep the processor busy
_LOOP_PERIOD, _LOOP_TIMES = 16, 4  # tokens of the longest loop, repeats; chosen, a bound on work
_LOOP_TOKENS = 24  # shortest tail that counts as a loop


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the next token is chosen.

    Attributes:
        repetition_penalty: divides positive and multiplies negative logits of tokens already in
            the answer (Keskar et al., 2019); 1 = none.
        no_repeat: n-grams of this size occur once in an answer at most; 0 = no such rule.
        temperature: 0 takes the most probable token; above 0 samples.
    """

    repetition_penalty: float = 1.0
    no_repeat: int = 0
    temperature: float = 0.0

    @property
    def signature(self) -> str:
        """Names the settings."""
        if self == Decoding():
            return "greedy"
        return f"p{self.repetition_penalty:g}n{self.no_repeat}t{self.temperature:g}"


@dataclass(frozen=True, slots=True)
class Request:
    """One answer wanted.

    Attributes:
        ids: tokens of the prompt behind the shared prefix, at least one.
        limit: tokens of the answer at most, the end token included.
        seed: of the sampling noise.
    """

    ids: tuple[int, ...]
    limit: int
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, without its end token, and why it stopped."""

    ids: tuple[int, ...]
    stopped: Literal["end", "limit", "loop"]


@dataclass(slots=True)
class _Row:
    index: int
    request: Request
    noise: torch.Generator
    ids: list[int] = field(default_factory=list)


def decode(
    model: Gemma,
    requests: Sequence[Request],
    *,
    prefix: Prefix | None,
    end: Container[int],
    decoding: Decoding,
    forbidden: Iterable[int] = (),
    max_rows: int = 64,
    max_tokens: int = 16384,
) -> list[Answer]:
    """Answers every request, in the order given.

    Args:
        end: token ids that end an answer.
        forbidden: token ids that no answer may hold.
        max_rows: rows side by side.
        max_tokens: bound on rows times expected tokens (prompt and half its limit) of the longest
            row; a single row may exceed it.
    """
    order = sorted(range(len(requests)), key=lambda i: -len(requests[i].ids))
    queue = deque(_Row(i, requests[i], _noise(requests[i].seed)) for i in order)
    answers: dict[int, Answer] = {}
    batch = _Batch(model, prefix, decoding, sorted(forbidden))
    with torch.inference_mode():
        while queue or batch.rows:
            new = _admitted(queue, batch.rows, max_rows, max_tokens)
            if new:
                batch.add(new)
            else:
                batch.advance()
            batch.drop(_finished(batch.rows, end), answers)
    return [answers[index] for index in range(len(requests))]


class _Batch:
    """The rows under way and their memory."""

    def __init__(
        self, model: Gemma, prefix: Prefix | None, decoding: Decoding, forbidden: list[int]
    ) -> None:
        self.model, self.prefix, self.decoding = model, prefix, decoding
        self.forbidden = torch.tensor(forbidden, dtype=torch.long)
        self.rows: list[_Row] = []
        self.past: KeyValues | None = None

    def add(self, rows: list[_Row]) -> None:
        """Reads the prompts of new rows, longest first, and chooses their first tokens."""
        for group in _alike(rows):
            hidden, past = self.model.read([row.request.ids for row in group], self.prefix)
            last = hidden[torch.arange(len(group)), past.lengths - 1]
            self._choose(last, group)
            if self.past is None or not self.rows:
                self.past = past
            else:
                self.past.join(past)
            self.rows = self.rows + group

    def advance(self) -> None:
        """Chooses one more token for every row."""
        assert self.past is not None  # rows were added before
        ids = torch.tensor([row.ids[-1] for row in self.rows])
        hidden = self.model.step(ids, self.past, self.prefix)
        self._choose(hidden, self.rows)

    def _choose(self, hidden: torch.Tensor, rows: list[_Row]) -> None:
        logits = self.model.logits(hidden)
        if len(self.forbidden):
            logits.index_fill_(1, self.forbidden, float("-inf"))
        _choose(logits, rows, self.decoding)

    def drop(self, finished: dict[int, Answer], answers: dict[int, Answer]) -> None:
        """Files finished rows under their request's index and frees their places."""
        if not finished:
            return
        answers.update({self.rows[place].index: answer for place, answer in finished.items()})
        kept = [place for place in range(len(self.rows)) if place not in finished]
        self.rows = [self.rows[place] for place in kept]
        if kept and self.past is not None:
            self.past.select(torch.tensor(kept))


def _alike(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Groups of rows of like length, so that little padding is read."""
    group: list[_Row] = []
    for row in rows:
        size, first = len(row.request.ids), len(group[0].request.ids) if group else 0
        if group and size < _ALIKE * first and len(group) * first >= _READ_TOKENS:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _noise(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def _admitted(queue: deque[_Row], active: list[_Row], max_rows: int, max_tokens: int) -> list[_Row]:
    """Takes from the queue the rows that fit beside the active ones, once they are worth it."""
    longest = max((_size(row) for row in active), default=0)
    count = 0
    for row in queue:
        longest = max(longest, _size(row))
        total = len(active) + count + 1
        if total > max_rows or (total > 1 and total * longest > max_tokens):
            break
        count += 1
    if active and count < min(len(queue), _REFILL_SHARE * (len(active) + count)):
        return []
    return [queue.popleft() for _ in range(count)]


def _size(row: _Row) -> int:
    """Tokens a row is expected to need; few answers are half as long as they may be."""
    return len(row.request.ids) + row.request.limit // 2


def _finished(rows: list[_Row], end: Container[int]) -> dict[int, Answer]:
    """Places of the rows that are done, with their answers."""
    done: dict[int, Answer] = {}
    for place, row in enumerate(rows):
        if row.ids[-1] in end:
            done[place] = Answer(tuple(row.ids[:-1]), "end")
        elif len(row.ids) % 8 == 0 and _loops(row.ids):
            done[place] = Answer(tuple(row.ids), "loop")
        elif len(row.ids) >= row.request.limit:
            done[place] = Answer(tuple(row.ids), "limit")
    return done


def _loops(ids: list[int]) -> bool:
    """Whether the tail repeats itself."""
    for period in range(1, _LOOP_PERIOD + 1):
        tail = max(_LOOP_TOKENS, _LOOP_TIMES * period)
        if len(ids) >= tail and ids[-tail:-period] == ids[-tail + period :]:
            return True
    return False


def _choose(logits: torch.Tensor, rows: list[_Row], decoding: Decoding) -> None:
    """Appends the next token of every row; logits are (rows, vocabulary)."""
    if decoding.repetition_penalty != 1.0 or decoding.no_repeat:
        for place, row in enumerate(rows):
            _discourage(logits[place], row.ids, decoding)
    if decoding.temperature > 0.0:
        for place, row in enumerate(rows):  # Gumbel noise makes the argmax a sample
            noise = torch.empty(logits.shape[1]).exponential_(generator=row.noise).log_()
            logits[place].div_(decoding.temperature).sub_(noise)
    for row, token in zip(rows, logits.argmax(-1).tolist(), strict=True):
        row.ids.append(token)


def _discourage(logits: torch.Tensor, ids: list[int], decoding: Decoding) -> None:
    if not ids:
        return
    seen = torch.tensor(sorted(set(ids)))
    chosen = logits[seen]
    penalty = decoding.repetition_penalty
    logits[seen] = torch.where(chosen > 0, chosen / penalty, chosen * penalty)
    size = decoding.no_repeat
    if size and len(ids) >= size:
        head = ids[len(ids) - size + 1 :]
        starts = range(len(ids) - size + 1)
        banned = {ids[i + size - 1] for i in starts if ids[i : i + size - 1] == head}
        if banned:
            logits[torch.tensor(sorted(banned))] = float("-inf")
