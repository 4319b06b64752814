"""An article as it was delivered, and a sentence of it."""

import datetime
from dataclasses import dataclass

from components.engine.codes import Role

LARGEST_ARTICLE = 2_000_000  # characters; a book, not an article


@dataclass(frozen=True, kw_only=True)
class Article:
    """One text of one outlet, exactly as delivered. What is not known is ``None``.

    ``roles``: ((words of a sentence, its role), …) that people have set right; ``ends``: ((words of a sentence, words of the next
    one, "joined") or (words of a sentence, its words before a cut, "cut"), …), likewise.
    """

    id: str
    outlet: str
    file: str
    text: str
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None
    headline: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    ends: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A slice of an article: ``article.text[start:end] == text``; ``id`` is article id and running number."""

    id: str
    article: str
    start: int
    end: int
    role: Role
    text: str

    @property
    def number(self) -> int:
        """Its place in the article, from 1."""
        return int(self.id.rsplit(":", 1)[1]) + 1


def moment(published: str | None) -> datetime.datetime | None:
    """When something appeared, in UTC where no zone is given; ``None`` for what is no ISO date or only a day.

    >>> moment("2025-02-12T20:12:00+01:00").hour, moment("2025-02-12"), moment("gestern")
    (20, None, None)
    """
    return day_or_moment(published) if published and len(published) > 10 else None


def day_or_moment(published: str | None) -> datetime.datetime | None:
    """Like ``moment``, a day alone being its midnight."""
    if not published:
        return None
    try:
        found = datetime.datetime.fromisoformat(published)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
