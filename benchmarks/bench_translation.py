"""Speed of re-translation with the embedded model; prints Markdown table rows.

    python -m benchmarks.bench_translation --segments 100 --threads 2 --engine own ct2

Engines: `own` is what the product runs; `ct2` is CTranslate2 int8 and `transformers` its
`generate`, on the same prepared model, for comparison; `opus-hf` and `opus-ct2` have opus-mt's
architecture with random weights, for speed only.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks._measure import machine, pairs, peak_mib, row, timed
from benchmarks.opus_architecture import opus_ct2, opus_hf
from checker.config import Settings
from checker.models.lm.gemma.precision import fastest_precision
from checker.models.lm.model import EmbeddedModel, load_embedded
from checker.models.lm.prepared import prepared
from checker.models.lm.prompts import english_given
from checker.models.threads import spin_briefly, use_threads

HEAD = (
    "machine", "engine", "precision", "threads", "rows a batch", "cold start s", "segments",
    "segments/s", "tokens/s", "tokens/CPU s", "peak RSS MiB",
)  # fmt: skip
Engine = Callable[[list[str]], list[int]]


def own(settings: Settings, rows: int) -> Engine:
    """The package's own network and decoder, in this processor's fastest precision."""
    return _own(load_embedded(settings), rows)


def own_float32(settings: Settings, rows: int) -> Engine:
    """The same in float32: what a processor without bfloat16 runs."""
    use_threads(settings.threads)
    return _own(EmbeddedModel(prepared(), "float32"), rows)


def _own(model: EmbeddedModel, rows: int) -> Engine:
    from checker.models.lm.gemma.decode import Decoding, Request, decode

    def run(sources: list[str]) -> list[int]:
        ids = prompts(model, sources)
        wanted = [Request(prompt, 32 + 3 * len(prompt)) for prompt in ids]
        answers = decode(
            model.network, wanted, prefix=None, end=model.ends, decoding=Decoding(), max_rows=rows
        )
        return [len(answer.ids) + 1 for answer in answers]

    return run


def ct2(settings: Settings, rows: int) -> Engine:
    """CTranslate2, int8."""
    spin_briefly()
    import ctranslate2

    from checker.models.lm.load import load_tokenizer

    model = prepared(ct2=True)
    generator = ctranslate2.Generator(
        str(model.ct2_path), compute_type="int8", intra_threads=settings.threads
    )
    tokenizer = load_tokenizer(model)
    pieces = tokenizer.pieces

    def run(sources: list[str]) -> list[int]:
        texts = [english_given(s, has_adapter=model.has_adapter) for s in sources]
        tokens = [[pieces[2], *(pieces[i] for i in tokenizer.encode(text))] for text in texts]
        tokens.sort(key=len)
        counts: list[int] = []
        for start in range(0, len(tokens), rows):
            results = generator.generate_batch(
                tokens[start : start + rows],
                max_length=32 + 3 * len(tokens[min(start + rows, len(tokens)) - 1]),
                include_prompt_in_result=False,
                end_token="\n",
                sampling_topk=1,
            )
            counts += [len(result.sequences_ids[0]) + 1 for result in results]
        return counts

    return run


def transformers(settings: Settings, rows: int) -> Engine:
    """transformers' `generate`."""
    use_threads(settings.threads)
    import torch

    from checker.models.lm.load import load_tokenizer, load_torch

    stored = prepared()
    model = load_torch(stored, dtype=fastest_precision())
    tokenizer = load_tokenizer(stored)

    def run(sources: list[str]) -> list[int]:
        texts = [english_given(s, has_adapter=stored.has_adapter) for s in sources]
        ids = sorted(([2, *tokenizer.encode(text)] for text in texts), key=len)
        counts: list[int] = []
        for start in range(0, len(ids), rows):
            part = ids[start : start + rows]
            width = len(part[-1])
            with torch.inference_mode():
                output = model.generate(
                    input_ids=torch.tensor([[0] * (width - len(p)) + p for p in part]),
                    attention_mask=torch.tensor(
                        [[0] * (width - len(p)) + [1] * len(p) for p in part]
                    ),
                    max_new_tokens=32 + 3 * width,
                    do_sample=False,
                    eos_token_id=[1, tokenizer.newline_id],
                    pad_token_id=0,
                )
            counts += [int((line != 0).sum()) for line in output[:, width:]]
        return counts

    return run


ENGINES: dict[str, Callable[[Settings, int], Engine]] = {
    "own": own,
    "own-float32": own_float32,
    "ct2": ct2,
    "transformers": transformers,
    "opus-hf": lambda settings, rows: opus_hf(settings.threads, rows),
    "opus-ct2": lambda settings, rows: opus_ct2(settings.threads, rows),
}


def prompts(model: EmbeddedModel, sources: list[str]) -> list[tuple[int, ...]]:
    """Encoded prompts."""
    return [model.encode_prompt(english_given(s, has_adapter=model.has_adapter)) for s in sources]


def main() -> None:
    """Measures every engine asked for, in this process, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rows", type=int, default=64)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--engine", nargs="+", choices=sorted(ENGINES), default=["own"])
    options = parser.parse_args()
    sources = [zh for zh, _ in pairs(options.segments)]
    prepared()  # not part of the cold start: it happens once a machine
    print(row(*HEAD))
    print(row(*["---"] * len(HEAD)))
    for name in options.engine:
        print(row(*measure(name, sources, options)))


def measure(name: str, sources: list[str], options: argparse.Namespace) -> list[object]:
    """The cells of one engine's row."""
    began = time.perf_counter()
    run = ENGINES[name](Settings(threads=options.threads), options.rows)
    run(sources[:1])
    cold = time.perf_counter() - began
    tokens = sum(run(sources))
    wall, cpu = timed(lambda: run(sources), repeats=options.repeats)
    speeds: list[object] = [len(sources) / wall, tokens / wall, tokens / cpu, peak_mib()]
    special = {"ct2": "int8", "own-float32": "float32", "opus-hf": "float32", "opus-ct2": "int8"}
    precision = special.get(name, fastest_precision())
    about = [machine(), name, precision, options.threads, options.rows, cold, len(sources)]
    return [*about, *speeds]


if __name__ == "__main__":
    main()
