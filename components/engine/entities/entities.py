"""Who, which and when in the articles of an event: the register of names, who speaks, who is mentioned, and the occasions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.articles.article import moment
from components.engine.document import Document
from components.engine.entities.mentions import Mention, mentions
from components.engine.entities.occasions import Occasion, occasions
from components.engine.entities.register import Register
from components.engine.entities.speech import Speech, speeches


@dataclass(frozen=True, kw_only=True)
class Entities:
    """What is known of who and which in an event, all by sentence id."""

    register: Register
    speech_of: Mapping[str, Speech]
    mentioned: Mapping[str, tuple[Mention, ...]]
    occasion_of: Mapping[str, Occasion]


def entities(documents: Sequence[Document], year: int | None = None) -> Entities:
    """The Entities of an event's Documents; ``year``: the event's, where it is known."""
    published = {d.article.id: found.date() for d in documents if (found := moment(d.article.published)) is not None}
    text = [s for d in documents for s in d.text]
    register = Register(text)
    speech_of = speeches(documents, register)
    mentioned = mentions(register, text, speech_of)
    return Entities(
        register=register,
        speech_of=speech_of,
        mentioned=mentioned,
        occasion_of=occasions(register, text, mentioned, year, published),
    )
