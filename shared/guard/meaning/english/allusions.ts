import type { CategoryTables } from '../lexicon.ts';

/** What people say around the thing itself: by its signs and its consequences. */

export const alludedHealth: CategoryTables = {
  disclosure: `
having|had|have|getting|got my|his|her|the gallbladder|appendix|tonsils|womb|prostate|kidney|spleen|hernia|cataract|cataracts|hip|knee out|removed|done|operated|replaced; my|his|her pancreas|liver|kidneys|prostate|bowel|womb .. scan|cancer|failing|tumour; scan .. pancreas|liver|lungs|brain|bones
spread|spreading to .. bones|bone|liver|lungs|brain|lymph; has|have|s spread .. bones|liver|lungs|brain; found .. needle|syringe; throat|tongue closes|swells|closed; wake|wakes|woke up screaming|sweating|crying; forgets|forget to .. turn|switch .. cooker|gas|oven|hob; wanders|wandering .. night|nights|off; hair is|was coming|falling out; the drip|drips; inhaler|epipen; comfort care|only; stopped|stop the treatment|chemo|drugs|feeding; ring|rang|rung|calling|phoned from ward|icu|hospital;
memory|eyesight .. gone|going|failing; rushed to|into a|hospital|casualty|emergency|theatre; put|putting|fitted|replace|replaced|replacing .. new|both|my|his|her hip|hips|knee|knees|valve|stent; a new hip|knee|kidney|liver|valve|heart; make|makes|making herself|himself|myself sick|vomit; shadow|mass|growth|spot on|in .. lung|lungs|liver|breast|brain|kidney|pancreas|scan; off my|his|her medication|pills|tablets|insulin; baby|son|daughter|twins .. incubator|neonatal|premature; chest pains; sectioned; coughing blood; can|cannot|not keep food down; back .. in hospital; fighting for his|her life; only .. weeks|months to live; given .. weeks|months to live; terminal; bad news from .. doctor|hospital|scan|clinic; results .. not|weren|aren good; hooked on painkillers|pills|opioids; overdos*;
off the drink|booze|drugs; using again; waiting list for kidney|liver|heart|transplant|surgery|operation; passed out; smells of gin|drink|alcohol|whisky|wine; stopped eating; hear|hears voices; months|years|days|weeks sober|clean; oxygen tank; dizzy spells; removed|took .. gall bladder|womb|breast|kidney|thyroid|appendix|ovary; have|has|got ibs|ms|cfs; liver|heart|kidney|prostate is enlarged|failing; burnt out; signed off; remember|remembers my|his|her|our .. any more; lost .. weight .. nerves|stress; sniffs glue|coke; inject|injects myself|himself|herself; going mad; cry|cries|crying all|every|day|night; attempted suicide; i|she|he .. given .. months; nut|severe allergy
`,
};
export const alludedDisability: CategoryTables = {
  disclosure:
    'guide|assistance dog; push|pushes|pushing my|his|her|me chair|wheelchair|in; hearing aid|aids; extra time at|in|for school|exam|exams|test; born with|without one|a|an hand|arm|leg|eye; taken|took|lost his|her|my speech; on the|autistic spectrum; read|reads lips; lip reads; only hear|see with|out; talks|speaks|communicates with a|her|his pictures|hands|board|tablet; got|has|have one arm|leg|hand|eye; walk|walks with .. frame|stick|crutches; hear|hears next to nothing; needs|need .. hoist|carer|lifting; losing|lost my|his|her sight|hearing; got|have|has blue badge; <neg> use my|his|her .. hand|arm|leg|legs|hands; walk|walks with two|a sticks|stick|limp|cane; registered disabled|blind',
};
export const alludedReligion: CategoryTables = {
  disclosure: `
i|we|he|she|they go|goes|going|get|need to|at the|a|my mosque|synagogue|temple|gurdwara|kingdom hall|mass; off to mosque|synagogue|mass; never|not|no on saturdays|fridays|sundays .. synagogue|mosque|church|temple
watchtower; found|met|meet jesus|god|christ; light|lights the candles .. friday|sundown|sabbath; took|taken|take my|his|her|the vows; religious vows; <neg> shake hands;
practising|practicing|observant|devout|lapsed catholic|jew|muslim|christian|hindu; in a cult|sect; celebrate|celebrates hanukkah|diwali|eid|passover; no longer believe; dad|father|mother|husband|wife|son|brother is|s .. vicar|priest|pastor|imam|rabbi|nun|minister; read|reads .. quran|koran|bible|torah; my|our church|mosque|temple|synagogue
`,
};
export const alludedPolitics: CategoryTables = {
  disclosure: `
branch|ward|constituency chair|secretary|treasurer for|of labour|the|conservative|green|lib|reform; hard line|diehard|staunch|lifelong nationalist|tory|labour|socialist|communist|unionist|republican|democrat|brexiteer
i m|am on the left|right and|proud|politically; chained himself|herself|myself|themselves; climate|peace|anti war|antiwar protest|activist|camp; sits|sat in parliament|council;
runs|chairs|leads the|our local labour|conservative|tory|green|party|republican|democrat; on the list|ballot for|of|in .. elections|election|left|right|party; party .. all my|his|her life|days; gave|gives|give money|donations to .. party|labour|tories|right|left;
works|work|working for green|labour|conservative|democratic|tory|party|mp; anti government; marches against|for; every march; secretary|chair|member|treasurer of .. conservatives|labour|greens|democrats|party|republicans|tories; is|s an|a mp|councillor|senator|mayor for; votes|vote trump|labour|tory|green|left|right|biden; signed .. petition .. mayor|government|against|minister
`,
};
export const alludedUnion: CategoryTables = {
  disclosure:
    'downed tools; down tools; blacklisted; handed|gave|sent in|back .. union|unison|unite card; organises|organizes|organising|organizing .. couriers|workers|nurses|drivers|staff|colleagues|cleaners; sacked|fired|dismissed|moved .. strike|union|organising; union .. tribunal|case|lawyer for|is|against; organised|organized|led|joined|supported walkout|stoppage|strike|picket; staff rep; works council; union|rep asked|told|advised me|us',
};
export const alludedSexLife: CategoryTables = {
  strong: 'puberty blockers; two mum family; same sex; double life; my dads; my mums',
  disclosure: `
gay|lesbian|bi dating|hookup app|apps|site; grindr; used to be .. badge|name|call|stephen|steven|john; are|is|were a couple .. room|double|bed; my wife and i two|both women; my husband and i two|both men|blokes
wear|wears|wearing dresses|skirts|makeup|bra; come|live|lives|living|dress|dresses as a woman|man|girl|paula; pay|pays|paying .. girls|women|boys .. flat|sex|night; two men|women .. double bed|room; know|knows about me and; left me|him|her for a|another woman|man;
are|re an item; in love with his|her .. flatmate|boss|neighbour|teacher; carrying on with; caught him|her|them|husband|wife with .. woman|man|secretary|girl|lad|another; likes boys|girls|men|women; fancies boys|girls|men|women; sleeps around; be with|see|sees other men|women;
sleeping with the|another|someone|his|her; two mum|dad|mom family; both guys|men|women|girls|lads; two brides|grooms; <neg> have sex; sex any more; my dads|mums|moms; living a double life; girlfriend and i .. brides|women|married|girls; boyfriend and i .. men|grooms|guys
`,
};
export const alludedEthnicity: CategoryTables = {
  disclosure:
    'reception centre|center; walked .. balkan|desert|border; balkan route; a kurd; i|we am|m|are|re .. kurds|kurd; came .. lorry|boat|dinghy|border; live|lives|living .. reception|asylum|refugee centre|camp|hostel',
};
export const alludedJudicial: CategoryTables = {
  disclosure: `
did a runner; on the run; sign|signing|signs at the|in at police|station|barracks; a summons; summons with|for; fined for hitting|fighting|assault|punching|driving; barred|banned from working with; missed .. parole; young offenders;
police|they .. searched .. house|flat|home|room; lost|taken|took .. licence|license .. drink|drunk|drugs; drink|drunk driving; on remand; on bail; restraining order; a record for|of; record for .. dealing|theft|violence|assault; community service|payback for|hours; <neg> go near the|his|her house|school|kids|children; a tag till|until; on a|the tag;
was|were|been|got arrested; due in court; witness in|at|for a|the .. trial|case; got|given|received .. suspended|sentence; under house arrest; court date; judge gave|ordered|said|told; giving|give|gave evidence against|in|at; can|may go out .. nine|tag|curfew; curfew; community work
`,
};
export const alludedFamily: CategoryTables = {
  strong: 'condolences; paternity test; dna test',
  disclosure: `
the|his|her girl|boy|child|baby .. isn|is|not|t his|hers|mine; after|since the split|breakup|separation; sleeps|sleeping at his|her mother|brother|parents s|since; took|got|kept the house .. spoken|spoke|speaking; keeping|keeps .. grandchildren|kids|children|grandkids from us|me; papers from .. lawyer|solicitor;
my|his|her wife|wifes|husband|husbands|partner left me|him|her|us; wifes left; husbands left; mother|father|mum|dad|parents <neg> see|sees|visit|visits|want|wants him|her|me|them|us; pay|pays|paying maintenance|alimony; second|other|another|secret family; <neg> have children|kids|babies; grew up in .. care|home|orphanage|foster; in laws threw|kicked|put; suing|sue each other|brother|sister|my .. house|will|money|estate;
parents fight|argue|row|shout|hate; isn|is t|not the|my|his father; loss of your|my|his|her .. father|mother|wife|husband|son|daughter|dad|mum|brother|sister; buried|bury dad|mum|my|our|him|her|father|mother|husband|wife; <neg> called|spoken|visited|rung .. year|years|months|since; sleep in separate; separate rooms|bedrooms .. husband|wife|now; took|taken the|my|our children|kids|son|daughter abroad|away
`,
};
export const alludedAbuse: CategoryTables = {
  strong: 'women s shelter; womens shelter; in a refuge; dirty messages; silent calls',
  disclosure: `
husband|wife|partner|boyfriend|son|he|she keeps|took|takes|holds|has my|her|his bank|card|cards|phone|passport|wages|pension .. card|away|drawer|locked|off; locks .. phone|me|her in|the|out; takes her|his|my wages|pension|money off|from; slap|slaps|slapped|hit|hits|shout|shouts old|mr|mrs|the old .. mr|mrs|man|lady|resident; grabs|grabbing|grabbed|touching|touches|touched|pinches my|her waist|bum|bottom|breast|leg|thigh|backside
holes in .. doors|door|wall|walls .. fists|fist|punched; hide|hides|hiding the|all knives|keys|car; corners|cornered|corner me|her|him; marks on her|his|my|granny arms|neck|wrists|face; finger marks; marry me|her|off|my .. off|cousin|uncle; throws|threw things|plates|chairs at|me; reads every|my|all message|messages|mail|letters;
dad|father|mum|mother|he|she|stepdad|teacher|coach used to hit|belt|beat|slap|thrash|smack|touch|hurt; belt|belts|belted|thrash|thrashed|whipped|caned|smacked|clouted me|him|her|us; put|puts|putting his|her|their hand|hands on|up; goes|going|went for me|us|her|him .. drink|drunk|pub|knife; smash|smashes|smashed .. things|everything|plates|up|furniture; gives me .. allowance|pounds|euros a week; <neg> let|lets me .. alone|own; ran away|off with .. kids|children|bag; hits|hit them|him|her|kids with a|the|his|her; filthy|disgusting messages|calls;
coach|teacher|boss|uncle|stepdad|priest|man|leader|volunteer touched|touches|groped|slapped|hit|pushed|shoved|kissed; i m in a refuge; give out my address; sends|sent me dirty|naked|nude|obscene|disgusting messages|photos|pictures; kill me|us|her if; pushed|shoved .. lady|woman|man|girl|boy|pensioner; tracker on|in my; tracking my phone; <neg> go home; he s furious; silent calls; makes|made|making comments about|on my; pulled|pointed a|the knife|gun; locked .. in|inside .. room|house|toilet|cellar|closet
`,
};
export const alludedMinors: CategoryTables = {
  disclosure: `
nobody|no one feeds|fed|looks after|watches him|her|them|the kids; run|ran away from home
lad|girl|boy|kid|child|she|he .. nine|ten|eight|seven|eleven|twelve|six .. smelling|smells|reeks of|like beer|drink|wine|smoke|urine; showed|shows|showing .. little|kids|boys|girls|children .. dirty|porn|naked|rude films|videos|pictures|magazines; hasn|not|t eaten for days|weeks; burns like|from cigarette|cigarettes|iron; gives her|him|them presents|money|sweets .. quiet|secret|tell; court .. put|placed|moved .. children|kids|child|boys|girls; begged <neg> to|be go|sent home;
<kid>|lad|lass .. run|ran|runs|running away .. home|twice|again|school; <kid> .. ties|tied|tie|locks|locked|beats|hits him|her|them|up|in; <kid> .. without lunch|dinner|food|breakfast|shoes|coat; <kid> .. same clothes; leave|leaves|leaving|left .. <kid> .. on her|his|their own|alone; <kid> .. wets|wet|soils himself|herself|bed|themselves; <kid> .. older|grown man|men|boyfriend; <neg> go|been|gone|going to school .. since|for|again|weeks|months; group|chat|page against her|him|my;
slapped|hit|touched|shouted|shouts|hurt|kissed .. year old|olds|child|pupil|girl|boy|kids; <minorage> .. called fatty|names|fat|retard|gay; grown|older|adult man|men|guy .. girls|girl|boys|kids|children; <minorage> .. marks|bruises|burns|cuts on; girl|boy|child .. burns|marks|bruises|cuts on|hands|legs|arms; <minorage> .. old .. stopped|drunk|drinking|locked|touched|marks|burns|scared|crying|pregnant|filmed|alone; <kid> .. locked|filmed .. in|toilet|changing|cupboard|dark; <kid> .. called fatty|names|fat
`,
};
export const alludedEconomic: CategoryTables = {
  disclosure: `
rent|rents|mortgage .. months|weeks behind; skint; behind with|on the rent|mortgage|bills
changed|change the locks; card gets|got|was|is refused|declined; nothing but pasta|bread|rice|soup; wash|shower|washing at the|in station|gym|pool; no place to|of live|sleep|stay; have|got no place|home|other job; purse|wallet|fridge is|s empty; chores|work|clean|cleaning instead of .. fee|paying|pay; red letters; final demands; shoes with holes; if .. lunch|food|meal is free;
pawn|pawned|pawning my|the|his|her; sold|selling my wedding|ring|jewellery|car .. pay|bills|rent; repossessed; took|taken back the|my car|van|house; heat|heating one|only|just room; turn|turned|switch off .. heating; <neg> heating|electricity|gas|power since|for|this; three|two|four|six months behind; behind with|on the|my rent|mortgage|bills; loan shark; gambles|gambled|gambling it|away|lot|wages; on the minimum;
firm|company|business|shop .. bust|bankrupt|folded|closed; lost everything; i|we|he|she owe|owes|owed .. thousand|thousands|hundred|money|pounds|euros; kids|children|we|i skip|skips lunch|meals|dinner|breakfast; until payday; till payday; closed|froze|frozen my|our .. account; hours|wages|pay were|was|got cut|halved; thrown out; <neg> buy .. shoes|food|books|clothes|nappies|milk|medicine; live|living in|out .. caravan|car|garage|van|tent|hostel; <neg> cope .. money|bills|rent
`,
};
export const alludedConfidence: CategoryTables = {
  disclosure: `
you never saw|heard that|this|it|me; you didn t hear|see it|this|that from|me
goes|go|going no further; kept|keep it|this from her|his|my|their sister|wife|husband|mother|father|family|mum|dad; forged|faked the|his|her|a|my signature|form|papers|receipt; missing money; read it|this when .. alone|yourself; came from nobody; bury it; carry this|it alone|any; only .. and now you know;
nobody else must|should|can|may see|read|know|hear; only the|you chair|chairman|president|director .. open|read|see|know; between you me; stay|stays in the|this room|office; forget i|that i ever|said|told|wrote; never happened; took .. money|cash from|out the|of tin|till|box|kitty|raffle|collection; own up; under your hat; not a word to|about; <neg> written down; not in writing; on the quiet; hush hush; keep my name out; leave|keep my name out|off;
talk|speak|see to|with|someone someone|somebody|you privately|alone; see someone|somebody alone; nobody|no one in my|our|the .. knows|know; was me who|that; me who broke|took|did|stole; promise|swear|promised you|not|me .. t|not|tell|never|nobody; writing|telling .. in secret; <neg> put it|this in|on .. file|record|writing|minutes; tell you in person; lied to|about|in|on; weighs on|heavily me|my; <neg> even my|wife|husband|mother .. knows|know; not even .. knows; something i regret; did something i; only ones|one|person who|that know|knows; tear|burn|destroy this|it; confided; <neg> know that|he|she|i .. comes|come|here|wrote|writing|called; told me in secret
`,
};
