"""Differences in persons: whose words an article repeats, and whom its headline names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from components.engine.articles.article import Sentence
from components.engine.codes import DifferenceKind, Stance
from components.engine.findings.difference import Difference, Evidence
from components.engine.findings.printed import apart, in_full, is_person, lacks, names, plain, prints, stem, text_of
from components.engine.findings.voices import Voice
from components.engine.german.names import most_frequent
from components.engine.german.white_space import one_line

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_PASSAGES = 2  # sentences of a person in some article for its silence elsewhere to tell something
# What stands before a name that is no subject: "den Präsidenten", "mit der neuen Ministerin Anna"; no verb, no clause between.
_BETWEEN = r"(?:(?:der|den|dem|die|einem|einer|und|[a-zäöüß-]+(?:en|er|em|es)|[A-ZÄÖÜ][\w.-]*)\s+)"
OBJECT = (
    rf"(?:(?<!, )\b(?:den|dem|des|mit|an|gegen|für|über|zum)\s+{_BETWEEN}{{0,4}}?"
    rf"|(?<=, )(?:den|dem|des|mit|an|gegen|für|über|zum)\s+{_BETWEEN}{{1,4}}?)"  # ", den Muster erhob" is a clause
)
TITLE = "title "  # with which the keys of speakers begin who are known by their office or institution only


def heard(comparison: Comparison) -> list[Difference]:
    """Persons whose words some articles repeat, and another surely does not; those with most to say first."""
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
            evidence.append(
                Evidence(
                    article=article, stance=_silence(comparison, article, surname), form=_named(comparison, article, surname)
                )
            )
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


def _named(comparison: Comparison, article: str, surname: str) -> str:
    """Whether an article prints a name: "named", "" if surely not, "perhaps" if something begins like it."""
    if names(text_of(comparison, article), surname):
        return "named"
    return "perhaps" if prints(comparison, article, stem(surname)) else ""


def _silence(comparison: Comparison, article: str, surname: str) -> Stance:
    """SILENT where an article never prints a name, or names another speaker of everything it repeats, the name being at most an object
    or part of a quotation there."""
    start = stem(surname)
    if not prints(comparison, article, start):
        return Stance.SILENT
    said = comparison.speech_of
    spoken = [s for s in comparison.text_sentences if s.article == article and (said[s.id].manner or said[s.id].tells)]
    clear = all((said[s.id].speaker or not said[s.id].manner) and not _may_speak(comparison, s, start) for s in spoken)
    return Stance.SILENT if spoken and clear else Stance.UNSURE


def _may_speak(comparison: Comparison, sentence: Sentence, start: str) -> bool:
    """Whether a name that begins so stands in a sentence as one who may be saying it."""
    quotes = comparison.speech_of[sentence.id].quotes
    text = "".join(" " if any(q.start <= sentence.start + n < q.end for q in quotes) else c for n, c in enumerate(sentence.text))
    return start in plain(re.sub(rf"{OBJECT}(?i:{re.escape(start)})", " ", one_line(text)))


def in_headlines(comparison: Comparison) -> list[Difference]:
    """A person whom the headline of some articles names, and of all or most others the text alone."""
    heads: dict[str, list[Sentence]] = {a.id: [] for a in comparison.articles}
    for s in comparison.sentences:
        if s.role.is_head:
            heads[s.article].append(s)
    above = {a: " ".join(s.text for s in held) for a, held in heads.items()}
    counted = Counter(name for o in comparison.all_occasions for _, name in o.people)
    best: tuple[tuple[int, int, str], Difference] | None = None
    for name, times in sorted(counted.items()):
        surname = name.split()[-1]
        users = [a for a, text in above.items() if names(text, surname)]
        others = [a for a, text in above.items() if heads[a] and stem(surname) not in plain(text)]
        below = [a for a in others if names(text_of(comparison, a), surname)]
        if not users or len(below) * 2 <= len(others) or not apart(comparison, users, others) or not is_person(comparison, name):
            continue
        key = len(below), times, name
        if best is None or key > best[0]:
            evidence = tuple(_headed(heads[a.id], surname, a.id, a.id in below) for a in comparison.articles)
            best = key, Difference(id=f"{surname}-focus", kind=DifferenceKind.FOCUS, evidence=evidence, about=name)
    return [best[1]] if best else []


def _headed(heads: Sequence[Sentence], surname: str, article: str, below: bool) -> Evidence:
    for s in heads:
        found = names(s.text, surname)
        if found is not None:
            start, end = s.start + found.start(), s.start + found.end()
            return Evidence(article=article, stance=Stance.OTHERWISE, sentence=s.id, start=start, end=end)
    return Evidence(article=article, stance=Stance.SILENT if below else Stance.UNSURE)
