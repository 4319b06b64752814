"""What is said to people, as a code and values: the words, German and English, lie in ``data/messages`` and are put in by the views."""

from dataclasses import dataclass

type_of_value = str | int | float


@dataclass(frozen=True, kw_only=True)
class Message:
    """A sentence to be worded: its code in ``data/messages``, and the values that it names."""

    code: str
    values: tuple[tuple[str, type_of_value], ...] = ()


def message(code: str, **values: type_of_value) -> Message:
    """A Message.

    >>> message("article_empty", name="a.txt").values
    (('name', 'a.txt'),)
    """
    return Message(code=code, values=tuple(sorted(values.items())))


class Refusal(Exception):
    """Something cannot be done; ``message`` says what is wrong and what to do, in one sentence."""

    def __init__(self, code: str, **values: type_of_value) -> None:
        self.message = message(code, **values)
        super().__init__(f"{code} {values}" if values else code)
