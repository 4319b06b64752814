"""An event as the database holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class StoredEvent:
    """An event in the database: its newest revision, from 1, and who made it when."""

    event: str
    revision: int
    title: str
    who: str
    made: str
