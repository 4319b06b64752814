"""Every word on screen, German and English, in one place."""

import streamlit as st

LANGUAGES = ("DE", "EN")

WORDS = {
    # the frame
    "app": ("Lesarten", "Lesarten"),
    "app_line": ("Wie Medien dasselbe Ereignis erzählen", "How outlets tell the same event"),
    "page_reading": ("Lesen", "Read"),
    "page_overview": ("Überblick", "Overview"),
    "language": ("Sprache", "Language"),
    "event": ("Ereignis", "Event"),
    "settings": ("Einstellungen", "Settings"),
    "of": ("{part} von {whole}", "{part} of {whole}"),
    "date_unknown": ("Datum nicht angegeben", "date not stated"),
    "compared": ("{articles} Artikel von {outlets} Medien, {sentences} Sätze Text verglichen", "{articles} articles of {outlets} outlets, {sentences} sentences of text compared"),
    "counts": ("**{shared}** von {all} Sätzen gemeinsam · **{contradicting}** widersprüchlich · **{unique}** nur in einem Artikel", "**{shared}** of {all} sentences shared · **{contradicting}** contradicting · **{unique}** in one article only"),
    "which_articles": ("Artikel im Vergleich", "Articles compared"),
    "two_needed": ("Bitte mindestens zwei Artikel auswählen; mit einem allein gibt es nichts zu vergleichen.", "Please choose at least two articles; one alone cannot be compared."),
    "no_event": ("Unter data/events liegt kein Ereignis, das sich öffnen lässt.", "There is no event under data/events that can be opened."),
    "threshold": ("Ab welcher Ähnlichkeit gelten Sätze als gemeinsam?", "From which similarity do sentences count as shared?"),
    "threshold_help": ("Ähnlichkeit von 0 bis 100. Voreingestellt ist der Wert, der auf sechs anderen, von Hand ausgewerteten Ereignissen am besten trennte.", "Similarity from 0 to 100. The default separated best on six other events that were marked by hand."),
    "trust": ("Von {counted} Satzpaaren mit Ähnlichkeit {low} bis {high} waren in unserer Handprüfung (sechs andere Ereignisse) {right} wirklich dieselbe Aussage.", "Of {counted} pairs of sentences with a similarity from {low} to {high}, {right} really said the same in our hand check (six other events)."),
    "trust_unknown": ("Für diesen Encoder ist nicht gemessen, wie oft die Verbindungen stimmen.", "For this encoder it is not measured how often links are right."),
    "encoder": ("Anderer Encoder (Ordner oder Hub-Name)", "Another encoder (folder or hub name)"),
    "encoder_help": ("Ein Modell, das sentence-transformers laden kann. Leer: das mitgelieferte deutsche Modell.", "A model that sentence-transformers can load. Empty: the embedded German one."),
    "encoder_missing": ("{why} Es geht mit dem mitgelieferten Encoder weiter.", "{why} The embedded encoder is used instead."),
    "working": ("Die Artikel werden neu verglichen …", "Comparing the articles anew …"),
    "step_sentences": ("Sätze und Rollen", "Sentences and roles"),
    "step_words": ("Wörter und Grundformen", "Words and lemmas"),
    "step_vectors": ("Bedeutung (Encoder wird geladen)", "Meaning (loading the encoder)"),
    "step_links": ("Entsprechungen", "Links"),
    "step_contradictions": ("Widersprüche", "Contradictions"),
    "step_done": ("Fertig", "Done"),
    "text_rights": ("Die Texte gehören ihren Medien.", "The texts belong to their outlets."),
    # the reading view
    "hint": ("Zeigen Sie auf einen Satz: Seine Entsprechungen leuchten auf. Ein Klick (am Telefon ein Tippen) heftet ihn an und zeigt unten, was gleich ist und was sich unterscheidet.", "Point at a sentence: its counterparts light up. A click pins it and shows below what is the same and what differs."),
    "hint_close": ("Verstanden", "Got it"),
    "articles": ("Artikel", "Articles"),
    "marks": ("Markierungen und Suche", "Marks and search"),
    "filter_s": ("gemeinsam", "shared"),
    "filter_c": ("widersprüchlich", "contradicting"),
    "filter_u": ("nur hier", "only here"),
    "filter_m": ("vielleicht", "maybe"),
    "filter_a": ("Beiseitegelegtes", "set aside"),
    "legend_s": ("Blau, unterstrichen, Zeichen =: Mindestens ein anderer Artikel berichtet dasselbe. Unterstrichen ist der Teil, auf den es ankommt.", "Blue, underlined, sign =: at least one other article reports the same. The part that carries it is underlined."),
    "legend_c": ("Rot, Wellenlinie, Zeichen ≠: Ein anderer Artikel nennt etwas, das nicht zugleich stimmen kann.", "Red, wavy line, sign ≠: another article says something that cannot also be true."),
    "legend_u": ("Ohne Farbe, Zeichen ·: Kein anderer ausgewählter Artikel berichtet das.", "No colour, sign ·: no other chosen article reports this."),
    "legend_m": ("Grau gepunktet beim Zeigen, Zeichen ?: ähnlich, aber zu unsicher, um als gemeinsam zu gelten.", "Dotted grey on pointing, sign ?: similar, but too uncertain to count as shared."),
    "legend_a": ("Grau, Zeichen ¶: Bildunterschriften, Quellenangaben, Eigenwerbung, Leserkommentare. Wird nicht verglichen.", "Grey, sign ¶: captions, credits, self-advertising, readers' comments. Not compared."),
    "find": ("In allen Texten suchen", "Find in all texts"),
    "hits": ("{n} Sätze in {articles} Artikeln", "{n} sentences in {articles} articles"),
    "keys": ("Tasten", "Keys"),
    "keys_text": ("↑ ↓ oder j k: Satz\n← → oder h l: zur Entsprechung im Nachbarartikel\nn p: nächster verbundener Satz\nEnter: anheften · Esc: lösen", "↑ ↓ or j k: sentence\n← → or h l: to the counterpart next door\nn p: next linked sentence\nEnter: pin · Esc: unpin"),
    "text_of": ("Text: {outlet}", "Text: {outlet}"),
    "about_outlet": ("Über das Medium", "About the outlet"),
    "empty_article": ("Dieser Artikel enthält keinen Text.", "This article holds no text."),
    "mark_shared": ("auch in {n}", "also in {n}"),
    "mark_shared_one": ("auch in 1", "also in 1"),
    "mark_contradicting": ("Widerspruch", "contradiction"),
    "mark_unique": ("nur hier", "only here"),
    "mark_label": ("Satz {n}: {mark}", "Sentence {n}: {mark}"),
    "counterpart_one": ("1 Stelle ↓", "1 match ↓"),
    "counterparts": ("{n} Stellen ↓", "{n} matches ↓"),
    "unpinned": ("Auswahl gelöst.", "Unpinned."),
    "pinned": ("Satz angeheftet. Entsprechungen in: {outlets}.", "Sentence pinned. Counterparts in: {outlets}."),
    "pinned_alone": ("Satz angeheftet. Keine Entsprechung.", "Sentence pinned. No counterpart."),
    "published": ("veröffentlicht {when}", "published {when}"),
    "published_unknown": ("Zeitpunkt nicht angegeben", "time not stated"),
    "credit": ("Agenturen/Kürzel: {credit}", "agencies/initials: {credit}"),
    "byline": ("Von {name}", "By {name}"),
    "column_count": ("{all} Sätze: {shared} gemeinsam, {contradicting} widersprüchlich, {unique} nur hier", "{all} sentences: {shared} shared, {contradicting} contradicting, {unique} only here"),
    "role_headline": ("Überschrift", "headline"),
    "role_kicker": ("Dachzeile", "kicker"),
    "role_lead": ("Vorspann", "lead"),
    "role_subhead": ("Zwischenüberschrift", "subhead"),
    "role_body": ("Text", "body"),
    "role_quote": ("Zitat", "quote"),
    "role_caption": ("Bildunterschrift", "caption"),
    "role_credit": ("Quellenangabe", "credit"),
    "role_dateline": ("Ort und Zeit", "dateline"),
    "role_comment": ("Leserkommentar", "reader's comment"),
    "role_boilerplate": ("Seitenbeiwerk", "page furniture"),
    # facts about outlets
    "fact_medium_type": ("Art des Mediums", "Type of medium"),
    "fact_ownership": ("Eigentumsform", "Form of ownership"),
    "fact_owner": ("Eigentümer", "Owner"),
    "fact_funding": ("Finanzierung", "Funding"),
    "fact_seat": ("Sitz", "Headquarters"),
    "fact_founded": ("Gegründet", "Founded"),
    "fact_regulation": ("Regulierung", "Regulation"),
    "fact_missing": ("keine belegte Angabe", "no sourced statement"),
    "fact_position": ("Position des Mediums: {position}", "The outlet's position: {position}"),
    "source": ("Quelle: {cite} (Stand {as_of})", "Source: {cite} (as of {as_of})"),
    "source_undated": ("Quelle: {cite} (ohne Datum)", "Source: {cite} (undated)"),
    "status_seen_copy": ("nur in einer Kopie der Quelle gelesen", "seen in a copy of the source"),
    "status_seen_dated": ("Stand der Quelle; kann sich geändert haben", "as of the source; may have changed"),
    "status_derived": ("von uns nach einer Regel eingeordnet", "classified by us by a rule"),
    "outlet_unknown": ("Über dieses Medium liegen keine belegten Angaben vor.", "There are no sourced facts about this outlet."),
    # the detail panel
    "detail_none": ("**Kein Satz angeheftet.** Klicken Sie auf einen Satz, oder drücken Sie Enter auf seiner Marke.", "**No sentence pinned.** Click a sentence, or press Enter on its mark."),
    "detail_sentence": ("{outlet} · {role} · Satz {n}", "{outlet} · {role} · sentence {n}"),
    "detail_shared": ("= Auch in {n} von {others} anderen Artikeln", "= Also in {n} of {others} other articles"),
    "detail_unique": ("· Nur in diesem Artikel (keiner der {others} anderen berichtet das)", "· Only in this article (none of the {others} others reports it)"),
    "detail_contradicting": ("≠ Widerspruch", "≠ Contradiction"),
    "detail_possible": ("≠? Möglicher Widerspruch", "≠? Possible contradiction"),
    "detail_difference": ("Verglichen mit dem angehefteten Satz:", "Compared with the pinned sentence:"),
    "detail_missing": ("fehlt hier", "missing here"),
    "detail_added": ("steht nur hier", "only here"),
    "detail_similarity": ("Ähnlichkeit {n} von 100", "similarity {n} of 100"),
    "detail_why": ("Warum: {reasons}", "Why: {reasons}"),
    "detail_part": ("Gemeint ist der Teil: „{part}“", "The part that counts: “{part}”"),
    "detail_not_linked": ("Warum ist das nicht verbunden? Am ähnlichsten ist dieser Satz, mit {n} von 100; verlangt sind {threshold}.", "Why is this not linked? This sentence is most similar, with {n} of 100; {threshold} is required."),
    "detail_no_candidate": ("Kein Satz der anderen Artikel ist auch nur entfernt ähnlich.", "No sentence of the other articles is even remotely similar."),
    "detail_maybe": ("? Vielleicht dieselbe Aussage", "? Perhaps the same statement"),
    "detail_same_outlet": ("beide Artikel stammen vom selben Medium", "both articles are from one outlet"),
    "reason_wording": ("gleiche Wörter, die sonst kaum vorkommen ({words})", "the same words, rare elsewhere ({words})"),
    "reason_wording_only": ("ähnlicher Wortlaut", "similar wording"),
    "reason_meaning": ("ähnliche Bedeutung", "similar meaning"),
    "reason_part": ("ein Teilsatz sagt dasselbe", "one clause says the same"),
    "reason_names": ("dieselben Namen", "the same names"),
    "reason_numbers": ("dieselben Zahlen", "the same numbers"),
    "reason_quote": ("dasselbe Zitat", "the same quotation"),
    "reason_neighbours": ("auch die Nachbarsätze entsprechen sich", "their neighbours correspond, too"),
    "reason_third": ("beide entsprechen demselben Satz eines dritten Artikels", "both correspond to one sentence of a third article"),
    # contradictions
    "kind_duration": ("Dauer", "Duration"),
    "kind_quantity": ("Anzahl", "Number"),
    "kind_measure": ("Maß, Geld oder Anteil", "Measure, money or share"),
    "kind_date": ("Zeitangabe", "Time"),
    "kind_place": ("Ort", "Place"),
    "kind_role": ("Rollen", "Roles"),
    "kind_negation": ("Verneinung", "Negation"),
    "kind_certainty": ("Gewissheit", "Certainty"),
    "kind_attribution": ("Urheber der Aussage", "Attribution"),
    "why_values": ("Zwei Werte für dieselbe Sache, die nicht zugleich stimmen können: {left} gegen {right}.", "Two values for the same thing that cannot both be true: {left} against {right}."),
    "grade_clear": ("klar", "clear"),
    "grade_possible": ("möglich", "possible"),
    # the overview
    "overview_counts": ("Was steht wo?", "What is where?"),
    "overview_chart_title": ("Sätze je Artikel", "Sentences per article"),
    "overview_none": ("In den ausgewählten Artikeln wurde kein Widerspruch gefunden.", "No contradiction was found in the chosen articles."),
    "overview_limit": ("Gefunden werden bisher Zahlen, Dauern und Zeitangaben; andere Widersprüche sieht das Programm noch nicht.", "So far numbers, durations and times are found; other contradictions are not seen yet."),
    "overview_contradictions": ("Widersprüchliche Paare ({n})", "Contradicting pairs ({n})"),
    "column_article": ("Artikel", "Article"),
    "column_outlet": ("Medium", "Outlet"),
    "column_finding": ("Befund", "Finding"),
    "column_sentences": ("Sätze", "Sentences"),
    "column_shared": ("gemeinsam", "shared"),
    "column_contradicting": ("widersprüchlich", "contradicting"),
    "column_unique": ("nur hier", "only here"),
    "column_aside": ("beiseitegelegt", "set aside"),
    "column_published": ("veröffentlicht", "published"),
    "chart_alt": ("Balken: gemeinsame, widersprüchliche und nur hier stehende Sätze je Artikel", "Bars: shared, contradicting and unique sentences per article"),
}  # fmt: skip


def language():
    """The language the reader chose: "de" or "en"."""
    return "en" if st.session_state.get("lang", st.query_params.get("lang")) == "EN" else "de"  # the switch itself comes later


def say(key, **values):
    """A phrase in the reader's language; ``{names}`` in it are filled from ``values``."""
    text = WORDS[key][0 if language() == "de" else 1]
    return text.format(**values) if values else text


def said(both):
    """What carries its own German and English wording (a warning, a refusal), in the reader's language."""
    return both.german if language() == "de" else both.english


VALUES = (
    ("knapp ", "just under "), ("gut ", "just over "), ("rund ", "about "), ("mehr als ", "more than "), ("mindestens ", "at least "),
    ("höchstens ", "at most "), ("weniger als ", "less than "), (" Jahre", " years"), (" Monate", " months"), (" Wochen", " weeks"),
    (" Tage", " days"), (" bis ", " to "), (" Uhr", " h"), ("Mrd.", "bn"), ("Mio.", "m"), ("Wochenende", "weekend"), ("Montag", "Monday"),
    ("Dienstag", "Tuesday"), ("Mittwoch", "Wednesday"), ("Donnerstag", "Thursday"), ("Freitag", "Friday"), ("Samstag", "Saturday"),
    ("Sonntag", "Sunday"),
)  # fmt: skip


def value(text):
    """A value of the engine ("knapp 90 min") in the reader's language."""
    if language() == "en":
        for german, english in VALUES:
            text = text.replace(german, english)
    return text
