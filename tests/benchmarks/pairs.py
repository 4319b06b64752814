"""Precision and recall of "contradiction" on the marked pairs of sentences: ``python tests/benchmarks/pairs.py``.

Of the rules alone, and of rules and judge together. ``pairs.jsonl`` are those on which the rules were made; the ``further`` ones were
written by others, and taught something only after they had been measured once; the ``written`` ones taught nothing.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from components.engine.contradictions.verdicts import judgements, rules_say  # noqa: E402
from components.engine.network.encoder import Encoder, nouns_alike  # noqa: E402
from components.engine.network.judge import label_probabilities  # noqa: E402


def main():
    alike = nouns_alike()
    sums = {}
    for path in sorted((ROOT / "data" / "gold" / "contradictions").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        pairs = [(r["left"], r["right"]) for r in rows]
        true = {n for n, r in enumerate(rows) if r["label"] == "contradiction"}
        for name, said in (
            ("rules", [rules_say(*pair, alike) for pair in pairs]),
            ("both", judgements(pairs, alike, label_probabilities, Encoder())),
        ):
            called = {n for n, j in enumerate(said) if j.label == "contradiction"}
            counts = len(called & true), len(called), len(true)
            print(f"{path.stem}, {name}: {len(rows)} pairs, P {counts[0] / len(called):.2f}, R {counts[0] / len(true):.2f}")
            group = path.stem.split("-")[0], name
            sums[group] = [a + b for a, b in zip(sums.get(group, (0, 0, 0)), counts)]
    for (group, name), (right, called, true) in sums.items():
        print(f"{group} together, {name}: P {right / called:.2f}, R {right / true:.2f}")


if __name__ == "__main__":
    main()
