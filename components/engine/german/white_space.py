"""White space: every kind of blank and line end, in one place."""

import re

BLANK = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u200a\u202f\u2002\u2003\t\r\n\x0b\x0c\u2028\u2029\x85", " "))


def one_line(text: str) -> str:
    """Text with every kind of blank and line end as one blank each: same length, so offsets stay.

    >>> one_line("mit\\u00a0Putin\\nsprach")
    'mit Putin sprach'
    """
    return text.translate(BLANK)


def squeezed(text: str) -> str:
    """Text with one blank between words and none at its ends; offsets don't stay.

    >>> squeezed(" Der Rat\\n  tagt. ")
    'Der Rat tagt.'
    """
    return " ".join(text.split())


def pattern_of(words: str) -> str:
    """A pattern that finds words in a text, whatever blanks and line ends stand between them.

    >>> bool(re.search(pattern_of("Der Rat"), "Heute tagt Der\\n Rat."))
    True
    """
    return r"\s+".join(map(re.escape, words.split()))
