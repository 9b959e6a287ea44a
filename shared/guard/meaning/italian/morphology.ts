/** Gender and number fall off: "malata", "malati" → "malat"; "ceche" → "cec"; "divorzio" → "divorz". */
export function stemItalian(word: string): string {
  const { length } = word;
  const last = word.charAt(length - 1);
  const cut = !'aeiou'.includes(last) ? 0 : last !== 'u' && word.charAt(length - 2) === 'i' ? 2 : 1;
  const bare = word.slice(0, length - cut);
  if (bare.length < 2) return word;
  return bare.endsWith('ch') || bare.endsWith('gh') ? bare.slice(0, -1) : bare;
}

const clitics = ['mi', 'ti', 'si', 'ci', 'vi', 'lo', 'la', 'li', 'le', 'gli', 'ne', 'melo', 'selo', 'sene'];
/** All persons but the second plural: "avete", "fate" speak to the association, not of a person. */
const endings = {
  are: 'o i a iamo ano avo avi ava avamo avano ai asti ammo arono ero erai era eremo eranno erei erebbe erebbero ino assi asse assero ato ata ati ate ando are ar'.split(
    ' ',
  ),
  ere: 'o i e iamo ono evo evi eva evamo evano ei etti ette ettero ero era erai eremo eranno erei erebbe erebbero a ano essi esse essero uto uta uti ute endo ere er'.split(
    ' ',
  ),
  ire: 'o i e iamo ono isco isci isce iscono isca iscano ivo ivi iva ivamo ivano ii isti immo irono iro ira irai iremo iranno irei irebbe irebbero a ano issi isse issero ito ita iti ite endo ire ir'.split(
    ' ',
  ),
} as const;

/** Forms that no rule gives, accents folded. */
const irregular: Readonly<Record<string, string>> = {
  avere:
    'ho hai ha abbiamo hanno avevo avevi aveva avevamo avevano ebbi ebbe ebbero avro avra avrai avremo avranno avrei avrebbe avrebbero abbia abbiano avessi avesse avessero avuto avuta avuti avute avendo avere aver averlo averla averne',
  essere:
    'sono sei siamo ero eri era eravamo erano fui fu furono saro sara sarai saremo saranno sarei sarebbe sarebbero sia siano fossi fosse fossero stato stata stati state essendo essere esser esserlo esserci',
  fare: 'faccio fai fa facciamo fanno facevo faceva facevano feci fece fecero faro fara faremo faranno farei farebbe faccia facciano facessi facesse fatto fatta fatti facendo fare far farlo farla farmi farsi farci',
  andare:
    'vado vai va andiamo vanno andavo andava andavano andai ando andro andra andremo andranno andrei andrebbe vada vadano andato andata andati andate andando andare andar andarci andarmene',
  stare:
    'sto stai sta stiamo stanno stavo stavi stava stavano staro stara staranno starei stia stiano stato stata stati state stando stare star',
  dire: 'dico dici dice diciamo dicono dicevo diceva dissi disse diro dira direi dica dicano detto detta detti dicendo dire dir dirlo dirla dirgli dirle dirmi dirci dirvi dirglielo dirtelo dirvelo dirmelo ditelo ditegli ditele diteglielo dica dicano dicessi dicesse',
  dare: 'do dai da diamo danno dava davano diedi diede daro dara dato data dati date dando dare dar darmi darci',
  sapere:
    'so sai sa sappiamo sanno sapevo sapeva sapevano seppi seppe sapro sapra sapranno saprei sappia sappiano saputo saputa sapendo sapere saper saperlo sapesse',
  dovere:
    'devo devi deve dobbiamo devono dovevo doveva dovro dovra dovrei dovrebbe debba dovuto dovuta dovendo dovere dover',
  uscire:
    'esco esci esce usciamo escono uscivo usciva uscii usci uscira usciro uscito uscita usciti uscite uscendo uscire uscir esca',
  venire:
    'vengo vieni viene veniamo vengono veniva venivano venni venne verro verra verranno venuto venuta venuti venute venendo venire venir venga',
  tenere:
    'tengo tieni tiene teniamo tengono teneva tenne terro terra tenuto tenuta tenuti tenendo tenere tener tenerlo tenga tengano tenete tenetelo tenerla',
  morire: 'muoio muore muoiono moriva morii mori morirono morira morto morta morti morte morendo morire morir muoia',
  bere: 'bevo bevi beve beviamo bevono bevevo beveva bevuto bevuta bevendo bere berra',
  perdere:
    'perdo perdi perde perdiamo perdono perdevo perdeva persi perse persero perdero perdera perso persa perduto perduta perdendo perdere perder',
  prendere:
    'prendo prendi prende prendiamo prendono prendevo prendeva presi prese presero prendero prendera preso presa prendendo prendere prender prenda',
  mettere:
    'metto metti mette mettiamo mettono metteva mise misero messo messa messi messe mettendo mettere metter metta mettera',
  togliere:
    'tolgo toglie tolgono toglievano tolse tolsero tolto tolta tolti tolte togliere toglier togliermi togliergli togliera toglieranno tolga',
  chiedere:
    'chiedo chiedi chiede chiediamo chiedono chiedeva chiesi chiese chiesto chiesta chiesti chieste chiedendo chiedere chieder chiedera',
  chiudere: 'chiudo chiude chiudono chiuse chiuso chiusa chiusi chiuse chiudere',
  uccidere: 'uccido uccide uccidono uccise ucciso uccisa uccidere uccidermi uccidersi uccidera',
  scoprire: 'scopro scopre scopriamo scoprono scoprii scopri scoperto scoperta scoperti scoprire',
  soffrire:
    'soffro soffri soffre soffriamo soffrono soffrivo soffriva soffri soffrira sofferto sofferta soffrendo soffrire soffra',
  scrivere: 'scrivo scrive scrivono scritto scritta scrivere',
  vivere: 'vivo vive viviamo vivono vivevo viveva vissuto vissuta vivendo vivere vivra',
  credere: 'credo crede crediamo credono credevo creduto credere credente',
  rimanere:
    'rimango rimane rimaniamo rimangono rimasi rimase rimasero rimasto rimasta rimasti rimaste rimanendo rimanere rimarra',
  piangere: 'piango piange piangono piangeva pianse pianto piangendo piangere',
  nascondere: 'nascondo nasconde nascondono nascosto nascondere',
  vendere: 'vendo vende vendiamo vendono venduto venduta vendendo vendere',
  sapersi: 'sappia sapesse',
  smettere: 'smetto smette smettono smesso smise smettere smetta',
  ammettere: 'ammetto ammette ammesso ammettere',
  permettere:
    'permetto permette permettiamo permettono permesso permettere permettermi permetterci permetterselo permettermelo permettermela',
  convivere: 'convivo convive conviviamo convivono convissuto convivere convivenza',
  spendere: 'spende spendo speso spesi spendere',
  costringere: 'costringe costringono costretto costretta costrinse costringere',
  rinchiudere: 'rinchiude rinchiuso rinchiusa rinchiudere',
  offendere: 'offende offendono offeso offesa offendeva offendere',
  subire:
    'subisco subisci subisce subiamo subiscono subiva subii subi subito! subita subiti subite subendo subire subira',
  riuscire: 'riesco riesci riesce riusciamo riescono riuscivo riusciva riuscito riuscita riusciti riuscire',
  potere:
    'posso puoi puo possiamo possono potevo poteva potevano potro potra potrei potrebbe possa possano potuto potere poter',
  volere:
    'voglio vuoi vuole vogliamo vogliono volevo voleva vorrei vorrebbe vorremmo voglia voluto voluta volere voler',
};

export function conjugateItalian(verb: string): readonly string[] {
  const listed = irregular[verb];
  if (listed !== undefined) return listed.replaceAll('!', '').split(' ');
  const bare = verb.replace(/(?:si|rsi)$/u, (end) => (end === 'rsi' ? 're' : ''));
  const kind = bare.slice(-3);
  if (kind !== 'are' && kind !== 'ere' && kind !== 'ire') throw new Error(`no conjugation for: ${verb}`);
  const root = bare.slice(0, -3);
  const forms = endings[kind].map((ending) => join(root, ending, kind));
  return [
    ...forms,
    ...clitics.map((clitic) => root + kind.slice(0, 2) + clitic),
    ...clitics.map((c) => `${root}${kind === 'are' ? 'ando' : 'endo'}${c}`),
  ];
}

/** "pag" + "i" → "paghi"; "picchi" + "iamo" → "picchiamo"; "lasci" + "ero" → "lascero". */
function join(root: string, ending: string, kind: 'are' | 'ere' | 'ire'): string {
  if (kind !== 'are') return root + ending;
  if (/[cg]$/u.test(root) && /^[ei]/u.test(ending)) return `${root}h${ending}`;
  if (root.endsWith('i') && (ending.startsWith('i') || (/[cg]i$/u.test(root) && ending.startsWith('e')))) {
    return root.slice(0, -1) + ending;
  }
  return root + ending;
}
