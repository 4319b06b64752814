"""A passage of an article and what it is."""

from dataclasses import dataclass

from components.engine.codes import Role


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A run of an article with one role; ``reason`` says why it is set aside, and is empty for text."""

    start: int
    end: int
    role: Role
    reason: str = ""
