"""How much each speaker gets to say in each article."""

from dataclasses import dataclass

from components.engine.german.saying import reporting_words
from components.engine.german.words import words


@dataclass(frozen=True)
class Voice:
    """What one speaker gets to say in one article: passages, words inside quotation marks, words told indirectly, verbs."""

    article: str
    speaker: str
    name: str
    passages: tuple[str, ...]
    direct: int
    indirect: int
    verbs: tuple[str, ...]


def voices(sentences, found):
    """Voices of all articles, in reading order of their first passage; ``found``: {sentence id: Speech}."""
    rows = {}
    for s in sentences:
        said = found.get(s.id)
        if said is not None and said.speaker:
            rows.setdefault((s.article, said.speaker), []).append((s, said))
    return tuple(_voice(article, speaker, held) for (article, speaker), held in rows.items())


def _voice(article, speaker, held):
    direct = indirect = 0
    for s, said in held:
        tagged = words(s.text)
        frame = reporting_words(tagged)  # "teilte die Behörde mit" is the outlet's
        for n, w in enumerate(tagged):
            if w.text[0].isalnum():
                inside = any(q.start <= s.start + w.start < q.end for q in said.quotes)
                direct += inside
                indirect += not inside and said.mode == "indirect" and n not in frame
    names = [said.name for _, said in held]
    verbs = tuple(dict.fromkeys(said.verb for _, said in held if said.verb))
    return Voice(article, speaker, max(names, key=names.count), tuple(s.id for s, _ in held), direct, indirect, verbs)
