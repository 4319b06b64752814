"""Descriptions of events and decisions that somebody else wrote: what goes in comes out again, or is refused with one sentence."""

import dataclasses
import json
import random

from material import TEXT, TOML, event, mutated
from trying import many, tried
from zips import zipped

from components.engine import decisions
from components.engine.articles.events import UnreadableEvent, read_event
from components.engine.codes import Matter, Role, Verdict
from components.sources.file_import import NotRead
from components.storage import event_archive

KEYS = [
    "title",
    "title_en",
    "date",
    "file",
    "outlet",
    "published",
    "url",
    "byline",
    "credit",
    "headline",
    "roles",
    "articles",
    "x",
]
VALUES = [
    '"Brücke"', '""', "3", "1.5", "nan", "true", "2024-05-14", "9999-12-31", "0001-01-01", "2024-05-14T18:00:00Z", "[]", '[["a", "body"]]',
    '[["a", "nichts"]]', "{}", '"\\u0000"', '"../../etc/passwd"', '"a.txt"', '"b.txt"', '"x/a.txt"', '"' + "ä" * 400 + '"', "'''\nzwei\n'''", "[[[[]]]]", "{a = 1}",
]  # fmt: skip


def described(rng):
    """An event.toml that is nearly right."""
    if rng.random() < 0.3:
        return mutated(TOML.encode(), rng)
    rows = [f"{rng.choice(KEYS[:3])} = {rng.choice(VALUES)}" for _ in range(rng.randint(0, 3))]
    for file in ("a.txt", "b.txt", "a.txt")[: rng.randint(0, 3)]:
        rows += ["[[articles]]", f'file = "{file}"'] + [
            f"{rng.choice(KEYS)} = {rng.choice(VALUES)}" for _ in range(rng.randint(0, 4))
        ]
    return "\n".join(rows).encode()


def test_every_description_is_an_event_that_comes_back_or_one_sentence(tmp_path):
    rng, failures, kept = random.Random(4), [], 0
    for n in range(many(4000, 150)):
        raw = zipped({"e/event.toml": described(rng), "e/a.txt": TEXT, "e/b.txt": TEXT, "e/x/a.txt": TEXT})
        try:
            found = event_archive.imported(raw)
            if found is None:
                failures.append((n, "no event"))
                continue
            folder = tmp_path / str(n) / found.name
            event_archive.unpack(found.packed, folder)
            again = event_archive.imported(event_archive.packed(folder))
            one, other = read_event(folder), again.event
            if [(a.id, a.text, a.outlet, a.roles) for a in one.articles] != [
                (a.id, a.text, a.outlet, a.roles) for a in other.articles
            ]:
                failures.append((n, "another event"))
            kept += 1
        except (UnreadableEvent, NotRead):
            continue
        except Exception as wrong:
            failures.append((n, repr(wrong)))
    assert kept
    tried("event.toml, written at random", many(4000, 150), failures)


FIELDS = {f.name for f in dataclasses.fields(decisions.Decision)}


def decided(rng):
    """A decisions.json that is nearly right."""
    odd = ["", "x", "\0", "ä" * 500, None, 3, [], {}, True, "\ud800", *Matter, *Verdict, *Role]
    rows = []
    for _ in range(rng.randint(0, 4)):
        row = {
            "matter": "link",
            "verdict": "dismissed",
            "left_article": "a",
            "left": "Der Rat tagt.",
            "right_article": "b",
            "right": "Ja.",
        }
        for name in rng.sample([*row, "key", "who", "why", "act", "undoes", "kind", "y"], rng.randint(0, 4)):
            row[name] = rng.choice(odd)
        if all(isinstance(v, str) for v in row.values()) and "\ud800" not in row.values() and rng.random() < 0.8:
            known = {k: v for k, v in row.items() if k in FIELDS}
            row["key"] = decisions.key_of(decisions.Decision(**known))  # what it says that it is about
        rows.append(rng.choice([row, row, row, odd[rng.randrange(8)]]))
    text = json.dumps(rows if rng.random() < 0.9 else {"a": rows})
    return mutated(text.encode(), rng) if rng.random() < 0.3 else text.encode()


def test_decisions_cost_only_themselves():
    rng, failures, kept = random.Random(5), [], 0
    for n in range(many(2500, 100)):
        try:
            found = event_archive.imported(event(decisions=decided(rng)))
            if len(found.event.articles) != 2:
                failures.append((n, "articles lost"))
            kept += len(found.history)
            if decisions.from_json(decisions.as_json(found.history)) != (found.history, 0):
                failures.append((n, "other decisions"))
        except Exception as wrong:
            failures.append((n, repr(wrong)))
    assert kept > 20  # some of them make sense
    tried("decisions.json, written at random", many(2500, 100), failures)
