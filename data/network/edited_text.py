"""Examples made of translations: two versions of one sentence are the same; with one thing changed in one of them they clash.

Nothing here tells from a version's look whether it was edited: every pair that is edited is drawn from the same versions as those that are
not, and hedges that cover a value are put in as often as values that clash.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from marked_text import Example, part_of

from components.engine.network.sides import Side

NUMBER = re.compile(r"(?<![\w.,:-])(\d{1,3}(?:[.,]\d{1,3})?|[12]\d{3})(?![\w:-]|[.,]\d)")
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WORD_NUMBERS = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "dreißig")
TURNED = (
    ("gestiegen", "gesunken"), ("stieg", "sank"), ("stiegen", "sanken"), ("steigen", "sinken"), ("steigt", "sinkt"),
    ("gewonnen", "verloren"), ("gewann", "verlor"), ("mehr als", "weniger als"), ("mindestens", "höchstens"), ("vor", "nach"),
    ("erste", "zweite"), ("ersten", "dritten"), ("größte", "kleinste"), ("größten", "kleinsten"), ("höher", "niedriger"),
    ("bestätigte", "dementierte"), ("abgelehnt", "angenommen"), ("lehnte", "begrüßte"), ("erlaubt", "verboten"), ("immer", "nie"),
    ("alle", "keine"), ("jemand", "niemand"), ("früher", "später"), ("innerhalb", "außerhalb"), ("Männer", "Frauen"), ("Mann", "Frau"),
    ("Norden", "Süden"), ("Osten", "Westen"), ("gut", "schlecht"), ("öffnen", "schließen"), ("schuldig", "unschuldig"), ("lebt", "starb"),
    ("Morgen", "Abend"), ("Millionen", "Milliarden"), ("Stunden", "Tage"), ("Wochen", "Monate"), ("links", "rechts"), ("legal", "illegal"),
    ("möglich", "unmöglich"), ("zustimmen", "widersprechen"), ("Erfolg", "Misserfolg"),
)  # fmt: skip
HEDGES = ("rund", "etwa", "knapp", "fast", "gut")
DENIED = re.compile(
    r"\b(ist|hat|wird|war|sind|haben|wurde|kann) (?=(?:in|auf|mit|von|zu|zum|zur|für|an|am|aus|bei|im|nach|unter|mehr|genug)\b)"
)
NAME = re.compile(r"(?<=[a-zäöüß,] )([A-Z][a-zäöüß]+(?: [A-Z][a-zäöüß]+)+)")


def _once(text: str, words: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text)) == 1


def _replaced(text: str, words: str, by: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", by.replace("\\", ""), text, count=1)


def _other_number(value: str, rng: np.random.Generator) -> str:
    """A number that is clearly another, written alike."""
    if len(value) == 4 and value.isdigit():
        return str(int(value) + int(rng.choice([-7, -4, -2, -1, 1, 2, 3, 5])))
    mark = next((m for m in ".," if m in value), "")
    digits = int(value.replace(mark, "") if mark else value)
    other = digits
    while other == digits:
        factor = float(rng.choice([0.3, 0.5, 0.7, 1.4, 2.0, 3.0, 10.0]))
        other = max(1, round(digits * factor)) if digits > 9 else int(rng.integers(1, 10))
    written = str(other)
    return f"{written[: -len(value.split(mark)[1])] or '0'}{mark}{written[-len(value.split(mark)[1]) :]}" if mark else written


def against(one: str, other: str, rng: np.random.Generator) -> Iterator[str]:
    """Versions of ``other`` that clash with ``one``: something that stands in both is changed."""
    for value in dict.fromkeys(NUMBER.findall(one)):
        if _once(other, value) and value not in ("0", "1"):
            yield _replaced(other, value, _other_number(value, rng))
    for table in (DAYS, MONTHS, WORD_NUMBERS):
        for word in table:
            if _once(one, word) and _once(other, word):
                yield _replaced(other, word, str(rng.choice([w for w in table if w != word])))
    for pair in TURNED:
        for word, turned in (pair, pair[::-1]):
            if _once(one, word) and _once(other, word) and not (turned.startswith(word) and turned in other):
                yield _replaced(other, word, turned)
    if denied := list(DENIED.finditer(other)):
        at = denied[int(rng.integers(len(denied)))].end()
        yield f"{other[:at]}nicht {other[at:]}"
    if _once(one, "nicht") and _once(other, "nicht"):
        yield other.replace("nicht ", "", 1)
    if re.search(r"\bkeine?\b", one) and (found := re.search(r"\bkein(e?)\b", other)):
        yield other[: found.start()] + "ein" + found.group(1) + other[found.end() :]
    names = [n for n in dict.fromkeys(NAME.findall(one)) if n in other]
    if len(names) > 1 and other.count(names[0]) == 1 == other.count(names[1]):
        yield other.replace(names[0], "\0").replace(names[1], names[0]).replace("\0", names[1])


def hedged(one: str, other: str, rng: np.random.Generator) -> Iterator[str]:
    """Versions of ``other`` whose value is hedged so that it covers that of ``one``."""
    for value in dict.fromkeys(NUMBER.findall(one)):
        round_value = len(value) < 4 and value.isdigit() and int(value) > 9 and _once(other, value)
        if round_value and not re.search(rf"(rund|etwa|knapp|fast|gut|über|als|\.) {value}\b|{value}\.", other):
            yield _replaced(other, value, f"{rng.choice(HEDGES[:2])} {value}")


def examples(german: Sequence[Sequence[str]], rng: np.random.Generator, *, clash: int, same: int, part: int) -> list[Example]:
    """Examples of the labels; ``german``: the versions of each English sentence, neighbours of one document beside each other."""
    found: list[Example] = []

    def add(label: str, number: int, left: str, right: str, before: tuple[str, str] = ("", "")) -> None:
        group = f"translations-{number // 40}"
        found.append(
            Example(
                left=Side(text=left, before=before[0]),
                right=Side(text=right, before=before[1]),
                label=label,
                part=part_of(group),
                origin="edits",
                group=group,
            )
        )

    def context(number: int) -> tuple[str, str]:
        """The sentence before, in two versions; none for half of the examples."""
        if number == 0 or rng.random() < 0.5:
            return "", ""
        held = german[number - 1]
        return str(rng.choice(held)), str(rng.choice(held))

    wanted = {"clash": clash, "same": same, "part": part, "hedged": clash // 8}
    for number in rng.permutation(len(german) - 1):
        if not any(wanted.values()):
            break
        number = int(number)
        held = german[number]
        one, other = _most_different(held, rng)
        if len(one) < 30:
            continue
        made = [m for m in against(one, other, rng) if m not in (one, other)]
        if made and wanted["clash"] and rng.random() < 0.9:
            wanted["clash"] -= 1
            # half of the time the edited version is held against itself, not against another
            add("against", number, one if rng.random() < 0.6 else other, str(rng.choice(made)), context(number))
        elif wanted["hedged"] and (covered := list(hedged(one, other, rng))):
            wanted["hedged"] -= 1
            add("same", number, one, str(rng.choice(covered)), context(number))
        elif wanted["same"]:
            wanted["same"] -= 1
            add("same", number, one, other, context(number))
        elif wanted["part"] and len(one) < 140 and len(german[number + 1][0]) < 140:
            wanted["part"] -= 1
            after = str(rng.choice(german[number + 1]))
            joined = f"{other.rstrip('. ')}, {rng.choice(['und', 'zudem', 'während', 'doch'])} {after[:1].lower() + after[1:]}"
            add("part", number, one if rng.random() < 0.7 else after, joined, context(number))
    return found


def _most_different(held: Sequence[str], rng: np.random.Generator) -> tuple[str, str]:
    """Two of some versions, those with the fewest words in common."""
    tried = [held[k] for k in rng.permutation(len(held))[:6]]
    bags = [set(t.casefold().split()) for t in tried]
    pairs = [(len(a & b) / max(1, len(a | b)), i, j) for i, a in enumerate(bags) for j, b in enumerate(bags) if i < j]
    _, i, j = min(pairs)
    return (tried[i], tried[j]) if rng.random() < 0.5 else (tried[j], tried[i])
