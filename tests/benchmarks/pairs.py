"""Precision and recall of "contradiction" on the marked pairs of sentences: ``python tests/benchmarks/pairs.py``.

``pairs.jsonl`` are those on which the rules were made; the further ones were written by others, and taught something only after
they had been measured once.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from components.engine.contradictions.verdicts import rules_say as judge  # noqa: E402
from components.engine.network.encoder import nouns_alike  # noqa: E402


def main():
    alike = nouns_alike()
    sums = [0, 0, 0]
    for path in sorted((ROOT / "data" / "gold" / "contradictions").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        called = {r["id"] for r in rows if judge(r["left"], r["right"], alike).label == "contradiction"}
        true = {r["id"] for r in rows if r["label"] == "contradiction"}
        counts = len(called & true), len(called), len(true)
        print(f"{path.stem}: {len(rows)} pairs, P {counts[0] / len(called):.2f}, R {counts[0] / len(true):.2f}")
        if path.stem != "pairs":
            sums = [a + b for a, b in zip(sums, counts)]
    print(f"further pairs together: P {sums[0] / sums[1]:.2f}, R {sums[0] / sums[2]:.2f}")


if __name__ == "__main__":
    main()
