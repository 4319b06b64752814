"""Learn how much weight the rules and the judge have as witnesses of a contradiction, and say how well they do together.

    python data/network/witnesses.py TEXT_FOLDER [--write]

TEXT_FOLDER holds ``train/sets.jsonl`` (written sets: a sentence, and five others of which one contradicts it). The weights are learnt on
the part of the sets that the judge was trained on, the figures are told of the others. Two minutes on two cores.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from marked_text import part_of, rows

from components.engine.codes import ClashReason
from components.engine.contradictions.verdicts import rules_say
from components.engine.contradictions.witnesses import OTHER_MATTER, TOLD, features
from components.engine.data import DATA
from components.engine.network.encoder import nouns_alike
from components.engine.network.judge import LABELS, label_probabilities
from components.engine.network.sides import Side

OTHERS = ("same", "part", "against", "near", "other")
PENALTY = 3.0  # on the squares of the weights: half of one over the ridge's C
NAMES = (*map(str, LABELS), *(str(r) for r in ClashReason if r not in (ClashReason.MODEL, ClashReason.HAND)), OTHER_MATTER)


def examples(path: pathlib.Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(Features, whether the two contradict each other, whether the judge was trained on them) of the base of each set and its five."""
    pairs = [
        (row["base"], row[other], other == "against", part_of(row["id"]) == "train") for row in rows(path) for other in OTHERS
    ]
    judged = label_probabilities([(Side(text=a), Side(text=b)) for a, b, _, _ in pairs])
    alike = nouns_alike(None)
    found = np.zeros((len(pairs), len(NAMES)))
    for n, ((a, b, _, _), p) in enumerate(zip(pairs, judged, strict=True)):
        said = rules_say(a, b, alike)
        for name, value in features(said.clash.reason if said.clash else None, said.label == "different_matter", p).items():
            found[n, NAMES.index(name)] = value
    return found, np.array([p[2] for p in pairs]), np.array([p[3] for p in pairs])


def learnt(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights and, last, the bias of a logistic regression with a ridge."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-z))
        gradient = np.append(x.T @ (p - y), (p - y).sum()) + np.append(PENALTY * w[:-1], 0)
        return float(np.logaddexp(0, z).sum() - (y * z).sum() + PENALTY / 2 * (w[:-1] ** 2).sum()), gradient

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x


def main() -> None:
    """Learn, tell, and write if asked."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("text", type=pathlib.Path)
    ask.add_argument("--write", action="store_true")
    args = ask.parse_args()
    x, y, trained = examples(args.text / "train" / "sets.jsonl")
    w = learnt(x[trained], y[trained])
    p = 1 / (1 + np.exp(-(x[~trained] @ w[:-1] + w[-1])))
    truth = y[~trained]
    for least in (0.4, 0.5, 0.6, TOLD, 0.8):
        called = p >= least
        right = int((called & truth).sum())
        print(
            f"from {least}: {right} of {int(called.sum())} right, P {right / max(1, called.sum()):.2f} R {right / truth.sum():.2f}"
        )
    if args.write:
        table = {name: round(float(v), 3) for name, v in zip((*NAMES, "bias"), w, strict=True)}
        (DATA / "witnesses.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
