"""A sentence with its context, as the judge reads it; the training reads it from here, too."""

from dataclasses import dataclass

from components.engine.german.white_space import squeezed

MOST_SENTENCE, MOST_BEFORE, MOST_TITLE = 420, 100, 60  # characters
WHOLE = 180  # characters of a side up to which context is added: a long sentence needs little, and each piece costs time
LEAST = 20  # characters of context that still tell something
MARK = "|"


@dataclass(frozen=True, kw_only=True, order=True)
class Side:
    """A sentence, the one before it in its article, and the article's headline; "" where there is none."""

    text: str
    before: str = ""
    title: str = ""


def side_text(side: Side) -> str:
    """One side of a pair: the sentence, then the end of the one before, then the beginning of the headline.

    The sentence comes first, so that what is too long for the network loses context, not the sentence.

    >>> side_text(Side(text="Es dauerte eine Stunde.", before="Die beiden telefonierten.", title="Telefonat beendet"))
    'Es dauerte eine Stunde. | Die beiden telefonierten. | Telefonat beendet'
    >>> side_text(Side(text="Es dauerte eine Stunde."))
    'Es dauerte eine Stunde.'
    """
    parts = [_beginning(side.text, MOST_SENTENCE)]
    for cut, text, most in ((_end, side.before, MOST_BEFORE), (_beginning, side.title, MOST_TITLE)):
        room = min(most, WHOLE - sum(map(len, parts)))
        parts.append(cut(text, room) if room >= LEAST else "")
    while parts and not parts[-1]:
        parts.pop()
    return f" {MARK} ".join(parts)


def _beginning(text: str, most: int) -> str:
    """The beginning of a text in whole words, white space evened."""
    text = squeezed(text[: 4 * most].replace("\u00ad", ""))
    return text if len(text) <= most else text[: most + 1].rsplit(" ", 1)[0][:most]


def _end(text: str, most: int) -> str:
    """The end of a text in whole words, white space evened."""
    text = squeezed(text[-4 * most :].replace("\u00ad", ""))
    return text if len(text) <= most else text[-most - 1 :].split(" ", 1)[-1][-most:]
