"""The training loop: AdamW on the flat LoRA vector, schedule by share of the budget, checkpoints.

With several workers each has its own stream of batches and one thread, and gradients are averaged
once a step: on a shared machine that wastes less than two threads waiting for each other at every
operation.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as distributed
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from training.retranslator.batches import BatchStream
from training.retranslator.model import LoraGemma
from training.schedule import learning_rate

__all__ = ["Settings", "Trainer"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made of.

    Attributes:
        minutes: wall-clock budget, resumed time included; None where `steps` decides.
        steps: step budget; None where `minutes` decides.
        rate: peak learning rate of the first factors; `b_ratio` times that for the second.
        warm_up: share of the budget with a rising rate.
        smoothing: label smoothing.
        clip: largest gradient norm.
        checkpoint_minutes: time between checkpoints.
        report_minutes: time between validations.
    """

    minutes: float | None = None
    steps: int | None = None
    rate: float = 4e-4
    b_ratio: float = 1.0
    warm_up: float = 0.03
    smoothing: float = 0.05
    clip: float = 1.0
    weight_decay: float = 0.0
    checkpoint_minutes: float = 10.0
    report_minutes: float = 20.0
    seed: int = 0


class Trainer:
    """One worker's run.

    Args:
        out: folder of checkpoint and log (written by rank 0 only).
        validate: called with the model now and then; its figures go into the log.
        world: number of workers; gradients are averaged over them when above 1.
    """

    def __init__(
        self,
        model: LoraGemma,
        stream: BatchStream,
        settings: Settings,
        out: Path,
        *,
        validate: Callable[[LoraGemma], dict[str, Any]] | None = None,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        if (settings.minutes is None) == (settings.steps is None):
            raise ValueError("give either minutes or steps")
        self.model, self.stream, self.settings, self.out = model, stream, settings, out
        self.validate, self.rank, self.world = validate, rank, world
        self.first = torch.zeros_like(model.parameters)
        self.second = torch.zeros_like(model.parameters)
        self.ratio = torch.where(model.b_mask(), settings.b_ratio, 1.0)
        self.step, self.tokens, self.spent, self.share = 0, 0, 0.0, 0.0
        out.mkdir(parents=True, exist_ok=True)

    @property
    def checkpoint_path(self) -> Path:
        """The latest checkpoint (the other workers' streams lie beside it)."""
        return self.out / "checkpoint.safetensors"

    def save(self) -> None:
        """Writes the checkpoint, replacing the former one in one step."""
        state = {"stream": self.stream.state(), "step": self.step}
        texts = {"streams": json.dumps(self._gather(state))}
        if self.rank:
            return
        texts["run"] = json.dumps(
            {
                "step": self.step,
                "tokens": self.tokens,
                "spent": self.spent,
                "share": self.share,
                "settings": asdict(self.settings),
            }
        )
        tensors = {
            "parameters": self.model.parameters,
            "first": self.first,
            "second": self.second,
        }
        partial = self.checkpoint_path.with_suffix(".partial")
        save_file(tensors, str(partial), metadata=texts)
        os.replace(partial, self.checkpoint_path)

    def _gather(self, state: dict[str, Any]) -> list[dict[str, Any]]:
        if self.world == 1:
            return [state]
        states: list[Any] = [None] * self.world
        distributed.all_gather_object(states, state)
        return states

    def resume(self) -> None:
        """Continues from the checkpoint.

        Raises:
            FileNotFoundError: there is none.
            ValueError: it was made with another number of workers.
        """
        if not self.checkpoint_path.is_file():
            raise FileNotFoundError(self.checkpoint_path)
        with safe_open(str(self.checkpoint_path), framework="pt") as file:
            self.model.parameters.copy_(file.get_tensor("parameters"))
            self.first.copy_(file.get_tensor("first"))
            self.second.copy_(file.get_tensor("second"))
            texts = file.metadata()
        streams, run = json.loads(texts["streams"]), json.loads(texts["run"])
        if len(streams) != self.world:
            raise ValueError(f"the checkpoint is of {len(streams)} workers, not {self.world}")
        self.stream.restore(streams[self.rank]["stream"])
        self.step, self.tokens = run["step"], run["tokens"]
        self.spent, self.share = run["spent"], run["share"]

    def _update(self, gradient: Tensor, rate: float) -> float:
        """One AdamW step; returns the gradient norm before clipping."""
        norm = float(gradient.norm())
        gradient.mul_(min(1.0, self.settings.clip / (norm + 1e-6)))
        self.first.lerp_(gradient, 0.1)
        self.second.mul_(0.98).addcmul_(gradient, gradient, value=0.02)
        first = self.first / (1.0 - 0.9**self.step)
        second = (self.second / (1.0 - 0.98**self.step)).sqrt_().add_(1e-8)
        rates = self.ratio * rate
        self.model.parameters.mul_(1.0 - rates * self.settings.weight_decay)
        self.model.parameters.sub_(rates * first / second)
        return norm

    def one_step(self) -> dict[str, float]:
        """Loss, backward pass, averaged gradient, update."""
        batch = next(self.stream)
        self.model.fold()
        loss = self.model.loss(batch.ids, batch.places, batch.labels, self.settings.smoothing)
        loss.backward()
        answers = batch.labels.numel()
        totals = torch.tensor(
            [float(loss.detach()) * answers, answers, batch.ids.numel(), self.share]
        )
        gradient = self.model.gradient() * answers
        if self.world > 1:
            both = torch.cat((gradient, totals))
            distributed.all_reduce(both)
            gradient, totals = both[:-4], both[-4:]
        self.step += 1
        self.tokens += int(totals[2])
        share = float(totals[3]) / self.world
        rate = learning_rate(share, self.settings)
        norm = self._update(gradient / totals[1], rate)
        return {"loss": float(totals[0] / totals[1]), "rate": rate, "norm": norm, "share": share}

    def _log(self, entry: dict[str, Any]) -> None:
        if self.rank == 0:
            entry = {"step": self.step, "minutes": round(self.spent / 60, 2), **entry}
            with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(entry) + "\n")

    def _all_agree(self, wish: bool) -> bool:
        """What rank 0 wishes; the others follow."""
        if self.world == 1:
            return wish
        flag = torch.tensor([float(wish)])
        distributed.broadcast(flag, 0)
        return bool(flag.item())

    def run(self, *, stop_after: int | None = None) -> None:
        """Trains to the end of the budget (or `stop_after` steps of this call), then saves."""
        settings, begun, before = self.settings, time.monotonic(), self.spent
        next_save, next_report = settings.checkpoint_minutes, settings.report_minutes
        recent: list[float] = []
        mark, mark_tokens, first_step = time.monotonic(), self.tokens, self.step
        while True:
            self.spent = before + time.monotonic() - begun
            here = (self.spent - before) / 60
            self.share = (
                self.step / settings.steps
                if settings.steps is not None
                else max(self.share, self.spent / 60 / (settings.minutes or 1.0))
            )
            ended = self.share >= 1.0 or (
                stop_after is not None and self.step - first_step >= stop_after
            )
            if self._all_agree(ended):
                break
            if self.validate is not None and self._all_agree(here >= next_report):
                if self.rank == 0:
                    self.model.fold()
                    self._log(self.validate(self.model))
                next_report = here + settings.report_minutes
                mark, mark_tokens = time.monotonic(), self.tokens
            figures = self.one_step()
            recent.append(figures.pop("loss"))
            if self.step % 20 == 0:
                now = time.monotonic()
                speed = (self.tokens - mark_tokens) / (now - mark)
                mark, mark_tokens = now, self.tokens
                loss, recent = sum(recent) / len(recent), []
                self._log({"loss": loss, "tokens": self.tokens, "tokens_per_s": speed, **figures})
            if self._all_agree(here >= next_save):
                self.save()
                next_save = here + settings.checkpoint_minutes
        self.save()
        if self.validate is not None and self.rank == 0:
            self.model.fold()
            self._log(self.validate(self.model))
