"""Where persons and institutions are mentioned: by name, title, pronoun or "beide", as far as a sentence and the one before it decide."""

import enum
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.document import SentenceAnalysis
from components.engine.entities.people import INDEFINITE, TITLE, Names, Somebody
from components.engine.entities.register import Register
from components.engine.entities.speech import Speech
from components.engine.german.noun_kinds import NounKind, kind_of_noun
from components.engine.german.noun_phrases import determiner, noun_phrases
from components.engine.german.words import Word

I_AM = frozenset(["ich", "mich", "mir"])
BOTH = frozenset(["beide", "beiden", "beider"])
PLURAL_NOUNS = ("chefs", "präsidenten", "männer", "frauen", "politiker", "seiten", "minister", "staaten")


class By(enum.StrEnum):
    """How somebody is mentioned."""

    NAME = "name"
    TITLE = "title"
    POINTING = "pointing"  # a pronoun, "beide": resolved by what stands around


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Somebody at a place of the article: who ("key", "name"), and how they are mentioned."""

    start: int
    end: int
    key: str
    name: str
    by: By
    person: bool


def mentions(
    register: Register, text: Sequence[SentenceAnalysis], speech_of: Mapping[str, Speech]
) -> dict[str, tuple[Mention, ...]]:
    """{sentence id: Mentions in order}; what cannot be resolved is left out. ``text``: sentences, those of one article together in
    order."""
    found: dict[str, tuple[Mention, ...]] = {}
    for _, held in itertools.groupby(text, key=lambda s: s.article):
        rows = list(held)
        names = Names(register, rows)
        before: tuple[Mention, ...] = ()
        for n, s in enumerate(rows):
            own = _named(names.at(n), register.words[s.id])
            found[s.id] = tuple(
                sorted(
                    [*own, *_pointing(s, register.words[s.id], own, before, speech_of.get(s.id))],
                    key=lambda m: (m.start, m.end, m.key),
                )
            )
            if any(m.person for m in found[s.id]):
                before = found[s.id]
    return found


def _named(names: Names, words: Sequence[Word]) -> list[Mention]:
    found: list[Mention] = []
    for start, end in noun_phrases(words):
        held = [w for w in words[start:end] if w.text[0].isalnum()]
        title = next((w for w in held if w.tag.startswith("NN")), None)
        if not held or (title is not None and _is_no_title(title, held)):
            continue
        opens = determiner(words, start)
        name_run = [w for w in held if w.tag == "NE"]
        if opens is not None and opens.text.casefold() in INDEFINITE and not name_run:
            continue
        before = [w for w in held if w.tag != "NE"]
        groups = [[w for w in before if w.start < run[0].start] + run for run in _names(names, held)] or [list(held)]
        for k, group in enumerate(groups):
            part = group if k == 0 else [w for w in group if w.tag == "NE"]
            titled = ([opens] if opens is not None and k == 0 else []) + list(part)
            if (
                opens is not None
                and opens.text.casefold() == "die"
                and k == 0
                and not part[0].lemma.endswith("in")
                and _weak(part[-1])
            ):
                continue  # "die Präsidenten"
            if not any(w.tag == "NE" for w in part):
                titled += list(words[end : end + 4])
            somebody = names.who(titled)
            if somebody is None or not somebody.key:
                continue
            head = part[-1]
            person = _is_person(names, part, somebody)
            if person and not somebody.has_name:
                continue
            by = By.NAME if any(w.tag == "NE" for w in part) else By.TITLE
            found.append(Mention(start=part[0].start, end=head.end, key=somebody.key, name=somebody.name, by=by, person=person))
    return found


def _is_no_title(noun: Word, held: Sequence[Word]) -> bool:
    """Whether a noun is a paper, or several persons at once, whom no name behind it makes one."""
    if any(w.tag == "NE" for w in held):
        return False
    kind = kind_of_noun(noun.text) or kind_of_noun(noun.lemma)
    several = noun.text.casefold() not in {noun.lemma, noun.lemma + "s", noun.lemma + "es", noun.lemma + "n"}
    several = several or (noun.text.casefold() == noun.lemma + "n" and not noun.lemma.endswith("e"))
    return kind == NounKind.PAPER or (kind == NounKind.PERSON and several and not _weak(noun))


def _weak(noun: Word) -> bool:
    """Whether a noun has -en in the singular, too ("den Präsidenten"), so that its form does not tell."""
    return noun.lemma.endswith(("ent", "ant", "ist", "loge", "at", "kollege", "zeuge", "experte"))


def _names(names: Names, held: Sequence[Word]) -> list[list[Word]]:
    return [[held[n] for n in run] for run in names.register.runs(held)]


def _is_person(names: Names, part: Sequence[Word], somebody: Somebody) -> bool:
    last = part[-1]
    if last.tag == "NE":
        named = names.register.named(last)
        return named.is_person or (named.institution == 0 and bool(kind_of_noun(part[0].text) == NounKind.PERSON))
    return somebody.has_name and names.register.votes(somebody.key.split(" ")[0]).is_person


def _pointing(
    sentence: SentenceAnalysis, words: Sequence[Word], own: Sequence[Mention], before: Sequence[Mention], speech: Speech | None
) -> list[Mention]:
    """Pronouns and "beide": who speaks, for "ich" and for "er" in reported speech; else the first person of the sentence before."""
    found: list[Mention] = []
    persons = list({m.key: m for m in before if m.person}.values())
    for n, w in enumerate(words):
        lower = w.text.casefold()
        who: list[Mention] = []
        if w.tag == "PPER" and lower in I_AM and speech is not None and speech.speaker and sentence.is_quoted(w.start):
            found.append(
                Mention(
                    start=w.start,
                    end=w.end,
                    key=speech.speaker,
                    name=speech.name,
                    by=By.POINTING,
                    person=not speech.speaker.startswith(TITLE),
                )
            )
            continue
        possessive = w.tag.startswith("PPOSAT") and lower.startswith("sein")
        if possessive or (w.tag == "PPER" and lower in {"er", "ihm", "ihn"}):
            earlier = [m for m in own if m.person and m.end <= w.start]
            if earlier:
                who = [earlier[-1 if lower in {"ihm", "ihn"} else 0]]
            elif possessive and n:
                continue  # whose it is, a thing before may say as well
            elif (
                speech is not None and speech.speaker and not speech.speaker.startswith(TITLE) and not sentence.is_quoted(w.start)
            ):
                found.append(Mention(start=w.start, end=w.end, key=speech.speaker, name=speech.name, by=By.POINTING, person=True))
                continue
            else:
                who = persons[:1]
        elif lower in BOTH and n + 1 < len(words):
            after = words[n + 1] if words[n + 1].tag.startswith("NN") else None
            if after is not None and not after.text.casefold().endswith(PLURAL_NOUNS):
                continue
            who = persons[-2:] if len(persons) == 2 else []
        found += [Mention(start=w.start, end=w.end, key=m.key, name=m.name, by=By.POINTING, person=True) for m in who]
    return found
