"""Word lists of the verb lexicon: regular and irregular bases, bases that are nouns as well."""

from __future__ import annotations

__all__ = ["ALSO_NOUNS_TEXT", "IRREGULAR_TEXT", "REGULAR_TEXT"]

REGULAR_TEXT = """
abandon abide abolish absorb abuse accelerate accept access accommodate accompany accomplish
account accumulate accuse ache achieve acknowledge acquaint acquire act activate adapt add address
adhere adjust admire admit adopt advance advise advocate affect affirm afford age aggravate agree
aim allege alleviate allocate allow alter alternate amass amend amount amplify analyze anchor
announce answer anticipate apologize appeal appear applaud apply appoint appreciate apprehend
approach approve argue arouse arrange arrest arrive ask assassinate assemble assert assess assign
assist associate assume assure atone attach attack attain attempt attend attest attract attribute
augment authenticate authorize avoid await award back bake balance ban base battle beg believe
belong benefit betray beware bite blame blend blink block bloom blossom blur boast boil bolster
boost borrow bounce bow breach breathe breed browse bulge bully bury bypass calculate calibrate
call camp campaign cancel capitalize captivate capture care carry cater cause cease celebrate
censor challenge change channel characterize charge check cheer cherish chew chill circulate
circumvent cite claim clamp clap clarify clash classify clean clear climb cloak close coax
coincide collaborate collapse collect collide combat combine comfort command commemorate commence
comment commit communicate commute compare compete complain complement complete comply comprehend
compress comprise conceal concede concentrate concern conclude condemn condone conduct confer
confess configure confine confirm confiscate conform confront confuse congratulate conjure connect
consent conserve consider consist consolidate conspire constitute construct consult consume
contact contain contemplate contend continue contract contradict contrast contribute control
convene convert convey convict convince cook cooperate coordinate cope correct correspond corrupt
cough count counter cover crack crash crave create cripple criticize cross crouch cry culminate
cultivate curb cure damage dance dare date dazzle debate debut deceive decide declare decline
decompose decorate decrease dedicate deduce deem deepen defeat defend define deflect defy degrade
delay delete deliberate delight deliver demand demonstrate deny depart depend depict deplete
deploy depress deprive derive descend describe deserve design desire destroy detain detect deter
deteriorate determine devastate develop deviate devote diagnose dictate die differ differentiate
digest diminish direct disagree disappear disappoint discharge disclose discourage discover
discredit discuss disguise dislike dismiss dispatch disperse displace display dispose dispute
disregard disrupt disseminate dissolve distort distract distribute disturb diversify divert divide
dock dodge dominate donate dot double download draft drag drain dread drift drill drool drop drown
dump duplicate dwell earn ease echo educate elaborate elect elevate elicit eliminate emanate
embark embarrass embrace emerge emit emphasize employ empower emulate enable enact encode
encompass encounter encourage end endanger endeavor endorse endure energize enforce engage enhance
enjoy enlarge enlighten enlist enrich enroll ensue ensure entail enter entertain enthrall entitle
entrust envision envy equate equip eradicate erect erode erupt escalate escape eschew escort
establish estimate evacuate evade evaluate evict evoke evolve exacerbate exaggerate examine exceed
excel exchange excite exclude execute exercise exert exhaust exhibit exhort exist expand expect
expedite expel experience expire explain explode exploit explore export expose express extend
extract exude fabricate face facilitate fade fail falter fascinate fasten favor fear feature fetch
figure file fill film finalize finance finish fire fit fix float flock flood flourish flow focus
fold follow force forfeit form formalize formulate fortify foster found frighten frustrate fry
fuel fulfill function fund fuse gain gamble garner gather generate glance glorify govern grab
graduate grant grapple grasp graze greet guarantee guard guide gut hail halt hamper handle happen
harass harm harness harvest hatch hate haunt head heal heighten help hesitate highlight hike
hinder hire hoist honor hope host house hover hug hum hurl hurry identify ignore illuminate
illustrate imagine impact impair impede impel implement implore imply import impose impress
imprison improve inaugurate incite incline include incorporate increase incur indicate induce
infect infer inflate inflict influence inform infringe inhabit inherit inhibit initiate inject
injure innovate inquire insert insist inspect inspire install instill institute instruct insulate
insult insure integrate intend intensify interact intercept interest interfere interpret interrupt
intervene intimidate introduce intrude invade invent invert invest investigate invite invoke
involve irritate isolate issue itch jeopardize jog join judge jump justify kick kill kindle kiss
kneel knit knock label lack lag lament land languish lash last laugh launch lean lessen leverage
levy liberate lick lift like liken limit linger link list listen live load loan loathe lobby
locate lodge look loom loosen love lower lurk magnify maintain manage manifest manipulate
manufacture mar march mark market marry marvel master match matter mature maximize measure mediate
melt mention merge merit migrate mimic mine minimize mislead miss misuse mitigate mix mobilize
mock model moderate modernize modify monitor motivate mount mourn move multiply murder name
narrate narrow navigate need neglect negotiate nest nod nominate normalize note notice notify
nourish nurture obey object oblige obscure observe obsess obstruct obtain occupy occur offend
offer offset omit open operate oppose optimize orbit order organize originate oust outline
outnumber outperform output outweigh overhaul overlook override overthrow overturn overwhelm owe
own pack paddle paint paralyze partake participate partner pass patrol pave peak penetrate
perceive perfect perform perish permit perpetuate persist persuade pervade pick pile pin pinpoint
pioneer place plague plan plant play plead please pledge plough plow plummet plunge point poll
pollinate ponder pool popularize portray pose position possess post postpone pour power practice
praise pray precede precipitate preclude predict prefer prepare present preserve press pressure
presume pretend prevail prevent print prioritize probe proceed process proclaim procure produce
profit progress prohibit project prolong promise promote prompt prop propagate propel propose
prosecute prosper protect protest provide provoke publicize publish pull punish purchase purge
purify pursue push qualify quarantine quell quench question quote race radiate rain raise rally
range rank rate ratify reach react reaffirm realize reap reassure rebound rebuff rebuild rebuke
recall receive recite reclaim recognize recommend reconcile reconsider record recover recruit
rectify redefine redouble reduce refer refine reflect reform refrain refuse refute regain regard
register regret regulate rehabilitate reign reinforce reinvent reiterate reject rejoice rejuvenate
relate relax release relieve relinquish relish relocate rely remain remark remember remind remove
render renew renounce renovate rent reopen repair repay repeal repeat repel replace replenish
reply report represent repress reproduce request require rescind rescue research resemble reserve
reshape reside resign resist resolve resonate resort respect respond rest restart restore restrain
restrict result resume resurge retain retaliate retire retreat return reunite reveal revel
reverberate revere reverse revert review revise revitalize revive revolve reward ridicule ring
ripen risk roam rob rock roll rot row rule rush sacrifice safeguard sag sail salute sanction
satisfy saturate save savor scale scatter schedule score scramble scrap scream screen scrutinize
search secure seem seize select separate serve settle sew shape share sharpen shatter shelter
shield shift shock shoulder shout shrug sign signal simplify simulate skate ski skip slam slash
slaughter slip slow smash smile smooth smuggle sneeze soar solidify solve soothe sort sound sow
span spare spark spawn specialise specialize specify speculate spell spill spit sponsor spray
sprout spur squeeze stabilize stage stagnate stall standardise standardize star stare start starve
state stay steer stem step stimulate sting stipulate stitch stop store strain strand streamline
strengthen stress stretch strip struggle study subdue submit subscribe subside subsidize
substantiate substitute subtract succeed succumb sue suffer suggest suit summarize summon
supervise supplement supply support suppress surf surge surpass surprise surrender surround survey
survive suspect suspend sustain swallow sway switch symbolize tackle tailor talk tame target taste
tempt tend terminate terrify test testify thank thirst threaten thrive thwart tie tighten toast
tolerate top topple torture total touch tour trace track trade train trample transcend transfer
transform transition translate transmit transport travel traverse treat tremble trigger trim
triple triumph trot trouble trust try tumble turn twist uncover underline undermine unearth unfold
unify unite unleash unlock unravel unveil update upgrade urge use usher utilize utter vaccinate
validate value vanish vary venture veto vie view vindicate violate visit void volunteer vomit vote
vouch vow wage wait waive walk wander want warn warrant wash waste watch water waver weaken weed
weigh welcome whip whisper whistle widen wield wink wipe wish wither withhold witness wonder work
worry worsen wrap wreak wrinkle yawn yearn yell yield zoom
"""

# base/past/participle
IRREGULAR_TEXT = """
arise/arose/arisen awake/awoke/awoken bear/bore/borne beat/beat/beaten become/became/become
begin/began/begun bend/bent/bent bet/bet/bet bind/bound/bound bite/bit/bitten bleed/bled/bled
blow/blew/blown break/broke/broken breed/bred/bred bring/brought/brought
broadcast/broadcast/broadcast build/built/built burn/burnt/burnt burst/burst/burst
buy/bought/bought cast/cast/cast catch/caught/caught choose/chose/chosen cling/clung/clung
come/came/come cost/cost/cost creep/crept/crept cut/cut/cut deal/dealt/dealt dig/dug/dug
do/did/done draw/drew/drawn dream/dreamt/dreamt drink/drank/drunk drive/drove/driven eat/ate/eaten
fall/fell/fallen feed/fed/fed feel/felt/felt fight/fought/fought find/found/found flee/fled/fled
fly/flew/flown forbid/forbade/forbidden forecast/forecast/forecast forget/forgot/forgotten
forgive/forgave/forgiven freeze/froze/frozen get/got/gotten give/gave/given go/went/gone
grind/ground/ground grow/grew/grown hang/hung/hung have/had/had hear/heard/heard hide/hid/hidden
hit/hit/hit hold/held/held hurt/hurt/hurt keep/kept/kept kneel/knelt/knelt know/knew/known
lay/laid/laid lead/led/led leap/leapt/leapt learn/learnt/learnt leave/left/left lend/lent/lent
let/let/let lie/lay/lain light/lit/lit lose/lost/lost make/made/made mean/meant/meant meet/met/met
outstrip/outstripped/outstripped overcome/overcame/overcome oversee/oversaw/overseen
overtake/overtook/overtaken pay/paid/paid prove/proved/proven put/put/put quit/quit/quit
read/read/read rid/rid/rid ride/rode/ridden ring/rang/rung rise/rose/risen run/ran/run
say/said/said see/saw/seen seek/sought/sought sell/sold/sold send/sent/sent set/set/set
shake/shook/shaken shed/shed/shed shine/shone/shone shoot/shot/shot show/showed/shown
shrink/shrank/shrunk shut/shut/shut sing/sang/sung sink/sank/sunk sit/sat/sat sleep/slept/slept
slide/slid/slid speak/spoke/spoken speed/sped/sped spend/spent/spent spin/spun/spun
split/split/split spread/spread/spread spring/sprang/sprung stand/stood/stood steal/stole/stolen
stick/stuck/stuck strike/struck/struck strive/strove/striven swear/swore/sworn sweep/swept/swept
swim/swam/swum swing/swung/swung take/took/taken teach/taught/taught tear/tore/torn tell/told/told
think/thought/thought throw/threw/thrown undergo/underwent/undergone
understand/understood/understood undertake/undertook/undertaken uphold/upheld/upheld
upset/upset/upset wake/woke/woken wear/wore/worn weave/wove/woven weep/wept/wept win/won/won
withdraw/withdrew/withdrawn withstand/withstood/withstood write/wrote/written
"""

ALSO_NOUNS_TEXT = """
abuse access act address advance advocate age aim amount anchor answer appeal approach arrest
attack attempt award balance ban base battle beat bend benefit bet bite blame blend block bloom
boast boil boost bow breach break broadcast build burn burst buy call camp campaign capture care
carry cast catch cause challenge change channel charge check cheer chill claim clash close
collapse combat comfort command comment commute concern conduct consent contact contract contrast
contribute control cook cost cough count cover crack crash cross cry cure cut damage dance dare
date deal debate debut decline decrease defeat delay deliberate delight demand design desire
discharge dispatch display dispute divide dock double download draft drain draw dread dream drift
drill drink drive drop dump duplicate ease echo elaborate end endeavor envy escape escort estimate
exchange exercise exhaust exhibit experience export express extract face fall favor fear feature
feed feel fight figure file fill film finance find finish fire fit fix flee float flood flow fly
focus fold force forecast form foster found fuel function fund gain gamble gather glance go grab
graduate grant grasp grow guarantee guard guide halt handle hang harm harness harvest hate head
help hide highlight hike hit hold honor hope host house hug hum hurry hurt impact import increase
influence initiate inquire insert insult interest invest issue join judge jump kick kill kiss
knock label lack land last laugh launch lay lead lean leap leave levy lie lift light like limit
link list live load loan lobby lodge look love lower make manifest march mark market marry master
match matter mean measure meet merge merit mine miss mix mock model moderate monitor mount move
murder name narrow need nest nod notice object offer offset open orbit order output overhaul own
pack paint partner pass patrol pay peak perfect permit pick pile pin pioneer place plague plan
plant play plead please pledge plunge point poll position post pour power practice praise prefer
present press pressure prevent print probe process produce profit progress project promise promote
prompt prop protest prove provide pull purchase purge push quarantine question quit quote race
rain raise rally range rank rate reach read rebound recall record recruit reform refuse regard
register regret reign release rent repair repeal repeat reply report request rescue research
reserve resort respect rest result retreat return reverse review reward ride ring rise risk rob
rock roll row rule run rush sacrifice sail sanction save scale schedule score scramble scrap
scream screen search secure select separate serve set settle shake shape share shelter shield
shift shine shock shoot shoulder shout show shut sign signal sink sit skip slash sleep slide slip
slow smash smile smooth sort sound span spare spark speak speed spell spend spill spin split
sponsor spray spread spring spur stage stall stand star start state stay steal steer stem step
stick sting stop store strain strand stress stretch strike strip struggle study substitute
supplement supply support surf surge surprise survey suspect sway sweep swim swing switch talk
target taste tear test thank throw tie toast top torture total touch tour trace track trade train
transfer transition transport travel treat trigger trim triumph trouble trust try turn twist
update upgrade uphold upset urge use value venture veto view visit void volunteer vote vow wage
wait wake walk want warrant wash waste watch water wear weigh welcome whistle win wipe wish
witness wonder work worry wrap yell yield zoom
"""
