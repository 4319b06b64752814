"""Codes that cross a border: into JSON, into the address of a page, into the reading view's JavaScript, into the words on screen.

Their values are part of the command line's answer and of files that people keep: an old one is never given another meaning.
"""

import enum


class Role(enum.StrEnum):
    """What a passage of an article is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    LEAD = "lead"
    SUBHEAD = "subhead"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    DATELINE = "dateline"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"

    @property
    def is_aside(self) -> bool:
        """Whether such passages are set aside: shown on request, compared with nothing."""
        return self in ASIDE_ROLES

    @property
    def is_head(self) -> bool:
        """Whether it stands above the text."""
        return self in HEAD_ROLES


ASIDE_ROLES = frozenset([Role.CAPTION, Role.CREDIT, Role.DATELINE, Role.COMMENT, Role.BOILERPLATE])
HEAD_ROLES = frozenset([Role.HEADLINE, Role.KICKER])


class Finding(enum.StrEnum):
    """What was found about a sentence or a statement."""

    SHARED = "shared"
    CONTRADICTING = "contradicting"
    UNIQUE = "unique"
    SET_ASIDE = "set-aside"


class LinkReason(enum.StrEnum):
    """What speaks for a link, as far as it tells a reader something."""

    MEANING = "meaning"
    WORDING = "wording"
    PART = "part"
    NAMES = "names"
    NUMBERS = "numbers"
    QUOTE = "quote"
    NEIGHBOURS = "neighbours"
    THIRD = "third"
    DECIDED = "decided"  # confirmed by hand


class Apart(enum.StrEnum):
    """Why two sentences that sound alike are about different occasions."""

    PARTNER = "partner"  # one of those who take part is another
    ACTOR = "actor"  # another country does the same
    PLACE = "place"  # in another country
    YEAR = "year"  # in another year


class PairLabel(enum.StrEnum):
    """What two sentences of different articles are to each other, as the judge tells them apart."""

    SAME = "same"  # the same proposition as their main content
    PART = "part"  # one whole proposition in common, and another of equal weight in one of them
    AGAINST = "against"  # about the same thing at the same time, and both cannot be true
    OTHER_OCCASION = "other_occasion"  # sounds the same, is about another time, person, thing or place
    RELATED = "related"  # the same topic, other information
    NOTHING = "nothing"


class PairVerdict(enum.StrEnum):
    """What two linked sentences amount to."""

    SAME = "same"
    MORE = "more"  # one of them says more
    ROUNDED = "rounded"  # a value is rounded or hedged in one of them
    STAGE = "stage"  # what is ahead in one has happened in the other
    DIFFERS = "differs"
    UNKNOWN = ""  # nobody can tell


class Kind(enum.StrEnum):
    """What two contradicting passages differ in."""

    QUANTITY = "quantity"
    DURATION = "duration"
    DATE = "date"
    MEASURE = "measure"
    PLACE = "place"
    ROLE = "role"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"


class Grade(enum.StrEnum):
    """How sure a contradiction is."""

    CLEAR = "clear"
    POSSIBLE = "possible"


class ClashReason(enum.StrEnum):
    """Which rule, model or person says that two passages contradict each other."""

    VALUES = "values"
    NOBODY = "nobody"
    PHASE = "phase"
    CERTAINTY = "certainty"
    SAYING = "saying"
    OPPOSITES = "opposites"
    DENIED = "denied"
    ROLES = "roles"
    SPEAKERS = "speakers"
    PLACES = "places"
    MODEL = "model"
    OUTVOTED = "outvoted"  # one figure against those of two outlets or more
    HAND = "hand"


class Stage(enum.StrEnum):
    """How far a matter is, where two passages differ in that."""

    DONE = "done"
    AHEAD = "ahead"
    OPEN = "open"
    SETTLED = "settled"


class Assertion(enum.StrEnum):
    """How far an outlet itself stands behind a sentence, from its own word down."""

    STATED = "stated"
    ATTRIBUTED = "attributed"
    HEDGED = "hedged"
    DISTANCED = "distanced"
    PRESUPPOSED = "presupposed"  # mentioned as known, not reported


class Manner(enum.StrEnum):
    """How somebody's words are told; the empty value for a sentence that is nobody's but the outlet's."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    OWN = ""


class QuoteKind(enum.StrEnum):
    """How much of what was said stands between quotation marks; "scare" where nobody is named."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    SCARE = "scare"


class ReferentKind(enum.StrEnum):
    """What several names are names of."""

    PERSON = "person"
    THING = "thing"


class Place(enum.StrEnum):
    """Where in an article something stands, the most prominent place first."""

    HEADLINE = "headline"
    LEAD = "lead"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"

    @property
    def rank(self) -> int:
        """0 for the headline to 4 for the last third."""
        return list(Place).index(self)

    @property
    def is_top(self) -> bool:
        """Whether it stands above the text or in its lead."""
        return self.rank <= Place.LEAD.rank

    @property
    def is_below(self) -> bool:
        """Whether it stands below the first third."""
        return self.rank >= Place.MIDDLE.rank


class DifferenceKind(enum.StrEnum):
    """What differs between articles, what is of most news value first."""

    HEADLINE = "headline"  # a headline against the text below it
    CONTRADICTION = "contradiction"
    NAME = "name"  # other words for one thing or person
    EXCHANGE = "exchange"  # other words in sentences that are the same otherwise
    JUDGEMENT = "judgement"  # words with which one article judges and another does not
    VOICE = "voice"  # somebody whose words only some articles repeat
    FOCUS = "focus"  # a word in one headline that others have in the text alone
    MISSING = "missing"  # a statement that most articles have and one has not
    ONLY = "only"  # a sentence that nothing in another article comes near
    PLACE = "place"  # a statement that stands above here and far below there
    COPY = "copy"  # articles of two outlets that share a text


class Stance(enum.StrEnum):
    """What an article has of a difference."""

    SAYS = "says"
    OTHERWISE = "otherwise"  # what few say against many; the word that a difference is about
    PARTLY = "partly"
    SILENT = "silent"  # nothing of it
    UNSURE = "unsure"


class Matter(enum.StrEnum):
    """What a decision by hand is about."""

    LINK = "link"
    STATEMENT = "statement"
    CONTRADICTION = "contradiction"
    ROLE = "role"
    END = "end"
    OCCASION = "occasion"


class Verdict(enum.StrEnum):
    """What was decided by hand; for roles the verdict is the ``Role``."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    JOINED = "joined"
    CUT = "cut"
    UNDONE = "undone"


class Step(enum.StrEnum):
    """A step of the work, for whoever waits."""

    QUEUE = "queue"
    SENTENCES = "sentences"
    WORDS = "words"
    VECTORS = "vectors"
    LINKS = "links"
    CONTRADICTIONS = "contradictions"
    JUDGE = "judge"
    WORDING = "wording"
    DONE = "done"
