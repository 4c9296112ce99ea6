"""The training loop of the quality estimator: AdamW, a time budget, checkpoints."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from checker.models.estimator.network import SEGMENT_OUTPUTS
from training.detector.batches import Batch, Stream
from training.schedule import learning_rate

__all__ = ["Settings", "Trainer", "estimator_loss"]

_OMITTED, _SEGMENT, _RANK = 0.5, 2.0, 0.1
_TEMPERATURE = 0.1
"""Difference of two penalties (of about [0, 1]) that makes their order 73 % sure."""
_PENALTY = SEGMENT_OUTPUTS.index("penalty")
_LONGEST_STEP = 60.0
"""Seconds of one step that count towards the budget: a run that was stopped for a while by its
owner has not spent that time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made of.

    Attributes:
        minutes: wall-clock budget, resumed time included; None where `steps` decides.
        steps: step budget; None where `minutes` decides.
        rate: peak learning rate; the heads, which are new, learn `head_ratio` times as fast.
        warm_up: share of the budget with a rising rate.
        bfloat16: precision of the matrix products.
    """

    minutes: float | None = None
    steps: int | None = None
    rate: float = 1e-4
    head_ratio: float = 1.0
    warm_up: float = 0.04
    weight_decay: float = 0.01
    clip: float = 1.0
    checkpoint_minutes: float = 8.0
    report_minutes: float = 15.0
    bfloat16: bool = True
    seed: int = 0


def estimator_loss(tokens: Tensor, segments: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Cross-entropies (nats a token) of the token heads, squared error of the segment outputs, and
    cross-entropy (nats a pair) of the order of two segments of a group by `penalty`.

    Args:
        tokens: (B, L, 3) log-odds.
        segments: (B, 3) outputs.

    Returns:
        The parts and their weighted sum, `total`. A part without labels is 0.
    """
    known = batch.tokens >= 0
    entropy = functional.binary_cross_entropy_with_logits(
        tokens.float(), batch.tokens.clamp(min=0.0), reduction="none"
    )
    parts = {}
    for name, heads in (("words", slice(0, 2)), ("omitted", slice(2, 3))):
        mask = known[..., heads]
        weighted = entropy[..., heads] * mask * batch.weights[:, None, None]
        parts[name] = weighted.sum() / mask.sum().clamp(min=1)
    mask = batch.segments >= 0
    error = (segments.float() - batch.segments) ** 2 * mask
    parts["segments"] = error.sum() / mask.sum().clamp(min=1)
    parts["ranks"] = _rank_loss(segments[:, _PENALTY].float(), batch)
    total = parts["words"] + _OMITTED * parts["omitted"] + _SEGMENT * parts["segments"]
    return {**parts, "total": total + _RANK * parts["ranks"]}


def _rank_loss(penalty: Tensor, batch: Batch) -> Tensor:
    """Mean over all ordered pairs of a group (Burges et al. 2005, RankNet); 0 without a pair."""
    same = (batch.groups[:, None] == batch.groups) & (batch.groups >= 0)
    better = same & (batch.ranks[:, None] > batch.ranks)
    loss = functional.softplus((penalty[:, None] - penalty) / _TEMPERATURE) * better
    return loss.sum() / better.sum().clamp(min=1)


class Trainer:
    """One run.

    Args:
        network: called with ids and sides, as `QualityNetwork` (`checker.models.estimator`) is; its
            `shape` goes into the checkpoint. New heads have «head» or «segment_inner» in their
            names.
        out: folder of checkpoint and log.
        validate: called with the network now and then; its figures go into the log.
    """

    def __init__(
        self,
        network: nn.Module,
        stream: Stream,
        settings: Settings,
        out: Path,
        *,
        validate: Callable[[nn.Module], Mapping[str, float]] | None = None,
    ) -> None:
        if (settings.minutes is None) == (settings.steps is None):
            raise ValueError("give either minutes or steps")
        self.network, self.stream, self.settings, self.out = network, stream, settings, out
        self.validate = validate
        self.step, self.tokens, self.spent, self.share = 0, 0, 0.0, 0.0
        named = list(network.named_parameters())
        heads = [p for n, p in named if "head" in n or "segment_inner" in n]
        rest = [p for n, p in named if "head" not in n and "segment_inner" not in n]
        self.optimizer = torch.optim.AdamW(
            [{"params": rest, "ratio": 1.0}, {"params": heads, "ratio": settings.head_ratio}],
            lr=settings.rate,
            betas=(0.9, 0.98),
            weight_decay=settings.weight_decay,
            fused=True,
        )
        out.mkdir(parents=True, exist_ok=True)

    @property
    def checkpoint_path(self) -> Path:
        """The latest checkpoint."""
        return self.out / "checkpoint.safetensors"

    def save(self) -> None:
        """Writes the checkpoint, replacing the former one in one step."""
        run = {"step": self.step, "tokens": self.tokens, "spent": self.spent, "share": self.share}
        texts = {
            "stream": json.dumps(self.stream.state()),
            "run": json.dumps({**run, "settings": asdict(self.settings)}),
            "shape": json.dumps(self.network.shape.to_dict()),
        }
        tensors = {f"network.{k}": v for k, v in self.network.state_dict().items()}
        for number, parameter in enumerate(self._parameters()):
            for name, value in self.optimizer.state.get(parameter, {}).items():
                tensors[f"optimizer.{number}.{name}"] = value
        partial = self.checkpoint_path.with_suffix(".partial")
        save_file({k: v.contiguous() for k, v in tensors.items()}, str(partial), metadata=texts)
        os.replace(partial, self.checkpoint_path)

    def _parameters(self) -> list[Tensor]:
        return [p for group in self.optimizer.param_groups for p in group["params"]]

    def resume(self) -> None:
        """Goes on from the checkpoint.

        Raises:
            FileNotFoundError: there is none.
            ValueError: it is of a network of another shape.
        """
        if not self.checkpoint_path.is_file():
            raise FileNotFoundError(self.checkpoint_path)
        with safe_open(str(self.checkpoint_path), framework="pt") as file:
            names, texts = list(file.keys()), file.metadata()
            tensors = {name: file.get_tensor(name) for name in names}
        if json.loads(texts["shape"]) != self.network.shape.to_dict():
            raise ValueError(f"{self.checkpoint_path}: of another network, {texts['shape']}")
        own = {k.removeprefix("network."): v for k, v in tensors.items() if k[:8] == "network."}
        self.network.load_state_dict(own)
        parameters = self._parameters()
        for name in names:
            if name.startswith("optimizer."):
                _, number, key = name.split(".")
                self.optimizer.state[parameters[int(number)]][key] = tensors[name]
        run = json.loads(texts["run"])
        self.stream.restore(json.loads(texts["stream"]))
        self.step, self.tokens = run["step"], run["tokens"]
        self.spent, self.share = run["spent"], run["share"]

    def one_step(self) -> dict[str, float]:
        """Loss, backward pass, update."""
        batch = self.stream.next(self.share)
        self.network.train()
        bfloat16 = torch.autocast("cpu", torch.bfloat16, enabled=self.settings.bfloat16)
        # The backward pass of fused attention is several times as slow on a CPU at these lengths.
        with bfloat16, sdpa_kernel(SDPBackend.MATH):
            tokens, segments = self.network(batch.ids, batch.sides)
        parts = estimator_loss(tokens, segments, batch)
        self.optimizer.zero_grad(set_to_none=True)
        parts["total"].backward()
        norm = torch.nn.utils.clip_grad_norm_(self._parameters(), self.settings.clip)
        rate = learning_rate(self.share, self.settings)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["ratio"]
        self.optimizer.step()
        self.step += 1
        self.tokens += batch.ids.numel()
        return {
            # Near 0 the network says the same of every word: it has collapsed.
            "spread": float(tokens[..., 0].detach()[batch.sides > 0].float().std()),
            **{k: float(v.detach()) for k, v in parts.items()},
            "norm": float(norm),
            "rate": rate,
        }

    def _log(self, entry: Mapping[str, Any]) -> None:
        line = {"step": self.step, "minutes": round(self.spent / 60, 2), **entry}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def run(self, *, stop_after: int | None = None) -> None:
        """Trains to the end of the budget (or `stop_after` steps of this call), then saves."""
        settings, first = self.settings, self.step
        if self.validate is not None and first == 0:
            self._log(self.validate(self.network))
        saved = reported = marked = last = time.monotonic()
        tokens, recent = self.tokens, []
        while True:
            now = time.monotonic()
            self.spent += min(now - last, _LONGEST_STEP)
            last = now
            budget = (settings.minutes or 1.0) * 60
            self.share = self.step / settings.steps if settings.steps else self.spent / budget
            if self.share >= 1.0 or (stop_after is not None and self.step - first >= stop_after):
                break
            recent.append(self.one_step())
            if self.step % 25 == 0:
                means = {k: sum(r[k] for r in recent) / len(recent) for k in recent[0]}
                speed = (self.tokens - tokens) / (time.monotonic() - marked)
                self._log({**means, "tokens": self.tokens, "tokens_per_s": speed})
                marked, tokens, recent = time.monotonic(), self.tokens, []
            if now - saved > settings.checkpoint_minutes * 60:
                self.save()
                saved = now
            if self.validate is not None and now - reported > settings.report_minutes * 60:
                self._log(self.validate(self.network))
                reported = marked = time.monotonic()
                tokens = self.tokens
        self.save()
        if self.validate is not None:
            self._log(self.validate(self.network))
