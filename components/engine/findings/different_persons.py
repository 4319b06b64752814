"""Differences in persons: whose words an article repeats, and whom its headline names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from components.engine.articles.article import Sentence
from components.engine.codes import DifferenceKind, Stance
from components.engine.findings.difference import Difference, Evidence
from components.engine.findings.printed import apart, in_full, is_person, lacks, plain, prints, stem
from components.engine.findings.voices import Voice
from components.engine.german.names import most_frequent

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_PASSAGES = 2  # sentences of a person in some article for its silence elsewhere to tell something
OBJECT = r"\b(?:den|dem|des|mit|an|gegen|für|über|zu|zum)(?:\W+\w+){0,4}?\W+"  # what stands before a name that is no subject
TITLE = "title "  # with which the keys of speakers begin who are known by their office or institution only


def heard(comparison: Comparison) -> list[Difference]:
    speakers: dict[str, list[Voice]] = {}
    for voice in comparison.voices:
        speakers.setdefault(voice.speaker, []).append(voice)
    found = [d for voices in speakers.values() if (d := _heard(comparison, voices)) is not None]

    def weight(d: Difference) -> tuple[int, int, str]:
        counts = [int(e.form) for e in d.evidence if e.sentence]
        return -len(d.articles(Stance.SILENT)), -sum(counts), d.about

    return sorted(found, key=weight)


def _heard(comparison: Comparison, voices: Sequence[Voice]) -> Difference | None:
    """A person whose words some articles repeat, and others surely do not."""
    name = most_frequent([v.name for v in voices])
    surname = name.split()[-1]
    if voices[0].speaker.startswith(TITLE) or not is_person(comparison, name):
        return None
    held = {v.article: v for v in voices}
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        voice = held.get(article)
        if voice is not None:
            first = comparison.by_id[voice.passages[0]]
            spoken = Evidence(
                article=article,
                stance=Stance.SAYS,
                sentence=first.id,
                start=first.start,
                end=first.end,
                form=str(len(voice.passages)),
            )
            evidence.append(spoken)
        else:
            printed = prints(comparison, article, stem(surname))
            stance = _silence(comparison, article, surname)
            evidence.append(Evidence(article=article, stance=stance, form="named" if printed else ""))
    silent = [e.article for e in evidence if e.stance == Stance.SILENT]
    telling = len(held) > 1 and max(len(v.passages) for v in voices) >= LEAST_PASSAGES and lacks(comparison, held, silent)
    if not telling or not all(prints(comparison, a, stem(surname)) for a in held):
        return None
    return Difference(
        id=f"voice-{voices[0].speaker}",
        kind=DifferenceKind.VOICE,
        evidence=tuple(evidence),
        about=name,
        who=in_full(comparison, surname),
    )


def _silence(comparison: Comparison, article: str, surname: str) -> Stance:
    """SILENT where an article never prints a name, or names another speaker of everything it repeats, the name being at most an object
    or part of a quotation there."""
    start = stem(surname)
    if not prints(comparison, article, start):
        return Stance.SILENT
    spoken = [s for s in comparison.text_sentences if s.article == article and comparison.speech_of[s.id].manner]
    clear = all(comparison.speech_of[s.id].speaker and not _may_speak(comparison, s, start) for s in spoken)
    return Stance.SILENT if clear else Stance.UNSURE


def _may_speak(comparison: Comparison, sentence: Sentence, stem: str) -> bool:
    """Whether a name stands in a sentence as one who may be saying it."""
    quotes = comparison.speech_of[sentence.id].quotes
    text = "".join(" " if any(q.start <= sentence.start + n < q.end for q in quotes) else c for n, c in enumerate(sentence.text))
    return stem in re.sub(rf"{OBJECT}{re.escape(stem)}", " ", plain(text))


def in_headlines(comparison: Comparison) -> list[Difference]:
    """A person whom the headline of some articles names, and of all or most others the text alone."""
    heads: dict[str, list[Sentence]] = {a.id: [] for a in comparison.articles}
    for s in comparison.sentences:
        if s.role.is_head:
            heads[s.article].append(s)
    above = {a: plain(" ".join(s.text for s in held)) for a, held in heads.items()}
    named = Counter(name for o in comparison.all_occasions for _, name in o.people if is_person(comparison, name))
    best: tuple[tuple[int, int, str], Difference] | None = None
    for name, times in sorted(named.items()):
        start = stem(name.split()[-1])
        users = [a for a, text in above.items() if start in text]
        others = [a for a in above if a not in users and heads[a]]
        below = [a for a in others if prints(comparison, a, start)]
        if not users or len(below) * 2 <= len(others) or not apart(comparison, users, others):
            continue
        key = len(below), times, name
        if best is None or key > best[0]:
            evidence = tuple(_headed(heads[a.id], start, a.id, a.id in below) for a in comparison.articles)
            best = key, Difference(id=f"{start}-focus", kind=DifferenceKind.FOCUS, evidence=evidence, about=name)
    return [best[1]] if best else []


def _headed(heads: Sequence[Sentence], stem: str, article: str, below: bool) -> Evidence:
    for s in heads:
        at = plain(s.text).find(stem)
        if at >= 0:
            end = re.compile(r"\w*").match(s.text, at)
            last = end.end() if end else at
            return Evidence(article=article, stance=Stance.OTHERWISE, sentence=s.id, start=s.start + at, end=s.start + last)
    return Evidence(article=article, stance=Stance.SILENT if below else Stance.UNSURE)
