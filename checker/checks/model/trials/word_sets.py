"""Sets of words of which only one can be right in a place, a set a line."""

from __future__ import annotations

__all__ = ["SETS_TEXT"]

SETS_TEXT = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter
yesterday today tomorrow
morning afternoon noon
year month week day hour minute
years months weeks days hours minutes
annual monthly weekly daily
north south east west
northern southern eastern western
northeast northwest southeast southwest
left right
up down
above below
before after
over under
more less
higher lower
increase decrease
increased decreased
increasing decreasing
increases decreases
rise fall
rose fell
risen fallen
rising falling
rises falls
growth decline
grew declined
growing declining
gain loss
gains losses
profit loss
surplus deficit
import export
imports exports
imported exported
buy sell
bought sold
buying selling
demand supply
domestic foreign
urban rural
male female
men women
man woman
boys girls
boy girl
father mother
son daughter
brother sister
husband wife
win lose
won lost
all some
always never
everyone nobody
praise criticize
praised criticized
praises criticizes
approve reject
approved rejected
approved vetoed
welcomed condemned
passed failed
acquired sold
beat lost
defeated lost
beats loses
defeats loses
admit deny
admitted denied
admits denies
confirm deny
confirmed denied
confirms denies
first second third fourth fifth sixth seventh eighth ninth tenth
positive negative
maximum minimum
largest smallest
highest lowest
best worst
oldest youngest
longest shortest
upper lower
inside outside
open close
opened closed
allow prohibit
allowed prohibited
support oppose
supported opposed
supports opposes
agree disagree
strengthen weaken
strengthened weakened
expand reduce
expanded reduced
success failure
public private
ancient modern
yuan dollars euros yen pounds
kilometers meters centimeters millimeters
tons kilograms grams
hectares mu
china japan india russia america australia canada germany france britain italy spain korea israel
chinese japanese indian russian american australian canadian german french british spanish korean
red blue green yellow black white purple orange pink brown
horse cow sheep pig chicken duck dog cat tiger lion elephant monkey rabbit wolf deer
horses cows sheep pigs chickens ducks dogs cats tigers lions elephants monkeys rabbits wolves
football basketball volleyball tennis badminton baseball swimming boxing skiing skating golf hockey
butterfly breaststroke backstroke freestyle
gold silver bronze copper iron aluminum steel zinc nickel lithium
wheat rice corn soybeans cotton potatoes peanuts sugar tea coffee
coal oil gas wind solar nuclear hydropower
apple pear orange grape banana peach lemon
apples pears oranges grapes bananas peaches lemons
beef pork mutton chicken fish shrimp
province city county district village prefecture
provincial municipal county district national local central
president premier governor mayor ambassador
primary secondary tertiary
train plane ship bus car subway bicycle helicopter
trains planes ships buses cars bicycles helicopters
airport station port
hand foot head eye ear nose mouth leg arm knee shoulder neck chest
heart liver lung kidney stomach brain
earth moon sun mars venus jupiter saturn
river lake sea mountain desert island
bridge tunnel road railway canal
flood drought typhoon earthquake fire landslide tornado
rain snow hail fog
beijing shanghai guangzhou shenzhen tianjin chongqing wuhan nanjing chengdu hangzhou
paris london berlin rome madrid moscow tokyo seoul
asia africa europe america oceania
atlantic pacific indian arctic
father mother uncle aunt grandfather grandmother son daughter nephew niece
hot cold
high low
strong weak
stronger weaker
strength weakness
strengths weaknesses
fast slow
faster slower
old new
young old
younger older
rich poor
early late
earlier later
easy difficult
easier harder
cheap expensive
safe dangerous
wide narrow
heavy light
deep shallow
wet dry
full empty
true false
good bad
better worse
many few
internal external
direct indirect
temporary permanent
voluntary compulsory
military civilian
active passive
majority minority
victory defeat
attacked defended
advance retreat
arrived left
arrive leave
borrow lend
borrowed lent
accept reject
accepted rejected
appear disappear
appeared disappeared
build destroy
built destroyed
improve worsen
improved worsened
tighten relax
tightened relaxed
encourage discourage
include exclude
including excluding
included excluded
raised lowered
accelerate slow
accelerated slowed
optimistic pessimistic
advantage disadvantage
advantages disadvantages
benefit harm
friend enemy
friends enemies
teacher student
teachers students
parent child
parents children
employer employee
employers employees
doctor nurse patient
doctors nurses patients
buyer seller
buyers sellers
creditor debtor
plaintiff defendant
winner loser
past future present
upstream downstream
outer inner
indoor outdoor
online offline
wholesale retail
entry exit
income spending
revenue expenditure cost profit
revenues expenditures costs profits
assets liabilities
deposit loan
deposits loans
birth death
births deaths
born died
married divorced
guilty innocent
hired fired
army navy
infected recovered
confirmed suspected
"""
