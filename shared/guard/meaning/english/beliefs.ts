import type { CategoryTables } from '../lexicon.ts';

const peoples =
  'afghan afghani albanian algerian arab bangladeshi bengali bosnian brazilian bulgarian cameroonian chinese colombian congolese cuban egyptian eritrean ethiopian filipino gambian georgian ghanaian gypsy gipsy guinean indian iranian iraqi ivorian kenyan kosovan kurdish lebanese libyan malian moldovan moroccan nigerian pakistani palestinian peruvian polish roma romani romanian russian senegalese serbian somali sudanese syrian tamil tunisian turkish ugandan ukrainian venezuelan vietnamese zimbabwean african caribbean jamaican traveller latino hispanic asian';

export const religion: readonly CategoryTables[] = [
  {
    strong: `
ramadan; shabbat; sabbath; kosher; halal; passover; yom kippur; eid; lent!; jehovah*; kingdom hall; mormon*; scientolog*; pentecostal*; evangelical*; adventist*; quaker*; hijab; burqa; headscarf; niqab; turban; kippah; mosque; synagogue; gurdwara; imam; rabbi; catechism; baptis*; apostasy; muslim; islam*; jewish; hindu; buddhis*; sikh; catholic; atheis*; agnostic*; freemason*; born again christian; opus dei
`,
    predicate: `
muslim; jewish; a jew; catholic; christian; hindu; buddhist; sikh; atheist; agnostic; protestant; orthodox; mormon; evangelical; pentecostal; jehovah*; religious!; practising; devout; baptised; baptized; quaker; pagan; a believer; churchgo*; not religious; a nun|monk|priest; ordained
`,
    linked:
      'faith!; religion; church! every; mass! every|on; prayers!; god; veil; bible; koran; quran; parish; congregation; prayer; rosary; belief; beliefs',
    disclosure: `
i|we|he|she pray|prays|prayed|praying; converted to; found|lost god|jesus|faith|religion; lost! my|his|her faith; <neg> eat|touch|drink .. pork|beef|meat .. religi*|faith|friday|lent; <neg> eat pork; no pork; i|we|he|she fast|fasting|fasts for|during|in|this; during|for ramadan; wear|wears|wearing .. headscarf|hijab|veil|turban|kippah|burqa; for religious|my|our reasons|religion|faith; religious reasons|grounds; my|our|his|her religion|faith|church|congregation|beliefs; go|goes|going to mass|church|mosque|synagogue|temple|confession; goes to mass; attend|attends .. mass|church|mosque|synagogue|temple|services; believe|believes|believed in god|jesus|allah|nothing|reincarnation; <neg> celebrate christmas|birthdays|easter; left the church|convent|priesthood|faith|witnesses|sect; joined a|the|some sect|cult|convent|seminary|witnesses; raised|brought|grew .. catholic|muslim|jewish|hindu|christian|witness
`,
  },
];
export const politics: readonly CategoryTables[] = [
  {
    strong: `
labour party; conservative party; communist*; fascis*; anarchist*; far right|left; tory; tories; lib dem; lib dems; ukip; brexiteer; marxist*; antifa; neo nazi*; democratic party; republican party; green party member|activist; party card; political activist|views|beliefs|opinions|affiliation; party member; antifascist; lega party|member; five star movement; brothers of italy; momentum member
`,
    predicate:
      'communist; fascist; socialist; anarchist; conservative; tory; republican; democrat; labour; left wing; right wing; a marxist; on the left|right politically; a leftist; a party member; a councillor; nationalist; running for; standing for; candidate; antivax*; anti vax*',
    linked: 'party!; politics; activism; campaign for',
    disclosure: `
i|we|he|she|ve|always|ll vote|votes|voted|voting .. labour|tory|conservative|green|left|right|trump|remain|leave|lega|pd|democrat|republican|communist|party|meloni|salvini|reform; member of the|a labour|conservative|green|communist|party|democratic|socialist|pd|lega; joined the|a labour|conservative|green|communist|party|democratic; member of .. party; i|he|she|m|s running|standing for|as council|mayor|election|parliament|councillor|candidate; canvass*|leaflet* for .. party|labour|election|candidate; campaign* for .. labour|party|candidate|mayor|remain|leave|referendum; went|going|was to|on|at .. protest|rally|demonstration|march against|for; politically .. left|right; my|his|her politics|political; activist for|in|with
`,
  },
];
export const union: readonly CategoryTables[] = [
  {
    strong:
      'trade union; union! rep|member|card|dues|steward|meeting|official|fees|representative|branch|delegate; shop steward; picket*; unison; works council; cgil; cisl; uil; fiom; strike fund; industrial action; scab; unionis*; unioniz*; collective bargaining',
    predicate: 'on strike; in a|the union; unionised; a shop steward; a union',
    linked: 'union!; strike!',
    disclosure: `
i|we|he|she|ve .. join|joined|member|rep|left|quit|belong .. union|unison|unite; my|our|his|her|the union rep|says|told|advised|is|lawyer|helped|card|dues; member of .. union|unison|unite|cgil|cisl|uil; went|going|go|been|we|i|m|re on strike; i|we|he|she|took taking|took|joined part|joined .. strike; elected .. union|steward|rep|works council; represent* .. workers|colleagues .. union|work|factory; organis* a union
`,
  },
];
export const sexLife: readonly CategoryTables[] = [
  {
    strong: `
gay; lesbian; bisexual; homosexual*; asexual; pansexual; transgender; transsexual; nonbinary; non binary; queer; same sex; gender! identity|reassignment|dysphoria|transition|change|clinic; sex! change|life|worker; sexual! orientation|preference|problems|partners; sexuality; coming out; came out; civil partnership; two mums|dads|moms; erectile; impoten*; prostitut*; escort; porn*; polyamor*; open relationship; hormone! therapy|treatment|replacement; an affair; affair! with; cheat*; std; sti; unprotected; virgin; one night stand
`,
    predicate:
      'gay; lesbian; bisexual; bi; trans; transgender; asexual; queer; straight!; nonbinary; homosexual; pansexual; polyamorous; transitioning; a lesbian; both women|men; intersex; impotent; celibate; attracted to; in the closet; into men|women',
    linked: 'transition; pronouns; sexuality; hormones; orientation',
    disclosure: `
my|our wife and i .. women|girls|mums; my|our husband and i .. men|guys|dads; my|his husband and he; attracted! to .. men|women|girls|boys|same; likes! girls|boys|men|women; fancy|fancies girls|boys|men|women; sleep*|slept with .. men|women|someone|others|him|her|another; having|had|has an affair; cheat* on; been unfaithful; in the wrong body; born! a|as boy|girl|man|woman|male|female; used to be a man|woman|boy|girl; uses|use|go|goes|prefer|prefers by|they|she|he|her|his pronouns|them; wants to be|become .. a girl|boy|woman|man; came|come|coming out to|as|last|at; her girlfriend|wife; his boyfriend|husband; daughter|sister|niece .. girlfriend; son|brother|nephew .. boyfriend; we are|re two women|men; two women|men living|married|together|couple; no sex; in the bedroom problems; problems in bed; visits prostitutes; dating|married|living|in|seeing to|with|love another man|woman; a married man|woman
`,
  },
];
export const ethnicity: readonly CategoryTables[] = [
  {
    strong: `
asylum; refugee!; refugees! from; residence permit; residency permit; visa! expired|overstayed|ran|refused|runs|denied|status; undocumented; illegal immigrant; deport*; immigration! status|office|detention|lawyer|papers; leave to remain; right to remain; settled status; without papers; no papers; stateless; traffick*; smuggl*; smuggled; boat from|across; home office decision|refused|interview; citizenship; naturalis*; migrant; immigrant!; ethnic! minority|origin|background; skin colour|color; racis*; racial; roma! family|community|camp|people; gypsy; traveller! family|site|camp; refused asylum; expulsion; detention centre; work permit expired|refused; my papers
`,
    predicate: `${peoples.split(' ').join('; ')}; black!; mixed race; foreign!; a foreigner; an immigrant|asylum; undocumented; stateless; refugee!; refugees!; asylum seeker; asylum seekers; migrants!; illegal!; from! africa|syria|ukraine|eritrea|sudan|afghanistan|somalia|nigeria|iran|iraq|gaza|senegal|morocco|pakistan|bangladesh|albania|romania|mali; overstayed; brown!`,
    linked:
      'permit; papers!; visa; passport expired; citizenship; nationality; origin; roots; asylum; deportation; heritage; residency; status',
    disclosure: `
fled .. war|country|home|taliban|syria|ukraine|eritrea|afghanistan|iran|persecution|bombs; fleeing; escaped from .. war|syria|ukraine|eritrea|libya|afghanistan; came|arrived|crossed|got .. boat|dinghy|lorry|lampedusa|libya|sea|desert|illegally|smuggler; i|we|he|she|family come|comes|came|is|are|am|m|re|s from syria|ukraine|eritrea|sudan|afghanistan|somalia|nigeria|iran|iraq|gaza|senegal|morocco|pakistan|bangladesh|albania|romania|mali|ghana|india|china|egypt|tunisia|turkey|peru|gambia|ethiopia|kosovo|venezuela; my|his|her|our permit|visa|papers .. expire*|expires|expired|refused|runs|ran|renewed|revoked|denied|not; waiting for .. permit|citizenship|asylum|visa|papers|passport|status; no papers|permit|visa; without papers|permit|visa|documents; <neg> have|got .. papers|permit|visa|citizenship|documents; because of|about .. my|his|her|our skin|colour|accent|race; of my|his|her .. skin|race|origin; send|sent|sending .. back to .. country|africa|syria|libya|home; applied|applying for .. asylum|citizenship|leave|visa|status; my|his|her parents are|came ${peoples.split(' ').join('|')}|from; my|his|her wife|husband|mother|father|partner|carer|girlfriend|boyfriend is|s ${peoples.split(' ').join('|')}
`,
  },
];
