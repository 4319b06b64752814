"""Who, which and when in the articles of an event: the register of names, who speaks, who is mentioned, and the occasions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.articles.article import day_or_moment
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


def entities(documents: Sequence[Document], year: int | None = None, date: str | None = None) -> Entities:
    """The Entities of an event's Documents; ``year``, ``date`` (ISO): the event's, where they are known; an article without a day of its
    own is taken to be of that date."""
    moments = {d.article.id: day_or_moment(d.article.published) or day_or_moment(date) for d in documents}
    published = {name: found.date() for name, found in moments.items() if found is not None}
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
