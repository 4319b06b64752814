"""Train the judge: a pair of sentences in, probabilities of six labels out (a cross-encoder on the body of the vectors).

Each side is one text, the sentence with its context (``network.judge.side_text``). Both orders are seen at random. A pair of which only
is known that it does not clash (``NOT_AGAINST``) teaches exactly that: -log(1 - p(against)). Rare labels weigh more.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from marked_text import LABELS, Example
from vectors import one_cycle, say

from components.engine.network.sides import Side, side_text

SMOOTHING = 0.05
TEMPERATURES = (1.0, 1.15, 1.3, 1.45, 1.6)
RARE = 0.15  # how much of the log of a label's share is taken from what speaks for it
LONGEST = 192  # pieces of a pair
TOKENS = 2600  # pieces of a batch, padding among them
# How often an example of a label counts, by where it is from: the rare ones of real text are worth most.
WEIGHT = {"pairs": {"part": 1.5, "against": 3.0, "other_occasion": 3.0, "nothing": 2.0}}
SHARE = {"pairs": 1.0, "context": 1.0, "sets": 0.35, "contradictions": 0.7, "edits": 0.35}  # of its examples in an epoch
NO_CONTEXT = 0.15  # how often an example is shown without its context


def texts(example: Example, rng: np.random.Generator | None) -> tuple[str, str]:
    """Both sides as the judge reads them; with ``rng`` in one order of two, and now and then without context."""
    left, right = example.left, example.right
    if rng is not None:
        if rng.random() < NO_CONTEXT:
            left, right = Side(text=left.text), Side(text=right.text)
        if rng.random() < 0.5:
            left, right = right, left
    return side_text(left), side_text(right)


def epoch_batches(
    tokenizer: Any, examples: Sequence[Example], rng: np.random.Generator
) -> list[tuple[dict[str, torch.Tensor], torch.Tensor, torch.Tensor]]:
    """The batches of one epoch: (what the network is fed, numbers of the labels, weights), pairs of similar length together."""
    chosen = [e for e in examples if rng.random() < SHARE[e.origin]]
    read = [texts(e, rng) for e in chosen]
    coded = tokenizer([r[0] for r in read], [r[1] for r in read], truncation=True, max_length=LONGEST)
    lengths = [len(ids) for ids in coded["input_ids"]]
    order = sorted(range(len(chosen)), key=lambda n: (lengths[n] // 6, rng.random()))
    groups: list[list[int]] = [[]]
    for n in order:
        if (groups[-1] and (len(groups[-1]) + 1) * lengths[n] > TOKENS) or len(groups[-1]) >= 48:
            groups.append([])
        groups[-1].append(n)
    found = []
    for group in (groups[n] for n in rng.permutation(len(groups))):
        fed = tokenizer.pad({k: [coded[k][n] for n in group] for k in ("input_ids", "attention_mask")}, return_tensors="pt")
        label = torch.tensor([LABELS.index(chosen[n].label) if chosen[n].label in LABELS else -1 for n in group])
        weight = torch.tensor([WEIGHT.get(chosen[n].origin, {}).get(chosen[n].label, 1.0) for n in group])
        found.append((dict(fed), label, weight))
    return found


def loss_of(scores: torch.Tensor, label: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Weighted mean of the losses of a batch; label -1: only known not to clash."""
    log = torch.log_softmax(scores, 1)
    known = label >= 0
    right = (1 - SMOOTHING) * log.gather(1, label.clamp(min=0)[:, None])[:, 0] + SMOOTHING * log.mean(1)
    no_clash = torch.log1p(-log[:, LABELS.index("against")].exp().clamp(max=1 - 1e-4))
    return -(torch.where(known, right, no_clash) * weight).sum() / weight.sum()


def train(
    model: Any, tokenizer: Any, examples: Sequence[Example], rng: np.random.Generator, *, epochs: int, rate: float,
    watch: Callable[[], str],
) -> None:  # fmt: skip
    """Train; after each epoch ``watch`` is logged. What is left is the mean of the weights after the last two epochs: one epoch alone
    is better at this label or that by chance."""
    before: dict[str, torch.Tensor] = {}
    head = [p for n, p in model.named_parameters() if not n.startswith("bert.encoder") and p.requires_grad]
    body = [p for n, p in model.named_parameters() if n.startswith("bert.encoder") and p.requires_grad]
    planned = len(epoch_batches(tokenizer, examples, np.random.default_rng(0))) * epochs
    optimizer, schedule = one_cycle([*head, *body], rate, planned)
    started, step = time.time(), 0
    for epoch in range(epochs):
        before = {name: value.clone() for name, value in model.state_dict().items()}
        model.train()
        total = counted = 0.0
        for fed, label, weight in epoch_batches(tokenizer, examples, rng):
            loss = loss_of(model(**fed).logits, label, weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total, counted = total + loss.item() * len(label), counted + len(label)
            if step % 25 == 0:
                say(f"judge, step {step} of {planned}: loss {total / counted:.4f}, {(time.time() - started) / step:.1f} s a step")
        model.eval()
        say(f"judge, epoch {epoch + 1} of {epochs}: loss {total / counted:.4f}\n{watch()}")
    after = model.state_dict()
    model.load_state_dict(
        {name: (value + before[name]) / 2 if value.is_floating_point() else value for name, value in after.items()}
    )


def settle(model: Any, tokenizer: Any, examples: Sequence[Example]) -> None:
    """Write into the last layer what makes the probabilities fit ``examples``, which it was not trained on: a temperature (Guo et al. 2017,
    https://arxiv.org/abs/1706.04599), and a little more for rare labels, which it is too shy to name."""
    truth = [LABELS.index(e.label) for e in examples]
    share = np.maximum(np.bincount(truth, minlength=len(LABELS)) / len(truth), 0.02)
    kept = {name: value.clone() for name, value in model.classifier.state_dict().items()}

    def cool(temperature: float) -> None:
        for name, value in model.classifier.state_dict().items():
            value.copy_(kept[name] / temperature)

    def misfit(temperature: float) -> float:
        cool(temperature)
        return -float(np.log(probabilities(model, tokenizer, examples)[np.arange(len(truth)), truth] + 1e-9).mean())

    best = min(TEMPERATURES, key=misfit)
    cool(best)
    model.classifier.bias.data -= RARE * torch.tensor(np.log(share), dtype=torch.float32)
    say(f"judge: temperature {best}")


def probabilities(model: Any, tokenizer: Any, examples: Sequence[Example]) -> np.ndarray:
    """Probabilities of the labels, mean of both orders, shape (examples, labels)."""
    found = np.zeros((len(examples), len(LABELS)), np.float32)
    for swapped in (False, True):
        read = [texts(e, None) for e in examples]
        read = [r[::-1] if swapped else r for r in read]
        order = sorted(range(len(read)), key=lambda n: len(read[n][0]) + len(read[n][1]))
        for start in range(0, len(order), 32):
            part = order[start : start + 32]
            fed = tokenizer(
                [read[n][0] for n in part], [read[n][1] for n in part], truncation=True, max_length=LONGEST, padding=True,
                return_tensors="pt",
            )  # fmt: skip
            with torch.inference_mode():
                scores = model(input_ids=fed["input_ids"], attention_mask=fed["attention_mask"]).logits
            found[part] += torch.softmax(scores, 1).numpy() / 2
    return found


def figures(found: np.ndarray, examples: Sequence[Example]) -> str:
    """Macro F1 of the five frequent labels and linked-or-not F1 on real pairs; "against" on written sets."""
    from sklearn.metrics import f1_score, roc_auc_score

    said = found.argmax(1)
    lines = []
    for origin in ("pairs", "context", "sets", "edits", "contradictions"):
        rows = [n for n, e in enumerate(examples) if e.origin == origin]
        if not rows:
            continue
        truth = [examples[n].label for n in rows]
        named = [LABELS[said[n]] for n in rows]
        each = {k: f1_score([t == k for t in truth], [s == k for s in named], zero_division=0) for k in LABELS}
        line = f"  {origin} ({len(rows)}): " + ", ".join(f"{k} {v:.2f}" for k, v in each.items())
        if origin == "pairs":
            line += f"; macro F1 of five {np.mean([v for k, v in each.items() if k != 'against']):.3f}"
        if origin in ("pairs", "context"):
            linked = [t in ("same", "part", "against") for t in truth]
            chance = found[rows][:, :3].sum(1)
            best = max(f1_score(linked, chance >= t) for t in np.arange(0.2, 0.8, 0.05))
            line += (
                f"; linked F1 {f1_score(linked, chance >= 0.5):.3f} (best {best:.3f}), AUC {roc_auc_score(linked, chance):.3f}"
            )
        clash = [t == "against" for t in truth]
        hit = sum(c and s == "against" for c, s in zip(clash, named))
        line += f"; against P {hit / max(1, sum(s == 'against' for s in named)):.2f} R {hit / max(1, sum(clash)):.2f}"
        lines.append(line)
    return "\n".join(lines)
