"""How much each speaker gets to say in each article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.codes import Manner
from components.engine.document import SentenceAnalysis
from components.engine.entities.speech import Speech


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What one speaker gets to say in one article: passages, words inside quotation marks, words told indirectly, verbs."""

    article: str
    speaker: str
    name: str
    passages: tuple[str, ...]
    direct: int
    indirect: int
    verbs: tuple[str, ...]


def voices(text: Sequence[SentenceAnalysis], speech_of: Mapping[str, Speech]) -> tuple[Voice, ...]:
    """Voices of all articles, in reading order of their first passage; ``speech_of``: {sentence id: Speech}."""
    rows: dict[tuple[str, str], list[SentenceAnalysis]] = {}
    for s in text:
        said = speech_of.get(s.id)
        if said is not None and said.speaker:
            rows.setdefault((s.article, said.speaker), []).append(s)
    return tuple(_voice(article, speaker, held, speech_of) for (article, speaker), held in rows.items())


def _voice(article: str, speaker: str, held: Sequence[SentenceAnalysis], speech_of: Mapping[str, Speech]) -> Voice:
    direct = indirect = 0
    for s in held:
        said = speech_of[s.id]
        for n, w in enumerate(s.words):
            if w.text[0].isalnum():
                inside = said.is_quoted(w.start)
                direct += inside
                # "teilte die Behörde mit" is the outlet's
                indirect += not inside and said.manner == Manner.INDIRECT and n not in s.reporting
    names = [speech_of[s.id].name for s in held]
    return Voice(
        article=article,
        speaker=speaker,
        name=max(names, key=names.count),
        passages=tuple(s.id for s in held),
        direct=direct,
        indirect=indirect,
        verbs=tuple(dict.fromkeys(speech_of[s.id].verb for s in held if speech_of[s.id].verb)),
    )
