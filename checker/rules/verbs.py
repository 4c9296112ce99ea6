"""A compact lexicon of English verb forms, and what it says of a word's chances of being finite.

Regular forms are generated from base forms by the spelling rules of English; irregular ones are
listed. The lists are generous on purpose: a rule that looks for a *missing* verb must believe in
every word that might be one.
"""

from __future__ import annotations

from checker.rules.lexicon import words

__all__ = ["BASES", "IRREGULAR_PAST", "PARTICIPLES", "PRESENT_S", "is_ing", "past_forms"]

_REGULAR = """
abandon absorb accelerate accept accompany accomplish account accuse achieve acknowledge acquire
act adapt add address adhere adjust admit adopt advance advise advocate affect agree aim allow
alter amend amount analyze announce answer anticipate apologize appeal appear apply appoint
appreciate approach approve argue arrange arrest arrive ask assert assess assign assist associate
assume assure attach attack attain attempt attend attract attribute authorize avoid await award
back balance ban base battle belong benefit block blame boast boost borrow breach broadcast
call calculate campaign cancel capture care carry cater cause cease celebrate challenge change
characterize charge check circulate cite claim clarify clash classify clean clear close coincide
collaborate collapse collect combat combine comment commit communicate compare compete complain
complete comply comprise concentrate concern conclude condemn conduct confess confirm confront
connect consider consist consolidate constitute construct consult consume contact contain continue
contract contribute control convene convert convey convict cooperate coordinate cope correct cost
count cover crack crash create criticize cross cultivate cure cut damage dance date debate decide
declare decline decrease dedicate deem deepen defeat defend define delay delete deliver demand
demonstrate deny depart depend deploy derive describe deserve design desire destroy detain
detect determine develop devote die differ direct disagree disappear disclose discourage discover
discuss dismiss display disrupt distribute diversify divide dominate donate double download draft
drag drop earn ease echo educate elect eliminate embark embrace emerge emphasize employ empower
enable encounter encourage end endorse enforce engage enhance enjoy enlarge enrich enroll ensure
enter entitle equip escape establish estimate evacuate evaluate evolve examine exceed exchange
excite exclude execute exercise exhibit exist expand expect experience explain explode exploit
explore export expose express extend face facilitate fail favor fear feature file fill film
finance finish fire fix flee float flow focus follow force forecast form formulate foster found
fuel fulfill function gain gather generate govern grab graduate grant greet guarantee guide handle
happen harm head heighten help highlight hire hope host identify ignore illustrate imagine
implement import impose improve include incorporate increase indicate infect inform inherit
initiate injure innovate insist inspect inspire install institute instruct integrate intend
intensify interact interest introduce invade invest investigate invite involve issue join judge
jump justify keep kick kill knock label lack land last laugh launch learn leverage lift like
limit link list listen live load lobby locate look lower maintain manage manufacture mark market
marry match matter maximize measure meet mention merge migrate minimize miss mobilize modernize
monitor motivate move multiply name narrow need negotiate nominate note notice notify nurture obey
object oblige observe obtain occupy occur offer offset open operate oppose optimize order
organize originate outline overcome oversee owe own pack paint participate partner pass pave
penetrate perform permit persist persuade place plan plant play plead please pledge plunge point
poll popularize pose possess postpone pour practice praise predict prefer prepare present preserve
press prevail prevent proceed process proclaim produce progress prohibit project promise promote
prompt propose prosecute prosper protect protest prove provide publicize publish pull purchase
pursue push qualify question quote raise range rank rate reach react realize reap rebound recall
receive recognize recommend reconcile record recover recruit reduce refer reflect reform refuse
regain regard register regret regulate reinforce reject relate relax release relieve rely remain
remark remember remind remove renew renovate rent reopen repair repeat replace reply report
represent request require rescue research reserve reside resign resist resolve respect respond
rest restore restrict result resume retain retire return reveal reverse review revise revive
revitalize reward rob rule safeguard sanction satisfy save scale schedule score search secure seek
select separate serve settle shape share shift shock show sign signal skip slash slide slip slow
smile smooth solve sort spark specialize specify spell sponsor spur stabilize stage standardize
start state stay steer step stimulate stipulate stop strengthen stress strive struggle study
submit succeed suffer suggest suit supervise supply support surge surpass surprise surrender
surround survey survive suspect suspend sustain switch tackle talk target taste tend test testify
threaten tighten tolerate top total touch tour trace track trade train transfer transform translate
transmit transport travel treat trigger triple try turn undergo underline unify unite unlock
unveil update upgrade uphold urge use utilize value vary view violate visit volunteer vote vow
wage wait walk want warn wash watch weaken weigh welcome whip widen win wish withdraw witness work
worry worsen wrap yield
climb lag liken gut loom bolster buy sprout soar rally tumble plummet sag shrug blossom bloom roam
flourish thrive linger hover await resemble depict mourn crave dwell pile pour loan lean roll rock
stretch shout whisper cheer clap knock pray greet hug kiss marvel stare glance hurry rush race
"""

# base, past, participle (one word where all three are alike or past and participle are)
_IRREGULAR = """
arise/arose/arisen awake/awoke/awoken bear/bore/borne beat/beat/beaten become/became/become
begin/began/begun bend/bent/bent bet/bet/bet bind/bound/bound bite/bit/bitten bleed/bled/bled
blow/blew/blown break/broke/broken breed/bred/bred bring/brought/brought build/built/built
burn/burnt/burnt burst/burst/burst buy/bought/bought catch/caught/caught choose/chose/chosen
cling/clung/clung come/came/come cost/cost/cost creep/crept/crept cut/cut/cut deal/dealt/dealt
dig/dug/dug do/did/done draw/drew/drawn dream/dreamt/dreamt drink/drank/drunk drive/drove/driven
eat/ate/eaten fall/fell/fallen feed/fed/fed feel/felt/felt fight/fought/fought find/found/found
flee/fled/fled fly/flew/flown forbid/forbade/forbidden forget/forgot/forgotten
forgive/forgave/forgiven freeze/froze/frozen get/got/gotten give/gave/given go/went/gone
grind/ground/ground grow/grew/grown hang/hung/hung have/had/had hear/heard/heard hide/hid/hidden
hit/hit/hit hold/held/held hurt/hurt/hurt keep/kept/kept kneel/knelt/knelt know/knew/known
lay/laid/laid lead/led/led leap/leapt/leapt learn/learnt/learnt leave/left/left lend/lent/lent
let/let/let lie/lay/lain light/lit/lit lose/lost/lost make/made/made mean/meant/meant meet/met/met
overcome/overcame/overcome overtake/overtook/overtaken pay/paid/paid prove/proved/proven
put/put/put quit/quit/quit read/read/read rid/rid/rid ride/rode/ridden ring/rang/rung
rise/rose/risen run/ran/run say/said/said see/saw/seen seek/sought/sought sell/sold/sold
send/sent/sent set/set/set shake/shook/shaken shed/shed/shed shine/shone/shone shoot/shot/shot
show/showed/shown shrink/shrank/shrunk shut/shut/shut sing/sang/sung sink/sank/sunk sit/sat/sat
sleep/slept/slept slide/slid/slid speak/spoke/spoken speed/sped/sped spend/spent/spent
spin/spun/spun split/split/split spread/spread/spread spring/sprang/sprung stand/stood/stood
steal/stole/stolen stick/stuck/stuck strike/struck/struck strive/strove/striven
swear/swore/sworn sweep/swept/swept swim/swam/swum swing/swung/swung take/took/taken
teach/taught/taught tear/tore/torn tell/told/told think/thought/thought throw/threw/thrown
undergo/underwent/undergone understand/understood/understood undertake/undertook/undertaken
uphold/upheld/upheld upset/upset/upset wake/woke/woken wear/wore/worn weave/wove/woven
weep/wept/wept win/won/won withdraw/withdrew/withdrawn withstand/withstood/withstood
write/wrote/written oversee/oversaw/overseen forecast/forecast/forecast
broadcast/broadcast/broadcast outstrip/outstripped/outstripped
"""

_ROWS = tuple(row.split("/") for row in _IRREGULAR.split())
_VOWELS = "aeiou"
_DOUBLING = words(
    "admit ban commit cut dig drag drop equip grab hit knit let occur plan prefer put quit refer"
    " regret rob run set shut skip slip step stop swim top transfer transmit whip win wrap begin"
    " compel control forget get permit propel rid sit spin split spur stir submit upset"
)

IRREGULAR_PAST = frozenset(row[1] for row in _ROWS)
"""Past tenses such as «took»; many are participles, too."""
PARTICIPLES = frozenset(row[2] for row in _ROWS)
BASES = frozenset(_REGULAR.split()) | frozenset(row[0] for row in _ROWS)
"""Base forms, which are also the present tense after a plural subject."""


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


PRESENT_S = frozenset(_third_person(base) for base in BASES - {"have", "do", "be"})
"""Third persons such as «takes»."""

_ING = frozenset(
    form
    for base in BASES
    for form in (
        base + "ing",
        base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing",
        base[:-2] + "ying" if base.endswith("ie") else base + "ing",
        base + base[-1] + "ing" if base in _DOUBLING else base + "ing",
    )
)


def is_ing(word: str) -> bool:
    """Whether a lower-case word is the -ing form of a verb listed here."""
    return word in _ING


def past_forms(base: str) -> tuple[str, ...]:
    """Return the past tense and participle of a base form (both regular forms look alike)."""
    for row in _ROWS:
        if row[0] == base:
            return tuple(dict.fromkeys(row[1:]))
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base[:-1] + "ied",)
    if base in _DOUBLING:
        return (base + base[-1] + "ed",)
    return (base + "ed",)
