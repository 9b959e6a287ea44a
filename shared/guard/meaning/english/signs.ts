import type { CategoryTables } from '../lexicon.ts';

/** Everyday signs of each thing: what is seen, done and gone through, where its name is not said. */

export const signsOfReligion: CategoryTables = {
  strong: 'iftar; friday prayers; prayer mat; lay reader; churchwarden; altar server; house group; kingdom hall',
  disclosure: `
take|takes|taking|took|give|gives communion; after|before mass; breaking|break my|our the fast; fast|fasting until|till sunset; i|we|he|she sing|sings|serve|serves .. mass|church; pray|prays five; halal|kosher only|please|meat|food; because|account of .. lent|sabbath|ramadan|faith|religion; my|our|his|her vicar|priest|imam|pastor|rabbi|parish|prayer; god told|called|helped|answered|has; became|become a nun|monk|priest|buddhist|muslim|catholic|quaker; church elder|warden family; chapel every|on sunday|sundays; taking|took .. vows; leaving|left the jehovah|witnesses|church|brethren
`,
};
export const signsOfPolitics: CategoryTables = {
  strong:
    'extinction rebellion; just stop oil; sinn fein; plaid cymru; snp; bnp; edl; maga; reform uk; socialist workers',
  disclosure: `
voted|vote brexit|leave|remain|trump|labour|tory|conservative|reform|green|biden|corbyn|farage; voted for brexit|leave|remain|trump|labour|corbyn|farage|reform; lifelong|staunch|card carrying|proud|always labour|tory|conservative|socialist|communist|democrat|republican|liberal|green|remainer|leaver; labour|tory|conservative man|woman|voter|supporter|family; knocking|knocked|knock doors for; stood|stand for council|parliament|mayor|labour|greens|election; delivering|deliver|leaflets for labour|tories|conservatives|greens|party; marched|marching against|for|with .. brexit|war|cuts|government|palestine|israel|climate; my|our constituency party; counting|telling for labour|tories|greens
`,
};
export const signsOfUnion: CategoryTables = {
  strong:
    'picket line; strike ballot; strike pay; strike vote; workplace rep; branch secretary; union branch; usdaw; gmb; rmt; nasuwt; ucu; tssa; blackleg; cobas; work to rule; shop floor rep; union subs; union work|business|duties|stuff|conference',
  disclosure: `
voted|vote|voting|balloted|ballot to|for|on strike|walk|action; cross|crossed|crossing the picket; out on strike; came|come|coming|went|go out on strike; i|we|he|she|ll strike|striking .. tomorrow|again|monday|friday|week|pay|teachers|nurses|depot; lost .. day|days|pay|wages .. strike|striking|striked; sacked|fired|bullied|punished|victimised|threatened .. union|organising|organizing|striking|strike; signed|sign up to|with|for .. union; paid|pay|paying my|his|her .. subs|dues .. union; rep! at work|my|for the|our; my|our|his|her rep says|said|told|advised|came|is; unionise|unionize|unionising|unionizing|organise|organize .. warehouse|shop|staff|workers|depot|drivers; walked out .. colleagues|workmates|warehouse|shift|factory|depot; convenor at|for|of; stood|stand|standing for|as steward|convenor|rep; the union is|are|got|took|fought|helped|backed|paid|wants|called; active in|with .. union; union! man|woman|family
`,
};
export const signsOfSexLife: CategoryTables = {
  strong: `
trans! kid|kids|child|son|daughter|teen|boy|girl|man|woman|people; gay|lesbian|queer|bi! son|daughter|brother|sister|couple|friend|marriage; pronouns; deadname; dead name; top surgery; chest binder; testosterone; oestrogen; estrogen; grindr; onlyfans; viagra; libido; sperm donor; two mothers|fathers|mummies|daddies; mistress; morning after pill; sexual health; cheating on; cheated on; swingers; fetish; kink*; rainbow family
`,
  disclosure: `
came|come|coming out to|as|at|last|when; likes|fancies|dates|dating|loves|prefers girls|boys|men|women|guys; like girls|boys|men|women .. way|too|both|instead; used to be|was a|my|his|her girl|boy|lass|lad|son|daughter|brother|sister|man|woman; born a|as girl|boy|man|woman; goes by|now|known|called .. he|she|they|him|her|he|name .. now; wants|asked to be called .. boy|girl|he|she|they|name; he s|she s my boyfriend|girlfriend; seeing another|other a man|woman|married; slept|sleeping|sleeps with .. man|woman|him|her|men|women|husband|wife|colleague|boss|someone|somebody; having a fling|affair; has|had a lover|fling|affair; <neg> touched me; no longer intimate|sleep together; <neg> sleep together; trouble|problems in|in the bed|bedroom; in love with another|married a man|woman|girl|boy; husband and i|he are both|men|husbands; wife and i|she are both|women|wives; <neg> shared a bed|room; both of us are women|men|girls|lads; my wife is|and i|as .. woman|women|lesbian; <neg> straight; kissed|kissing another a girl|boy|man|woman; on tinder|grindr
`,
};
export const signsOfEthnicity: CategoryTables = {
  strong: 'asylum hotel; no recourse; biometric card; home office letter; hostile environment; asylum claim',
  disclosure: `
police|guards|officers come|comes|came|check|stop .. run|hide|papers|passport|deport; run|hide|hiding from police|immigration; go|went back to where|your|their own .. country|from|came; called me|him|her|us .. paki|gypsy|foreigner|names because|skin; afraid|scared .. deported|immigration|papers|sent; back in my country; in my country we|i|there|war; war in my; my|our country .. war|bombs|dictator|prison; crossed .. sea|sahara|channel|border|mountains; no passport .. took|smuggler|lost; my|his|her student|spouse|work visa; spat .. headscarf|black|foreign; because .. black|brown|foreign|roma|gypsy|traveller|muslim
`,
};
export const signsOfJudicial: CategoryTables = {
  strong:
    'banged up; on remand; on tag; doing time; hmp; youth court; crown prosecution; breathalys*; handcuff*; non molestation; criminal damage; abh; gbh; released on licence; unpaid work; community order',
  disclosure: `
he|she|s|is|are|son|brother|nephew|husband|dad|uncle|cousin inside at|until|till|for|again|since|now; back inside; gets|got|get|coming|comes out in|on|next|after .. months|years|prison|inside; got .. years|months for; serving|served|done time|years; points on my|his|her; disqualified|banned from driving; visit|visiting|visits my|him|her|his .. prison|jail|inside; held|kept overnight|in cell|cells|station; in a|the police cell|cells; police .. door|took|interviewed|seized|statement; court|tribunal on|next|tomorrow .. monday|tuesday|wednesday|thursday|friday|week|month; up before the; in front of the judge|magistrate; his|my|her probation|parole|solicitor officer|says|thinks|reckons; nicked for|by; done for theft|fraud|drugs|drink|driving|speeding|assault; fiddled the|his books|till; fingers|hand in the till; took|taken|taking money .. till|cash|box|fund; pleaded|pleading|plead guilty
`,
};
export const signsOfFamily: CategoryTables = {
  strong:
    'late husband; late wife; late mother; late father; late partner; late son; late daughter; divorce papers; single parent; decree nisi; contact order; special guardianship; every other weekend with',
  disclosure: `
my|our|his|her marriage; marriage is|was over|finished|ending|falling|rocks; living apart; sleeping|sleep|sleeps in|on the spare|sofa|couch|separate room|bed; we|we re|it s finished|through|over between|us; over between us; signed|sent|served the|divorce papers; fallen|fell|falling out with my|his|her .. brother|sister|son|daughter|mother|father|family|mum|dad; <neg> spoken to|since .. brother|sister|son|daughter|mother|father|dad|mum; cut me|us|him|her off; cut off contact; no contact with my|his|her|our; <neg> invited to my|his|her .. wedding|funeral; scatter|scattered|scattering ashes|her|his; his|her|my|dad|mum ashes; passed away; passed on last|in; laid to rest; first christmas|birthday|easter|year without; on my|his|her own since|now; dad|father|mother|mum <neg> in picture|around|involved; <neg> know who .. father|dad; <neg> his|her|my|the real father|dad|mother|mum; found out .. adopted|father|affair; moved back in|with with|my|her|his parents|mum|dad; gone off with another|a|him|her; every other|second weekend; has|have|get|gets|got .. kids|children|boys|girls .. weekends|half|every; dad|mum|he|she .. new girlfriend|boyfriend|family|wife; stepdad|stepmum|stepfather|stepmother .. hate|row|problem|shout; house .. sold|split .. divorce|separate; contesting|contest|fighting over .. will|house; mum and dad|my parents .. apart|split|separate|shout|fight|court; grew up in|without care|father|mother|orphanage; put|placed in|into foster|care; widowed
`,
};
export const signsOfAbuse: CategoryTables = {
  strong: 'eggshells; safe house; poison pen; women s aid; elder abuse; indecent; exposed himself; flashed at',
  disclosure: `
put|puts|putting|had|slid|slides|keeps|rested his|her|a hand|hands|arm .. knee|leg|legs|thigh|bottom|bum|breast|waist|backside|throat|neck|skirt|top; flinch|flinches|flinched when|at|if|every|because; flinch; jump|jumps|jumped when .. door|key|comes|he; walking|walk on eggshells; loses|lost|lose his temper .. me|us|kids|hit|throw|smash; smashes|smashed|throws|threw|breaks .. plates|phone|door|things|furniture|wall .. at|me|when|us|angry; punches|punched .. wall|walls|door; hides|hid|took|takes .. my|her .. keys|passport|purse|phone|bank; ask|asks|have to ask his|him|for permission; grabbed|grabs|pulled|drags|dragged|pinned|pins me|her|him .. throat|hair|arm|wrist|wall|down; by the throat|hair; rubbed|pressed|pushed himself|up against; brushes|brushed|brushing up against; wouldn t stop|move|leave .. touching|me|hand|it; <neg> take no for; touched me up; felt me up; comments|remarks about|on my|her .. body|breasts|chest|legs|bum|figure; calls|called me|her|him|us stupid|useless|worthless|fat|whore|slut|bitch|names; spits|spat at|on|in me|her|us|my|face; hide|hides|hiding|cover|covers .. bruises|marks|arms|eye; marks on my|her|his; cigarette burns; walked into a|the door again; fell down the stairs again; dread|dreads going|when .. home|him|weekend; keeps|kept turning|ringing|texting|following|messaging|phoning up|me|her; turns|turned up at|outside my|her|the .. house|work|flat|door; <neg> leave me|her|us alone; stands|stood|sits|sat|parked|parks|waits outside my|her|our house|flat|window|work|door; nasty|vile|threatening|abusive|horrible letters|messages|calls|notes|texts|emails; slashed .. tyres; pinches|pinched .. me|her|arm|bottom|bum; rough with me|her|mum|nan|residents; keeps me|her in|locked|prisoner; <neg> allowed out|friends|phone|money|visitors|see|leave; he frightens|scares me|us|her; frightened|scared|afraid in my own|of what; safe .. tonight|home|him; get|got away from him|my husband|partner; kicks off when|if|at; hurting me|her|us|mum; raised his|her fist|hand|hands
`,
};
export const signsOfMinors: CategoryTables = {
  strong: 'young carer; child in need; looked after child; county lines; free school meals; child line; childline',
  disclosure: `
filmed|filming|photographed|photographing|films|photographs .. changing|toilet|toilets|showers|shower|kids|children|girls|boys|pupils; home alone all|every|most|for|from|until|since|at|day|week|night|while; <kid> .. alone all|in|at|every day|night|evening|week|house|flat; <kid> .. same|no|without clothes|lunch|breakfast|coat|dinner|shoes; <kid> .. flinches|flinched|hides|hungry|bruise|filthy|thin; <kid> never has|eats|had|brings .. lunch|breakfast|dinner|food; <kid> .. sleeps|asleep in|at class|school|desk; <kid> .. drawings|draws|drew of|himself|herself|dad; <kid> <neg> want|go .. home; <kid> .. secret game|games|secrets|touch; messaging|messages|texting|chatting|texts .. boys|girls|kids|pupils|children|daughter|son|pupil|girl|boy; older|grown|strange man|men|guy|bloke .. online|messages|photos|daughter|son|pictures; <kid> .. vaping|vape|vapes|smokes|drunk|knife|blade|gang|weed|stole|stolen|shoplifting; <kid> .. ran|run|runs away; <kid> .. called|calls names|fat|stupid|gay|ugly|freak; <kid> .. eats|sits|plays .. alone|nobody; nobody plays with|sits; video|photo|picture of him|her|my|the .. round|school|going|shared|group; <kid> .. scars|razor|cuts|scratches; <kid> .. looks|cares|cooks|looking|caring after|for mum|mother|dad|brother|brothers|sisters; <kid> .. told|whispered|admitted|confided; <kid> .. shakes|shaking|trembles|wets|soils|bites; asked for|asking|wanted .. photos|pictures .. child|girl|boy|her|him|daughter|son|kids; <kid> .. slapped|smacked|hit|locked|shouted|dragged by|in|at|with|across; <kid> <neg> been|going|in to school; excluded|suspended from school
`,
};
export const signsOfEconomic: CategoryTables = {
  strong:
    'final demand; maxed out; section 21; emergency credit; pawn shop; pawned; sanctioned; hardship fund; red letters; fee waiver; notice to quit',
  disclosure: `
nothing in the cupboards|cupboard|fridge|purse|account|bank|freezer; cupboards|cupboard|fridge|purse|freezer are|is|s bare|empty; nothing left in|after|until; empty fridge|purse|cupboards|cupboard; counting pennies|coins; heating|hot water off|turned off|broken; <neg> put .. heating|oven|lights on; <neg> had heating|gas|electric|electricity|meal|food; living|live on toast|beans|noodles|porridge|rice; one meal a day; eat|eats|eating once a; missing meals; money runs|ran out|gone|stops; sleep|sleeping|sleeps on friends|floor|sofas|sofa|couch|friend; nowhere to|else live|sleep|go|stay; given|got notice by|from|landlord; contract ended|ends|wasn|not renewed; lost|losing .. shifts|wages|pension; waive|waived|reduce|drop|forget the|my|our fee|fees|subscription; sold|selling my|our|her|his .. ring|car|tv|jewellery|furniture .. pay|rent|bills|food; benefits|pip|pension|money stopped|cut|stops|late; savings are|have|all gone|run|left; wages haven|late|not|never paid|come; child support late; <neg> got .. bus fare|fare|penny|money|pennies; use|using|used candles; <neg> a penny|bean to; in the red; behind on everything; can .. pay when|later|instalments|next|bits .. money|month|wages|benefits
`,
};
export const signsOfConfidence: CategoryTables = {
  disclosure: `
you never saw|heard|read|got|spoke; you didn t|<neg> see|hear .. from me; didn t hear|get .. from me; <neg> hear it from me; pretend you|i <neg>|never|didn; forget i said|told|asked|wrote; never happened; mum s the word; keep|stay mum|schtum|stum; not a word to|about|please; hush hush; my lips|lips are sealed; swear you|me <neg>|to|won|secrecy; burn|eat this|after; under wraps; this stays here|with|between; stays with you; only you and i; don t let .. find|know|see|slip|on; <neg> breathe; <neg> on the system|computer|register|record|minutes; take my name off|out; leave my name off|out; <neg> use my name; <neg> say .. from|was me|i; i ve|i never told|said|admitted|spoken; nobody has to|else know; no one has to|else know; been carrying|living|keeping .. secret|years|alone|this; i lied; i ve lied|stolen|been lying; can i speak|talk .. alone|someone|private|nobody; rather not|<neg> write|say .. in writing|email|here|down; can t say .. here|email|phone|writing
`,
};
