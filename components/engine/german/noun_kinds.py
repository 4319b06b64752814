"""What a German noun names: a person, an institution, a paper; and how nouns that count people are known.

Read from ``data/lexicon/entities.toml`` and ``matters.toml``; a compound is what its last part is ("Landesärztekammer": Kammer).
"""

import enum
import functools

from components.engine.data import lexicon
from components.engine.german.saying import saying
from components.engine.german.words import parts

LONGEST_ENDING = 4  # letters of a word of the table from which a longer word may end with it ("Bundespolizei")


class NounKind(enum.StrEnum):
    """What a noun names."""

    PERSON = "person"
    INSTITUTION = "institution"
    PAPER = "paper"
    OTHER = ""


@functools.cache
def _heads() -> dict[NounKind, frozenset[str]]:
    table = lexicon("entities")
    return {
        NounKind.INSTITUTION: frozenset(table["institutions"]["heads"]),
        NounKind.PERSON: frozenset(
            [*table["persons"]["heads"], *table["persons"]["generic"], *saying().offices, *saying().spokespeople]
        ),
        NounKind.PAPER: frozenset(table["papers"]["heads"]),
        NounKind.OTHER: frozenset(table["institutions"]["none"]),
    }


@functools.lru_cache(maxsize=20_000)
def is_event(noun: str) -> bool:
    """Whether a noun names something that happens between people, or to them, once.

    >>> is_event("Telefongespräch"), is_event("Verhandlungen"), is_event("Anschlags"), is_event("Beziehungen")
    (True, True, True, False)
    """
    return is_encounter(noun) or _ends_like(noun, _events("happenings"))


@functools.lru_cache(maxsize=20_000)
def is_encounter(noun: str) -> bool:
    """Whether a noun names something that two have with each other; that made of a verb on -ieren ends in -at.

    >>> is_encounter("Telefongespräch"), is_encounter("Anschlag")
    (True, False)
    """
    made = tuple(v.removesuffix("ieren") + "at" for v in _events("verbs") if v.endswith("ieren"))
    return _ends_like(noun, (*_events("encounters"), *made))


def meets(verb: str) -> bool:
    """Whether a verb, in its lemma, says that two meet or talk."""
    return verb in _events("verbs")


def _ends_like(noun: str, heads: tuple[str, ...]) -> bool:
    word = noun.casefold()
    return any(form.endswith(heads) for form in (word, *(word.removesuffix(e) for e in ("s", "es", "e", "en", "n"))))


@functools.cache
def _events(kind: str) -> tuple[str, ...]:
    return tuple(lexicon("entities")["events"][kind])


@functools.cache
def _people() -> dict[str, list[str]]:
    return lexicon("matters")["people"]


@functools.lru_cache(maxsize=50_000)
def kind_of_noun(noun: str) -> NounKind:
    """What a noun, in any form, names.

    >>> [str(kind_of_noun(n)) for n in ("Weltgesundheitsorganisation", "Polizeisprecherin", "Medienbericht", "Mantra", "Bayerns")]
    ['institution', 'person', 'paper', '', '']
    """
    word = noun.casefold()
    pieces = (word, word.rsplit("-", 1)[-1], *parts(noun)[-1:])
    heads = _heads()
    if any(p in heads[NounKind.OTHER] for p in pieces):
        return NounKind.OTHER
    forms = {
        f
        for p in pieces
        for f in (
            p,
            p.removesuffix("s"),
            p.removesuffix("es"),
            p.removesuffix("n"),
            p.removesuffix("en"),
            p.removesuffix("innen") + "in",
        )
    }
    for kind in (NounKind.PERSON, NounKind.INSTITUTION, NounKind.PAPER):
        if forms & heads[kind]:
            return kind
    for kind in (NounKind.PERSON, NounKind.INSTITUTION, NounKind.PAPER):
        if any(
            word.endswith((h, h + "s", h + "n", h + "en"))
            for h in heads[kind]
            if len(h) > LONGEST_ENDING or h in saying().offices
        ):
            return kind
    return NounKind.PERSON if noun_kind(noun) and len(word) > LONGEST_ENDING else NounKind.OTHER


@functools.lru_cache(maxsize=20_000)
def is_longer_person_noun(noun: str) -> bool:
    """Whether a noun for a person is longer than a surname of the kind would be: "Kremlchef", no "Koch".

    >>> is_longer_person_noun("Kremlchef"), is_longer_person_noun("Richter")
    (True, False)
    """
    word = noun.casefold()
    if kind_of_noun(noun) != NounKind.PERSON:
        return False
    return "-" in word or any(
        word.endswith((h, h + "s", h + "n", h + "en")) and len(word) > len(h) + 2
        for h in _heads()[NounKind.PERSON]
        if len(h) >= LONGEST_ENDING
    )


@functools.lru_cache(maxsize=20_000)
def is_generic_person(noun: str) -> bool:
    """Whether a noun for a person says no office of hers: "der CDU-Politiker", "die 52-Jährige"."""
    word = noun.casefold()
    last = word.rsplit("-", 1)[-1]
    generic = _generic()
    return (
        last in generic
        or last.removesuffix("n") in generic
        or word.endswith(tuple(g for g in generic if len(g) > LONGEST_ENDING))
    )


@functools.cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon("entities")["persons"]["generic"])


def noun_kind(noun: str) -> str:
    """ "people" or "young" for a noun that counts such, else "".

    >>> noun_kind("Fahrgäste"), noun_kind("Demonstranten"), noun_kind("Jungtiere"), noun_kind("Brücken")
    ('people', 'people', 'young', '')
    """
    people = _people()
    word = noun.casefold()
    pieces = parts(noun) if noun else ()
    last = pieces[-1] if pieces else word
    if {word, last} & set(people["young"]):
        return "young"
    if word.endswith(tuple(people["things"])) or (last in people["things"]):
        return ""
    if last in people["generic"] or word.rstrip("nse") in people["generic"] or word in {"gäste", "menschen"}:
        return "people"
    return "people" if word.endswith((*people["endings"], "gäste", "innen", "dächtige", "dächtigen", "hörige")) else ""


def is_generic(noun: str) -> bool:
    """Whether a noun says no more than "people"."""
    pieces = parts(noun) if noun else ("",)
    return bool({pieces[-1], noun.casefold(), noun.casefold().rstrip("nse")} & set(_people()["generic"]))
