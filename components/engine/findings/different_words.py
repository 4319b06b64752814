"""Differences in words: names for one thing or person, and words with which an article judges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from components.engine.codes import DifferenceKind, ReferentKind, Stance
from components.engine.findings.difference import Difference, Evidence
from components.engine.findings.names import Mention, Referent
from components.engine.findings.printed import apart, find_word, one_head, prints
from components.engine.german.evaluative_words import is_evaluative

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_LENGTH = 8  # sentences of an article for the lack of judging words to tell something
LEAST_JUDGED = 3  # judging words in an article's own words, where another has none


def names_of_one(comparison: Comparison) -> list[Difference]:
    """Things and persons for which articles have different words, judging ones first."""
    found = [d for r in comparison.referents if (d := _name(comparison, r)) is not None]
    return sorted(found, key=lambda d: (not is_evaluative(d.about), _balance(d), d.id))


def _balance(difference: Difference) -> tuple[int, int]:
    sizes = [len(difference.articles(stance)) for stance in (Stance.SAYS, Stance.OTHERWISE)]
    return -min(sizes), -max(sizes)


def _name(comparison: Comparison, referent: Referent) -> Difference | None:
    """A word for a thing that some articles use and others, which name the thing otherwise, print nowhere; of a person only a word that
    judges."""
    person = referent.kind == ReferentKind.PERSON
    if not person and any(_is_abbreviation(m) for m in referent.mentions):
        return None
    held: dict[str, dict[str, list[Mention]]] = {}
    for m in referent.mentions:
        if m.form and not (person and _in_quotation(comparison, m)):
            held.setdefault(comparison.by_id[m.sentence].article, {}).setdefault(m.form, []).append(m)
    best: tuple[tuple[int, int, int, str], Difference] | None = None
    for form in sorted({f for forms in held.values() for f in forms}):
        word = _told_apart(form) if person else form
        if not word:
            continue
        users = {a for a, forms in held.items() if form in forms}
        others = {a for a in held if a not in users and not prints(comparison, a, word)}
        if not others or {comparison.outlet_of[a] for a in users} & {comparison.outlet_of[a] for a in others}:
            continue
        rival = _rival({a: held[a] for a in others}, held, word, person)
        if rival is None or not (person or any("-" in w or is_evaluative(w) for w in (word, rival))):
            continue  # "Krankenhaus", "Klinik": another word, nothing else
        kept = {a: held[a][form] for a in users} | {a: _most(held[a], rival) for a in others}
        evidence = tuple(_naming(comparison, a.id, kept, users, held, person) for a in comparison.articles)
        key = (min(len(users), len(others)), len(users) + len(others), sum(len(m) for m in kept.values()), form)
        difference = Difference(
            id=f"name-{referent.name}-{form}",
            kind=DifferenceKind.NAME,
            evidence=evidence,
            about=word,
            who=referent.name if person else "",
        )
        if best is None or key > best[0]:
            best = key, difference
    return best[1] if best else None


def _is_abbreviation(mention: Mention) -> bool:
    """Whether a name is an abbreviation ("RKI"): an institution's short and long forms say the same."""
    return any(sum(c.isupper() for c in w) > 1 for w in re.split(r"[\s-]", mention.text))


def _in_quotation(comparison: Comparison, mention: Mention) -> bool:
    """Whether a name stands inside quotation marks: then it is somebody else's."""
    said = comparison.speech_of.get(mention.sentence)
    return said is not None and said.is_quoted(mention.start)


def _told_apart(form: str) -> str:
    """The judging word of a person's title ("halsstarrig kanzlerin", "erz-despot"), "" where there is none."""
    words = re.split(r"[ |]", form)
    return next((w for w in words if is_evaluative(w)), "")


def _rival(
    others: dict[str, dict[str, list[Mention]]], held: dict[str, dict[str, list[Mention]]], word: str, person: bool
) -> str | None:
    """The name that most of the others use and nobody who says ``word``; of things only one with another head."""
    users = {f for a, forms in held.items() if a not in others for f in forms}
    counted = Counter({f: 0 for forms in others.values() for f in forms})
    for forms in others.values():
        counted.update({f: len(m) for f, m in forms.items()})
    offered = [f for f in counted if f not in users and (person or not one_head(f, word))]
    return min(offered, key=lambda f: (-sum(f in forms for forms in others.values()), -counted[f], f), default=None)


def _most(forms: dict[str, list[Mention]], rival: str) -> list[Mention]:
    return forms.get(rival) or max(forms.values(), key=lambda m: (len(m), m[0].form))


def _naming(
    comparison: Comparison,
    article: str,
    kept: dict[str, list[Mention]],
    users: Collection[str],
    held: dict[str, dict[str, list[Mention]]],
    person: bool,
) -> Evidence:
    if article not in kept:
        return Evidence(article=article, stance=Stance.UNSURE)
    order = {s.id: n for n, s in enumerate(comparison.sentences)}
    first = min(kept[article], key=lambda m: (order[m.sentence], m.start))
    noun = re.search(rf"\S*{re.escape(first.form[:-1])}\S*", first.text, re.IGNORECASE)  # without what goes with it
    others = sorted(((m[0].text, len(m)) for f, m in held[article].items() if f != first.form), key=lambda o: (-o[1], o[0]))
    return Evidence(
        article=article,
        stance=Stance.OTHERWISE if article in users else Stance.SAYS,
        sentence=first.sentence,
        start=first.start,
        end=first.start + noun.end() if noun and not person else first.end,
        form=str(len(kept[article])),
        others=tuple(others),
    )


def judging(comparison: Comparison) -> list[Difference]:
    """The article that judges most in its own words, where another has not one judging word at all."""
    own: dict[str, list[tuple[str, str]]] = {a.id: [] for a in comparison.articles}
    every: dict[str, int] = dict.fromkeys(own, 0)
    for name, word in comparison.judgements:
        sentence, said = comparison.by_id[name], comparison.speech_of[name]
        every[sentence.article] += 1
        spot = find_word(sentence.text, word)
        quoted = spot is None or said.is_quoted(sentence.start + spot[0])
        if not said.manner and not quoted:
            own[sentence.article].append((name, word))
    most = max(own, key=lambda a: (len(own[a]), a), default="")
    lengths = Counter(s.article for s in comparison.text_sentences)
    none = [a for a, n in every.items() if not n and lengths[a] >= LEAST_LENGTH]
    if not most or len(own[most]) < LEAST_JUDGED or not none or not apart(comparison, [most], none):
        return []
    evidence: list[Evidence] = []
    for article in own:
        if article in none:
            evidence.append(Evidence(article=article, stance=Stance.SILENT))
        elif own[article]:
            name, word = own[article][0]
            sentence = comparison.by_id[name]
            spot = find_word(sentence.text, word) or (0, 0)
            words = Counter(w for _, w in own[article][1:])
            stance = Stance.OTHERWISE if article == most else Stance.PARTLY
            evidence.append(
                Evidence(
                    article=article,
                    stance=stance,
                    sentence=name,
                    start=sentence.start + spot[0],
                    end=sentence.start + spot[1],
                    form=str(len(own[article])),
                    others=tuple(words.items()),
                )
            )
        else:
            evidence.append(Evidence(article=article, stance=Stance.UNSURE))
    return [Difference(id=f"{most}-judgement", kind=DifferenceKind.JUDGEMENT, evidence=tuple(evidence))]
