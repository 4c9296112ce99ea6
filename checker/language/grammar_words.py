"""Small word lists of English grammar: closed classes, sentence openers, abbreviations.

There is no part-of-speech tagger in this package, so the grammar-like rules lean on words whose
class hardly varies. All entries are lower-case.
"""

from __future__ import annotations

__all__ = [
    "ADJECTIVES",
    "ABBREVIATIONS",
    "ARTICLES",
    "AUXILIARIES",
    "CLOSED_CLASS",
    "CONJUNCTIONS",
    "DETERMINERS",
    "FRAGMENT_OPENERS",
    "NAME_HEADS",
    "OPENER_PHRASES",
    "OPENER_WORDS",
    "PREPOSITIONS",
    "PRONOUN_OBJECTS",
    "PRONOUN_SUBJECTS",
    "RELATIVES",
    "WEEKDAYS_MONTHS",
    "words",
]


def words(text: str) -> frozenset[str]:
    """Return the set of the words in a text."""
    return frozenset(text.split())


ARTICLES = words("a an the")
DETERMINERS = ARTICLES | words(
    "this that these those my your his her its our their every each some any no another such"
    " both all many several few most much"
)
PREPOSITIONS = words(
    "of in on at by for with from to into onto upon about above across after against along among"
    " amid around as before behind below beneath beside besides between beyond despite during"
    " except inside like near off out outside over past per since through throughout toward"
    " towards under until unlike via within without"
)
CONJUNCTIONS = words("and or but nor yet so because although though while whereas if unless than")
RELATIVES = words("that which who whom whose where when what how why")
PRONOUN_SUBJECTS = words("i we you they he she it there who which that these those this")
PRONOUN_OBJECTS = words("me us him them")

AUXILIARIES = words(
    "am is are was were has have had do does did can could may might shall should will would must"
    " ought cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't"
    " couldn't mightn't shouldn't won't wouldn't mustn't needn't ain't"
    " i'm you're we're they're he's she's it's that's there's here's what's who's where's how's"
    " i've you've we've they've i'll you'll he'll she'll it'll we'll they'll that'll"
    " i'd you'd he'd she'd we'd they'd let's"
)
"""Words that are a finite verb, or contain one, whatever stands around them."""

CLOSED_CLASS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | RELATIVES | PRONOUN_SUBJECTS | PRONOUN_OBJECTS
    | AUXILIARIES
    | words("be been being not also only even just very more most less least too then there here")
)  # fmt: skip

OPENER_PHRASES: tuple[str, ...] = (
    "At present", "At the same time", "At that time", "At the end of", "At the beginning of",
    "In addition", "In recent years", "In particular", "In fact", "In other words", "In general",
    "In contrast", "In the past", "In the future", "In the meantime", "In the first half",
    "In the next step", "In terms of", "In order to", "In this regard", "In this way",
    "For example", "For instance", "For this reason", "As a result", "As a consequence",
    "As for", "As of", "As the", "On the one hand", "On the other hand", "On this basis",
    "On the contrary", "By the end of", "By contrast", "According to", "Compared with",
    "Compared to", "Since then", "After that", "Because of", "Due to", "With the",
    "Next year", "Last year", "This year", "This month", "This week", "Next step",
    "This morning", "This afternoon", "This evening", "That day", "That year", "At that",
    "This is", "This was", "This will", "This has", "These are", "These were", "Those who",
    "It is", "It was", "It has", "It will", "It also", "It's", "There are", "There is",
    "There were", "There was", "There will", "He said", "She said", "They said", "He is",
    "He was", "He has", "He also", "She is", "She was", "She has", "She also", "They are",
    "They were", "They have", "They also", "We are", "We have", "We will", "We must",
    "We should", "We need", "Among them", "From January", "So far", "Up to now", "Of these",
    "Of course", "Right now", "For now", "By now", "Until now", "Even so", "In short", "In total",
    "To date", "At first", "At last", "These days", "Last month", "Last week", "Next month",
    "Not only", "Not long", "More than", "Some of", "Many of", "Most of", "Each of",
)  # fmt: skip
"""Phrases that open a sentence and, so capitalised, hardly ever stand inside one."""

OPENER_WORDS: tuple[str, ...] = (
    "Currently", "Meanwhile", "However", "Therefore", "Moreover", "Furthermore", "Nevertheless",
    "Nonetheless", "Consequently", "Additionally", "Similarly", "Likewise", "Finally", "Besides",
    "Subsequently", "Afterwards", "Thus", "Hence", "Instead", "Otherwise", "Recently",
    "Previously", "Specifically", "Accordingly", "Unfortunately", "Overall", "Although",
    "Because", "Whereas", "Unless", "Despite", "Nowadays", "Today",
)  # fmt: skip
"""Single words of the same kind; trusted a little less than the phrases."""

FRAGMENT_OPENERS = words(
    "not no yes never perhaps maybe of thanks thank hence such so what how why who where when"
    " even especially including hello welcome congratulations good sorry please same or nor"
    " exactly absolutely right wrong well okay ok indeed all only just until because and but if"
    " despite according according besides first second third secondly thirdly finally one two"
    " another others enough nothing none everything anything hardly always"
)
"""First words of short sentences without a verb that good writers do write."""

ABBREVIATIONS = words(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt rev hon st jr sr vs no nos vol fig inc ltd"
    " co corp bros dept univ est approx etc jan feb mar apr jun jul aug sep sept oct nov dec mt"
    " pp ed eds ave blvd rd cf al e.g i.e a.m p.m u.s u.k u.n d.c ph.d messrs maj"
)
"""Words whose full stop does not end a sentence, without that stop."""

ADJECTIVES = words(
    """
    able academic active actual additional advanced agricultural annual available average bad
    basic best better big broad busy careful central cheap clean clear close cold comfortable
    commercial common complete complex comprehensive considerable constant continuous convenient
    correct cultural current daily dangerous deep developed different difficult digital direct
    domestic early ecological economic educational effective efficient elderly electric enough
    environmental equal excellent existing expensive extensive external extra fair false
    familiar famous fast favorable final financial fine firm first flexible foreign formal
    former fresh full fundamental future general global gradual happy hard healthy heavy high
    higher historic historical honest hot huge human important impossible independent individual
    industrial initial innovative intelligent intense internal international joint key large
    larger largest last late later latest leading legal likely limited local long-term low lower
    main major medical mental middle minor mobile modern narrow natural necessary new next
    normal northern obvious official online open ordinary original overall particular personal
    physical poor popular positive possible potential powerful practical precise present
    previous primary private proper public quick rapid rare raw ready real recent regional
    regular related relevant reliable remote rich rural safe scientific second separate serious
    severe sharp short significant similar simple single slow small smart smooth social soft
    southern special specific stable standard steady strategic strict strong successful sudden
    suitable sustainable tall technical technological temporary third tight total traditional
    typical unique unusual urban urgent useful usual various vast vital warm weak wide wider
    young younger
    """
)
"""Frequent adjectives, which a noun follows."""

WEEKDAYS_MONTHS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december"
)

NAME_HEADS = words(
    "ministry government president state province city county party committee company group"
    " bank university institute bureau department commission administration association council"
    " office agency authority court congress league union federation academy center centre"
)
"""Heads of names: «The Ministry …» may open a sentence though a capital follows the article."""
