"""Train the vectors: sentences that say the same are near each other, those that share a part less, those on one topic less still.

The cosines of a batch are put into the order of the marks (CoSENT); translations of one sentence count as the same, two texts taken at
random as nothing. Ranking translations alone (multiple negatives ranking, also with a teacher's similarities of their English
originals) was tried and made STSbenchmark-de worse: what ``multilingual-e5-small`` knows of degrees is lost.
"""

import pathlib
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import torch
from marked_text import Example
from transformers import PreTrainedTokenizerFast

LONGEST = 64  # pieces of a sentence in training
GROUPS, SETS, TRANSLATIONS = 4, 8, 12  # of a batch: pairs of articles, written sets, translated sentences of each kind
VERSIONS_TRIED = 4  # of these two the most different are taken
SCALE = 20.0
TIERS = ("A", "B")  # openly licensed text, and WMT
# How near two sentences are, in order: what they share counts, then what they are about.
GRADE = {"same": 1.0, "part": 0.75, "against": 0.75, "other_occasion": 0.4, "related": 0.3, "nothing": 0.0}


def say(*words: object) -> None:
    print(f"[{time.strftime('%H:%M:%S')}]", *words, flush=True)


def embed(body: Any, tokenizer: PreTrainedTokenizerFast, texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors (mean of the last layer), sentences of similar length together."""
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    found: list[torch.Tensor] = []
    for start in range(0, len(order), 32):
        part = [texts[n] for n in order[start : start + 32]]
        fed = tokenizer(part, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        states = body(input_ids=fed["input_ids"], attention_mask=fed["attention_mask"]).last_hidden_state
        mask = fed["attention_mask"].unsqueeze(-1).float()
        found.append((states * mask).sum(1) / mask.sum(1))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.nn.functional.normalize(torch.cat(found)[back], dim=1)


def one_cycle(parameters: Sequence[torch.nn.Parameter], rate: float, steps: int) -> tuple[Any, Any]:
    """(AdamW, a rate that rises for a tenth of the steps and falls in a straight line)."""
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    warm = max(1, steps // 10)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.02, (steps - n) / (steps - warm)))
    )


class Versions:
    """The German versions of each English sentence."""

    def __init__(self, pairs: pd.DataFrame) -> None:
        self.german = list(pairs.groupby("en", sort=False).de.agg(lambda rows: list(dict.fromkeys(rows))))

    def two(self, rng: np.random.Generator, n: int) -> tuple[str, str]:
        """Two German versions of a sentence, of some tried at random those with the fewest words in common."""
        held = self.german[n]
        tried = [held[k] for k in rng.permutation(len(held))[:VERSIONS_TRIED]]
        bags = [set(t.casefold().split()) for t in tried]
        found = min(
            ((len(a & b) / max(1, len(a | b)), i, j) for i, a in enumerate(bags) for j, b in enumerate(bags) if i < j),
        )
        return tried[found[1]], tried[found[2]]


def read_translations(path: pathlib.Path) -> tuple[Versions, Versions]:
    """(news sentences with several German versions, short sentences with several)"""
    pairs = pd.read_parquet(path)
    pairs = pairs[pairs.licence_tier.str[0].isin(TIERS)]
    news = pairs[pairs.source.str.contains("wmt|google-para")]
    news = news[news.de.str.len().between(20, 330)]
    short = pairs[pairs.source.str.contains("atoeba", case=False)]
    several = news.groupby("en").de.transform("nunique") > 1
    several_short = short.groupby("en").de.transform("nunique") > 1
    return Versions(news[several]), Versions(short[several_short])


def cosent(cosine: torch.Tensor, grade: torch.Tensor) -> torch.Tensor:
    """How far cosines are out of the order of the grades (CoSENT, https://kexue.fm/archives/8847)."""
    wrong = SCALE * (cosine[None, :] - cosine[:, None])
    counted = grade[:, None] > grade[None, :]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong[counted]]), 0)


def train(
    body: Any, tokenizer: PreTrainedTokenizerFast, examples: Sequence[Example], translations: Sequence[Versions],
    rng: np.random.Generator, *, epochs: int, rate: float, watch: Callable[[], str],
) -> None:  # fmt: skip
    """Train; after each epoch ``watch`` is logged. A batch holds the pairs of some pairs of articles, written sets, translations of
    one sentence, and as many pairs of texts that have nothing to do with each other."""
    real = _grouped(e for e in examples if e.origin == "pairs")
    written = _grouped(e for e in examples if e.origin == "sets")
    optimizer, schedule = one_cycle([p for p in body.parameters() if p.requires_grad], rate, epochs * -(-len(real) // GROUPS))
    for epoch in range(epochs):
        body.train()
        shuffled = [real[n] for n in rng.permutation(len(real))]
        total, steps = 0.0, 0
        for start in range(0, len(shuffled), GROUPS):
            groups = shuffled[start : start + GROUPS] + [written[n] for n in rng.choice(len(written), SETS, replace=False)]
            rows = [(e.left.text, e.right.text, GRADE[e.label]) for group in groups for e in group if e.label in GRADE]
            for versions in translations:
                rows += [(*versions.two(rng, int(n)), GRADE["same"]) for n in rng.choice(len(versions.german), TRANSLATIONS)]
            strangers = rng.permutation(len(rows))[: len(rows) // 3]
            rows += [(rows[n][0], rows[m][1], 0.0) for n, m in zip(strangers, np.roll(strangers, len(strangers) // 2))]
            texts = sorted({text for left, right, _ in rows for text in (left, right)})
            place = {text: n for n, text in enumerate(texts)}
            found = embed(body, tokenizer, texts)
            cosine = (found[[place[r[0]] for r in rows]] * found[[place[r[1]] for r in rows]]).sum(1)
            loss = cosent(cosine, torch.tensor([r[2] for r in rows]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, steps = total + loss.item(), steps + 1
            say(f"vectors, epoch {epoch + 1}, step {steps} of {-(-len(shuffled) // GROUPS)}: loss {total / steps:.3f}")
        body.eval()
        with torch.no_grad():
            say(f"vectors, epoch {epoch + 1} of {epochs}: {watch()}")


def _grouped(examples: Iterable[Example]) -> list[list[Example]]:
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(example.group, []).append(example)
    return [groups[name] for name in sorted(groups)]
