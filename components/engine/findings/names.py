"""Who calls it what: different names for the same person or thing, found in the articles themselves.

Persons are found by their names and by the titles that stand beside these ("die neue Ministerin Anna Muster"); a title alone
counts where only one person of the event bears it. Things are found where linked sentences differ in one noun: if the two nouns
are parts of one another or alike in meaning, the outlets call one thing by two names.
"""

from dataclasses import dataclass

from components.engine.entities.people import Names
from components.engine.german import quantities, word_likeness
from components.engine.german.names import bare, named, usual
from components.engine.german.words import fold, parts, words

SAME_HEAD = 0.3  # likeness in meaning, -1 to 1, that two nouns with the same last part need ("Streik", "Bahnstreik")
SAME_START = 0.68  # … that two compounds with the same first part need ("Klimakrise", "Klimawandel")
UNLIKE = 0.6  # … that two nouns without a part in common need ("Land", "Nation") if they stand for one another in OFTEN
VERY_LIKE = 0.7  # … if they do so only in LEAST
OFTEN = 2.0  # similarity of links, summed
LEAST = 0.85  # similarity of links, summed, in which two nouns must stand for one another
TYING = frozenset(["in", "im", "mit", "gegen", "für", "um", "über", "zwischen", "von", "vom", "am", "an", "auf", "zur", "zum"])
PLURAL = frozenset(["die", "beide", "beiden", "alle", "einige", "mehrere", "zwei", "drei"])
FIRST_NAMES = 0.8  # share of letters in common above which two folded first names are spellings of one ("Wladimir", "Wolodymyr")
NO_PERSONS = ("stadt", "land", "region", "provinz", "insel", "plattform", "ort", "dorf", "gemeinde", "kreis", "staat", "fluss", "sender", "zeitung", "agentur", "partei", "konzern", "unternehmen")  # fmt: skip
MOST = 2500  # pairs of nouns that two sentences may have
DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT", "CARD", "APPRART")
UNCERTAIN = frozenset(["ein", "eine", "eines", "einen", "einem", "einer", "kein", "keine", "keinen", "jeder", "jede", "jeden", "welcher"])  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """One naming: ``text`` as written at ``start`` to ``end`` of the article, without "der"; ``form``: what tells it apart, a
    person's title or spelling or a thing's noun; ``lemmas``: all its words, so that cases of one naming are one."""

    sentence: str
    start: int
    end: int
    text: str
    form: str
    lemmas: str


@dataclass(frozen=True)
class Referent:
    """A person or thing that the articles name in several ways; ``name``: the most frequent name; ``kind``: person or thing."""

    name: str
    kind: str
    mentions: tuple[Mention, ...]


def referents(sentences, links, encode):
    """Referents that articles name differently, those with most different names in most articles first.

    ``sentences``: the text in reading order; ``links``: those that the app stands by; ``encode``: texts -> unit vectors.
    """
    tagged = {s.id: named(words(s.text)) for s in sentences}
    article_of = {s.id: s.article for s in sentences}
    persons, taken = _persons(sentences, tagged)
    found = [r for r in persons + _things(sentences, tagged, links, encode, taken) if differs(r.mentions, article_of)]
    return tuple(sorted(found, key=lambda r: -len({(m.form, article_of[m.sentence]) for m in r.mentions if m.form})))


def differs(mentions, article_of):
    """Whether two articles name it, and not all in the same way; a name without any title says nothing."""
    forms = {}
    for m in mentions:
        forms.setdefault(article_of[m.sentence], set()).update({m.form} - {""})
    return len(forms) > 1 and len(set().union(*forms.values())) > 1


def noun_phrases(found):
    """Noun phrases of tagged words, as (start, end) places in ``found``: adjectives, nouns and names, without "der" or "ein".

    >>> found = words("Der neue Bürgermeister Max Muster lobt den Bau der Brücke.")
    >>> [[w.text for w in found[a:b]] for a, b in phrases(found)]
    [['neue', 'Bürgermeister', 'Max', 'Muster'], ['Bau'], ['Brücke']]
    """
    rows, n = [], 0
    while n < len(found):
        k = n
        while k < len(found) and (_describes(found, k) or _joins(found, n, k)):
            k += 1
        head = k
        while k < len(found) and found[k].tag.startswith(("NN", "NE", "FM")) and (k == head or _follows(found[k - 1], found[k])):
            k += 1
        if k > head:
            rows.append((n, k))
        n = max(k, n + 1)
    return rows


def determiner(found, start):
    """The "der", "ein", "dieser" or "zwei" before a phrase, None where there is none."""
    return found[start - 1] if start and found[start - 1].tag.startswith(DETERMINERS) else None


def _describes(found, k):
    """An adjective before a noun, or what qualifies one ("völkerrechtswidrig annektierte")."""
    if found[k].tag == "ADJ(D)":
        return k + 1 < len(found) and found[k + 1].tag == "ADJ(A)"
    return found[k].tag in {"ADJ(A)", "TRUNC"}


def _joins(found, start, k):
    """ "und" or a comma between two adjectives."""
    between = start < k < len(found) - 1 and found[k].text in {"und", ",", "oder", "aber"}
    return between and found[k - 1].tag == "ADJ(A)" and _describes(found, k + 1)


def _follows(last, word):
    """Whether a noun or name goes on the phrase: a name behind a noun or name; two nouns in a row are two phrases."""
    return word.start - last.end <= 1 and word.tag.startswith(("NE", "FM"))


def _persons(sentences, tagged):
    """(Referents, {(sentence id, start)} of the nouns that are titles of persons)"""
    names = Names(list(tagged.values()))
    rows, beside = [], {}
    for s in sentences:
        for start, end in noun_phrases(tagged[s.id]):
            before, phrase = determiner(tagged[s.id], start), tagged[s.id][start:end]
            run = [w for w in phrase if w.tag == "NE"]
            titles = [w for w in phrase if w.tag != "NE"]
            for n, name in enumerate(names.split(run) or [[]]):
                held = (titles if n == 0 else []) + name
                key = names.who(name)[0] if name else ""
                rows.append((s, before if n == 0 else None, held, name, key))
                for w in held:
                    if name and w.tag.startswith("NN"):
                        beside.setdefault(w.lemma, set()).add((s.article, key))
    people = _people((s.article, key, name) for s, _, _, name, key in rows if len(name) > 1)
    held, taken = {}, set()
    for s, before, phrase, name, key in rows:
        if any(w.tag.startswith("NN") and w.lemma.endswith(NO_PERSONS) for w in phrase):
            continue
        person = _which(people.get(key or _titled(names, before, phrase, beside), ()), s.article, name)
        if person is not None:
            spelling = name[-1].lemma.removesuffix("s") if name else ""
            held.setdefault(person, []).append((s, phrase, name, spelling))
            taken |= {(s.id, w.start) for w in phrase if w.tag.startswith("NN")}
    return [_person(rows) for rows in held.values()], taken


def _people(names):
    """{surname's key: [{"first": folded first names, "articles": …}, …]}: one entry a person; spellings of a first name are one."""
    found = {}
    for article, key, name in names:
        first = fold(name[0].lemma)
        entries = found.setdefault(key, [])
        entry = next((e for e in entries if any(word_likeness.same_spelling(first, f, FIRST_NAMES) for f in e["first"])), None)
        if entry is None:
            entry = {"key": (key, len(entries)), "first": set(), "articles": set()}
            entries.append(entry)
        entry["first"].add(first)
        entry["articles"].add(article)
    return found


def _which(entries, article, name):
    """The key of the person meant: by the first name, else the only one of that surname in the article or at all; else None."""
    if len(name) > 1:
        first = fold(name[0].lemma)
        return next((e["key"] for e in entries if first in e["first"]), None)
    here = [e for e in entries if article in e["articles"]]
    fitting = here if len(here) == 1 else entries
    return fitting[0]["key"] if len(fitting) == 1 else None


def _person(rows):
    """The Referent of a person's mentions: [(sentence, phrase, name, spelling of the surname)]."""
    spellings = [spelling for *_, spelling in rows if spelling]
    common = usual(spellings)
    mentions, alone, full = [], [], []
    for s, phrase, name, spelling in rows:
        form = " ".join(w.lemma for w in phrase if w.tag != "NE") + (f"|{spelling}" if spelling and spelling != common else "")
        mentions.append(_mention(s, phrase, form))
        if name:
            (full if len(name) > 1 else alone).append(" ".join([*(w.text for w in name[:-1]), bare(name[-1])]))
    known = [n for n in alone if not common or n.casefold().removesuffix("s") == common] or alone or full
    return Referent(usual(known), "person", tuple(mentions))


def _titled(names, before, phrase, beside):
    """The key of the person that a title without a name means, "" for nobody: a definite phrase, an office or a known title."""
    head = next((w for w in phrase if w.tag.startswith("NN")), None)
    article = before.text.casefold() if before else ""
    if head is None or article in UNCERTAIN or (article in PLURAL and not head.lemma.endswith("in")):
        return ""
    found = names.by_title(phrase)
    if not found:
        return ""
    known = len({where for where, key in beside.get(head.lemma, ()) if key == found[0]}) > 1
    return found[0] if names.is_office(head.lemma) or (known and before) else ""


def _mention(sentence, phrase, form, attribute=()):
    start, end = phrase[0].start, (attribute or phrase)[-1].end
    text = " ".join(sentence.text[start:end].split())
    if not attribute and phrase[-1].tag == "NE":
        text = text.removesuffix(phrase[-1].text) + bare(phrase[-1])
    lemmas = " ".join(w.lemma for w in (*phrase, *attribute))
    return Mention(sentence.id, sentence.start + start, sentence.start + end, text, form, lemmas)


def _things(sentences, tagged, links, encode, taken):
    """Referents that are things: nouns which stand for one another in linked sentences."""
    nouns = {s.id: _nouns(s, tagged[s.id], taken) for s in sentences}
    everywhere = set(nouns)
    spelled = word_likeness.spellings(set().union(*nouns.values()) if nouns else ())
    nouns = {name: {spelled[n] for n in held} for name, held in nouns.items()}
    vocabulary = sorted(set(spelled.values()))
    if not links or not vocabulary:
        return []
    vector = dict(zip(vocabulary, encode(vocabulary)))
    where = {}
    for name, held in nouns.items():
        for noun in held:
            where.setdefault(noun, set()).add(name)
    pairs, proof = {}, {}  # what one sentence names side by side are two things
    for link in links:
        left, right = nouns[link.left] - nouns[link.right], nouns[link.right] - nouns[link.left]
        if len(left) * len(right) > MOST:  # no sentence of news
            continue
        alike = {(a, b): _stand_in(a, b, vector) if not where[a] & where[b] else 0.0 for a in left for b in right}
        for (a, b), value in alike.items():
            best = value and value >= max(alike[a, y] for y in right) and value >= max(alike[x, b] for x in left)
            if best:
                key = (min(a, b), max(a, b))
                pairs[key] = pairs.get(key, 0) + link.similarity
                for noun in (a, b):  # only a compound means one thing wherever it stands
                    own = _akin(a, b) and len(parts(noun)) > 1
                    proof.setdefault(noun, set()).update(everywhere if own else (link.left, link.right))
    sure = {
        (a, b): weight
        for (a, b), weight in pairs.items()
        if weight >= (LEAST if _akin(a, b) or float(vector[a] @ vector[b]) >= VERY_LIKE else OFTEN)
    }
    groups = _groups(sure)
    place = {lemma: n for n, group in enumerate(groups) for lemma in group}
    held = {}
    for s in sentences:
        rows = noun_phrases(tagged[s.id])
        for n, (start, end) in enumerate(rows):
            phrase = tagged[s.id][start:end]
            head = next((w for w in phrase if w.tag.startswith("NN")), None)
            noun = spelled.get(head.lemma) if head is not None else None
            if noun not in place or (s.id, head.start) in taken or s.id not in proof[noun]:
                continue
            mention = _mention(s, phrase, noun, _attribute(tagged[s.id], end, rows[n + 1 : n + 2]))
            held.setdefault(place[noun], []).append((head.text, mention))
    found = []
    for rows in held.values():
        heads = [text for text, _ in rows]
        name = min(set(heads), key=lambda head: (-heads.count(head), len(head), head))
        found.append(Referent(name, "thing", tuple(m for _, m in rows)))
    return found


def _akin(one, other):
    """Whether two nouns have a part in common."""
    return bool(set(parts(one)) & set(parts(other)))


def _attribute(found, at, behind):
    """Words that go with the noun phrase that ends before place ``at``: a genitive, or "in", "mit", "gegen" and the next phrase."""
    if not behind or found[at - 1].tag == "NE":
        return ()
    start, end = behind[0]
    between = found[at:start]
    if [w.tag for w in between] not in (["ART"], ["APPR"], ["APPRART"], ["APPR", "ART"], ["PPOSAT"]):
        return ()
    genitive = between[0].tag == "ART" and between[0].text.casefold() in {"der", "des"}
    return found[at:end] if genitive or between[0].text.casefold() in TYING else ()


def _nouns(sentence, found, taken):
    """Lemmas of the nouns of a sentence that are no titles and no part of a quantity or time."""
    told = [(q.start, q.end) for q in quantities.find(sentence.text)]
    return {
        w.lemma
        for w in found
        if w.tag.startswith("NN")
        and len(w.text) > 3
        and (sentence.id, w.start) not in taken
        and not any(a <= w.start < b for a, b in told)
    }


def _stand_in(one, other, vector):
    """How well a noun may stand for another, 0 to 1; 0 for not at all."""
    alike = float(vector[one] @ vector[other])
    left, right = parts(one), parts(other)
    if not left or not right or left == right or _derived(one, other):
        return 0.0
    if left[-1] == right[-1]:  # "Bundesregierung" and "Landesregierung" share a head and are two things
        least = SAME_HEAD if min(len(left), len(right)) == 1 else UNLIKE
        return max(alike, 0.5) if alike >= least else 0.0
    if len(left) > 1 and len(right) > 1 and left[0] == right[0]:
        return alike if alike >= SAME_START else 0.0
    return alike if alike >= UNLIKE and not set(left) & set(right) else 0.0


def _derived(one, other):
    """Whether a noun only derives from another ("Auswertung", "Auswerten"): that is grammar, no other name."""
    stem = min(len(one), len(other)) - 2
    return len(parts(one)) == len(parts(other)) == 1 and stem >= 4 and one[:stem] == other[:stem]


def _groups(pairs):
    """Nouns grouped so that each stands for at least half of its group."""
    near = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    groups = []
    for pair, _ in sorted(pairs.items(), key=lambda row: (-row[1], row[0])):
        for one, other in (pair, pair[::-1]):
            group = next((g for g in groups if one in g), None)
            taken = any(other in g for g in groups)
            if group is not None and not taken and len(near[other] & group) * 2 >= len(group):
                group.add(other)
        if not any(set(pair) & g for g in groups):
            groups.append(set(pair))
    return groups
