/**
 * Classes of words, so that the model has met a word that its training text does not contain. Normalised words; a star
 * stands for any ending. A class says what a word is about, never that something is confidential.
 */
const classes = {
  illness: `tumor* cancro cancer carcinom* melanom* leucemi* leukemi* leukaemi* linfom* lymphom* metastas* neoplasi* oncolog* diabet*
    glicemi* asma asmatic* asthma* bronchit* polmonit* pneumoni* enfisem* bpco epiless* epileps* epilept* seizure* convulsion* ictus stroke infart* heart cardiopat* aritmi*
    scompenso fibrillazion* embolia embolie trombos* ischemi* ipertes* pressione emicrani* migraine* cefale* parkinson* alzheimer* demenz*
    dementia sclerosi sclerosis sla distrofia fibromialgi* fibromyalg* artrit* arthrit* artros* osteoporos* lupus celiac* coeliac* celiachia
    crohn colite rettocolite ulcera gastrit* reflusso cirrosi epatit* hepatit* hiv aids sieropositiv* sifilid* gonorre* herpes tubercolos* tbc scabbia
    covid polmon* rene reni dialisi dialysis insufficienz* tiroid* thyroid* ipotiroid* anemi* anaemi* emofili* trapianto trapiantat* transplant* allergi* allerg* anafila* anaphyl*
    psoriasi dermatit* vitiligine eczema endometrios* menopausa prostat* incontinen* cistit* calcol* ernia* hernia* frattur* frattura* femore
    depress* ansia ansios* anxiety anxious panic* bipolar* schizofren* schizophren* psicos* psicotic* borderline ossessiv* doc ptsd anoressi* anorexi* bulimi* burnout
    esaurimento suicid* autolesion* insonni* dca psichiatr* psychiatr* malatti* malat* illness disease sindrome syndrome infezion* infection* sepsi tumour* lump nodulo nodul*
    aborto abort* miscarr* incinta pregnan* gravidanz* ivf sordita vertigin* svenut* sven* crisi epistassi emorroidi anoressic* celiaco glaucoma cataratta maculopatia`,
  therapy: `chemio* chemo* radioterap* radiother* psicoterap* psicolog* psycholog* therapist* therapy terapi* counsel* ricover* ospedal* hospital* operat* operaz* intervento surgery
    surgeon chirurg* medicin* medicament* farmac* pastigli* pillol* pills pill tablets meds antidepress* ansiolitic* xanax lexotan tavor valium prozac zoloft litio sertralina insulin* ventolin
    cortison* metadone methadone naltrexone antabuse biopsi* risonanz* tac mri ecografi* analisi referto referti esami diagnos* visita cardiolog* neurolog* ematolog*
    urolog* ginecolog* nefrolog* diabetolog* reparto ambulatorio prognosi convalescen* riabilitaz* rehab* fisioterap* physio* terapeut* prescri* cura cure treatment
    hospice palliativ* rianimazion* intensiva flebo gesso protesi pacemaker bypass stent operato operata ricoverato dimess* clinica csm spdc tso asl`,
  addiction: `alcolis* alcolist* alcol alcool alcohol* bere beve bevo ubriac* drunk drinking sobr* sober tossic* tossicodip* drog* drug* droga cocain* eroina heroin eroin* cannabis crack spinell* canne
    ludopat* ludopati* scommess* gambl* slot gratta macchinette azzard* serd sert comunita dipendenz* addict* alcolisti recovery astinen* ricadut* relaps* disintossic* detox overdose`,
  disability: `disabil* disable* invalid* handicap* carrozzin* wheelchair* rotelle stampell* crutch* deambulator* paraplegi* tetraplegi* paralis* paralizz* amput* protes*
    cieco ciechi cieca blind* ipoveden* veden* sordo sorda sordi sordomut* sordociec* deaf* udito acustic* hearing autis* autistic* asperger spettro spectrum down
    dislessi* dyslexi* dsa adhd disturb* discalculi* disortograf* ritardo cognitiv* sostegno accompagnamento 104 lis braille mobility mobilita cane-guida guida non-autosufficiente autosufficien* badante
    oculista sindrome disprassi* tourette balbuzi* stutter* minorat* impaired impairment`,
  religion: `cattolic* catholic* cristian* christian* protestant* evangelic* valdes* pentecostal* ortodoss* orthodox testimon* geova jehovah mormon* avventist*
    musulman* muslim* islam* moschea mosque ramadan imam halal sunnit* sciit* velo hijab ebre* jew* jewish kosher shabbat sabato sinagoga synagogue rabbi* buddhis* buddist* hindu* induist* sikh* turbante
    ateo atea atei atheist* agnostic* credent* believ* praticant* practising practicing messa mass parrocchi* parish* chiesa church preg* pray* preghier* battez* battesim* baptis* sbattezz* cresima
    comunion* quaresima lent digiun* fasting convert* conversion* fede faith dio god vangelo bibbia bible corano quran setta sect rosario catechis* suora seminarista scomunic* regno neocatecumenal* opus scientology animist* pagan*`,
  politics: `partito party pd lega leghist* forza m5s grillin* fratelli rifondazion* comunis* communis* socialis* labour tory tories conservative* democratic* republican* fascis* antifascis* destra sinistra
    anarchic* sovranist* sezione candidat* candidate* elezion* election* elett* vot* voted vote votato comizio attacchin* volantin* tesser* militan* attivist* activist* consigliere comunale sindaco assessore
    referend* comitato manifestazion* corteo protest* centrodestra centrosinistra verdi greens liberal* radical* meloni schlein salvini conte berlusconi simpatizzant* primarie campagna circolo lista`,
  union: `sindacat* sindacal* cgil cisl uil usb cobas fiom fim uilm ugl filcams fisascat flc spi rsu rsa rls union unions unionised unison unite tuc scioper* strike* striking picchett* picket* delegat* rappresentan*
    vertenz* contrattazione camera steward iscritt* trattenut*`,
  orientation: `gay gays lesbic* lesbian* omosessual* homosexual* bisessual* bisexual* bi trans transgender transess* transizion* transition* nonbinar* binar* queer asessual* asexual* lgbt* arcigay coming outing eterosessual*
    pride unione unit* civil* marito husband moglie wife compagna compagno fidanzat* ragazza ragazzo girlfriend boyfriend partner sessual* sexual* sesso sex gender genere deadname pronom* pronoun* ormon* hormon*
    amante lover prostitut* escort impoten* viagra orientamento orientation drag poliamor* polyam* erezion* libid*`,
  origin: `rom sinti sinto zingar* gips* romani nomad* etni* ethnic* nero nera neri black colore african* afro* senegal* nigerian* marocc* morocc* tunisin* algerin* egizian* egypt* eritre* etiop* somal* ghanes* ivorian* malian* gambian* guinean* congoles* camerun*
    sudanes* liban* sirian* syria* iraq* irachen* curd* kurd* turc* turk* afghan* pakistan* bangla* bengal* indian* cinguales* srilankes* cinese* cinesi chines* filippin* filipin* ucrain* ukrain* russ* moldav* rumen* romania* romanian* alban* kosovar* serb* bosniac*
    bulgar* polacc* polish georgian* peruvian* ecuador* colombian* bolivian* brasilian* brazil* cuban* dominican* venezuel* salvador* argentin* straniero straniera stranieri mulatt* meticci*
    origin* nato nata born radici roots`,
  migration: `permesso soggiorno rifugiat* refugee* profug* asilo asylum richiedent* protezione clandestin* irregolar* undocumented visto visa visas cittadinanz* citizenship questura sbarc* barcone barca immigrat* migrant* espuls* deport* respint*
    ricongiung* cas sprar sai minore-straniero expired overstay* status apolide stateless frontiera border`,
  judicial: `carcer* prigion* prison* jail* galer* deten* detenut* condann* convict* sentenz* reato reati crime criminal* penal* penale pregiudicat* precedenti record arrest* domiciliari probation messa-alla-prova indagat* indag* imputat* accused process* tribunal* court
    giudice judge querel* denunci* denunc* procura pm avvocat* lawyer* solicitor braccialett* tag parole libertà-vigilata liberta sorvegl* semiliberta affidamento affidato uepe truff* fraud* furto rubat* theft stole stolen rapin* robb* spacci* spaccio dealing
    patteggi* udienza hearing testimone witness ergastol* daspo fedina casellario diffida ammend* multa penal* caserma carabinieri fermato riciclagg* aggression* omicid* rissa scontat* scont* pena bail charged charges police`,
  breakup: `separat* separaz* separa* divorz* divorc* ex affid* custody affido mantenimento alimony aliment* assegno tradit* tradi* cheat* affair lasciat* lascia left moved litig* litigi* liti arguing vedov* widow* lutto
    mort* morta morto died dead death decedut* defunt* mancat* funeral* orfan* orphan* adottat* adott* adopt* riconosc* paternità paternita dna tribunale mediat* coniug* matrimon* marriage married sposat* cacciat* ripudi* crisi amant* alienaz* visit* incontri-protetti
    parlano parla parliamo rapporti estrane* estranged suocer* eredita eredità successione testament*`,
  violence: `picchia* picchi* botte schiaff* pugn* calci mena menat* menato mani violen* violent* abus* abus* stupr* rape* raped molest* harass* stalk* perseguit* perseguitat* minacc* threat* insult* umili* humiliat* offend* strattona* strattonat* spint* spinge
    aggredit* aggred* ricatt* blackmail* grida urla sgrida controlla control* segue pedina* tocca toccat* palpat* palpa touch* grop* bull* bullies hits hit hitting slap* beat* beats punch* kick* hurt* livid* bruis* bruise* paura scared afraid
    terrore antiviolenza centro rifugio shelter refuge codice-rosso rinchius* chiude maltratt* mobbing mobbizz* mistreat* strangol* afferrat* sputa sputat* revenge foto-intime`,
  child: `bambin* bimb* minor* minore minorenn* figlio figlia figli nipot* nipotin* ragazzin* child children kid kids son daughter boy girl grandson granddaughter toddler baby alunn* pupil* studente adolescent* teen* quattordicenn* quindicenn* sedicenn* tredicenn*
    dodicenn* undicenn* decenn* neonat* asilo elementari medie anni years assistente-sociale assistenti sociali social affidatari* casa-famiglia neuropsichiatr* npi maestra scuola school doposcuola classe compagn* spogliatoio catechista educator* tutor*`,
  hardship: `isee debit* debt* indebitat* mutuo rate arretrat* arrears sfratt* evict* pignor* bollett* affitto rent disoccupa* unemploy* licenzi* fired sacked redundan* laid cassa cassintegrat* sussidi* benefits naspi reddito rdc adi
    povert* poverty pover* poor broke soldi money stipendio salary wage pension* caritas pacco food bank banco mensa dormitorio homeless senzatetto strada street roulotte macchina auto usura usurai* strozzin* loan* prestit* fallit* falliment* bankrupt* pagare paga pago
    afford permetter* mantenere nero bisogno difficolta disagio stacca* staccat* luce gas assegno contribut* esenzion* indigent* cravattar* protest* cattivo-pagatore finanziaria equitalia cartell* rimborsare`,
  secrecy: `confid* confidenz* confidential* segret* secret* riservat* riservatez* private privat* anonim* anonym* discre* discreet* resti restare rimanga rimanere tra noi fra dica dirlo dire dite dica parlarne raccont* nessuno nobody anyone altri sappia sapere sa saperlo
    promett* prometta promise giur* swear confess* vergogn* asham* embarrass* ammett* admit peso coscienza mai detto told tell mention between us girare inoltr* share forward leggere cancell* delete occhi orecchie nascost* nascond* hiding`,
  body: `testa cervello occhio occhi orecchi* naso gola collo spalla spalle braccio braccia gomito polso mano dita petto seno mammella cuore polmon* fegato pancreas milza stomaco pancia intestin* colon retto vescica utero ovai* testicol* schiena
    vertebr* bacino anca ginocchi* caviglia tallone menisco tendine rotula costol* clavicola mandibola tiroid* linfonod* ghiandol* sangue ossa midollo nervo pelle gamb* menti* placenta feto cervice aorta valvola coronari* retina cornea timpano
    breast lung liver kidney* bowel womb ovar* spine knee hip ankle rib ribs heart brain blood bone bones skin throat stomach chest`,
  symptom: `febbre febbr* tosse vomit* diarrea nausea dolor* male mal crampi tremor* tremo gonfi* sanguin* prurito sfoghi* orticaria eruzion* macchi* polip* cist* fibrom* piag* piaghe ferit* ustion* infett* infiamm* contratt* sciatic* lombosciatal* scolios* cifosi
    stitich* acufen* svenim* mancament* giramenti capogir* palpitazion* affanno tachicard* apnee russ* incubi insonne dimentic* confus* delir* allucinazion* vaneggi* farnetic* denutri* dimagr* ingrass* obes* magrissim* vomita pipi pannolon* catetere stomia sacchetto
    intubat* tracheo* ossigeno saturazione glicem* colesterolo trigliceridi transamin* ematocrit* emoglobin* positiv* negativ* tampone contagi* quarantena partorit* parto cesareo doglie raschiamento amniocentesi feconda* inseminazion* pma sterilit* sterile mestru* menarca
    fever cough rash swollen swelling bleeding pain pains ache sore dizzy faint fainted vomiting ulcer* stitches fracture broke broken limp numb contagious tested positive miscarried labour`,
  drug: `seroquel depakin depakine tegretol keppra rivotril xanax minias en tavor lorazepam diazepam alprazolam citalopram escitalopram sertralina paroxetina fluoxetina venlafaxina efexor cymbalta zoloft prozac cipralex entact daparox trittico laroxyl anafranil litio carbolithium
    zyprexa olanzapina risperdal risperidone aloperidolo serenase haldol abilify clozapina leponex ritalin concerta strattera suboxone subutex alcover antabuse metadon* cardioaspirina cardicor bisoprololo ramipril coumadin warfarin eparina clexane lasix eutirox levotiroxina
    metformina ozempic insulin* lantus humalog novorapid cortison* deltacortene prednisone bentelan methotrexate metotrexato humira biologico interferone tamoxifene arimidex letrozolo chemioterapic* immunosoppress* retrovirali antiretroviral* prep truvada biktarvy
    ventolin symbicort foster madopar sinemet levodopa aricept memantina ebixa exelon toradol morfina fentanil ossicodone oxycontin targin depalgos lyrica pregabalin gabapentin gocce compress* siringh* puntur* inieizion* iniezion* cerott* prozac lithium sertraline citalopram
    statin* warfarin tramadol morphine inhaler epipen insulin`,
  support: `pei pdp glo oepac osa oss asacom educativa domiciliare sostegno certificazion* legge104 104 l104 icf verbale commissione inps accompagno indennita frequenza invalidita percentuale ausilio ausili montascale sollevator* pedana rampa bretella carrozzella tripode bastone
    busto corsetto tutor* apparecchi* impianto cocleare segni lettura labiale sintetizzatore ingrandit* cane-guida collocamento mirato categoria protett* inabil* inidone* mansion* limitazion* interdett* interdizion* inabilitat* amministrator* tutela tutor* curatela curatore
    care carer pip dla blue badge senco ehcp hoist ramp stairlift`,
  animal: `cane cani cagnolin* cagna cucciol* gatto gatti gatta gattin* micio micia mici coniglio coniglietto criceto canarino pappagall* pesce pesci tartarug* cavallo cavalli asino capra pecora mucca gallina galline papera uccell* piccion* topo topi api vespe cinghial* bestia bestiol* veterinari*
    canile gattile guinzaglio dog dogs puppy cat cats kitten rabbit hamster horse hens pet pets vet`,
  device: `stampante computer pc portatile notebook tablet telefono telefonino cellulare smartphone schermo tastiera mouse server router modem wifi rete sito server proiettor* lim videoproiettor* microfono cassa casse amplificator* chitarra pianofort* furgone furgoncino pullman pulmino auto
    motore motorino moto vespa bici bicicletta gomma gomme freno freni frizione batteria caldaia caldaie termosifon* lavatrice frigo frigorifero forno lavastoviglie stufa condizionator* ascensore rubinetto tubo tubi tetto muro parete finestra porta portone serratura chiave lampada lampadina
    sedia sedie tavolo tavoli armadio scaffale scatola scatole scatolon* divano tenda tende orologio pianta piante fiori orto pomodor* insalata alberi siepe prato vaso semi computer printer laptop phone screen van car bike boiler fridge oven roof wall window door lock chair table plant plants garden`,
  joke: `scherzo scherz* scherzando ahah* haha* lol ironi* metafor* battut* modo dire dicono proverb* napoli juve juventus inter milan roma toro atalanta calcio partita partite torneo campionato derby squadra arbitro gol scudetto briscola burraco scacchi tombola lotteria carnevale maschera costume
    recita copione personaggio parte ruolo attore attrice regista battute scena scene prova prove trama romanzo giallo puntata serie fumetto favola canzone canzoni coro karaoke torta dolci frittelle grigliata pizza aperitivo brindisi match team league goal referee joke joking kidding`,
  food: `glutine lattosio vegetarian* vegan* maiale carne pesce uova latte burro pasta riso pane halal kosher menu vino birra digiuno mangia mangio mangiare bere`,
  office: `quota quote tessera tessere iscrizion* modulo moduli ricevut* fattur* bonifico rimbors* preventivo verbale verbali assemblea consiglio bilancio statuto turno turni orari orario calendario riunione sala aula chiavi armadietto magazzino inventario ordine consegna ritiro pacco pacchi
    volantini manifesti newsletter bollettino bacheca protocollo allegato allegati file cartella password stampa fotocopie toner prenotazion* posto posti lista elenco foglio firma firme data scadenza rinnov* sito pagina link schedule booking invoice receipt fee form forms rota shift minutes agenda`,
  court: `tutelare minori decreto provvediment* avvocat* legale rito abbreviato rinvio giudizio appello cassazione ricorso imputazion* capo accusa parte civile risarciment* notific* atto atti querela ordinanza allontanament* ammonimento questore domiciliar* semilibert* permesso premio
    affidament* prova braccialetto firma obbligo firma coprifuoco rientro ser cella sezione direttore carceri evaso latitant* arrestat* fermo interrogat* perquisi* sequestr* confisc* mafia camorra ndrangheta estorsion* contrabband* ricettazion* patente ritirata guida ebbrezza alcoltest dispersione`,
  money: `euro isee reddito busta paga stipendi* contratto partita iva precari* chiamata nero lavoretti giornata cessione quinto rata rate banca fido scoperto rosso conto sotto zero pegno monte svuotat* risparmi* colletta spesa carrello sportello affitto proprietario padrone caparra arretrat*
    sfratto ufficiale giudiziario avviso ingiunzion* riscossion* fermo amministrativo stacc* distacc* morosit* morosa moroso residenza dormo dorme dormiamo dormono divano tenda riscaldament* contributo buono buoni bonus assegno unico inclusione supporto formazione pane mensa docce vestiti`,
  kin: `marito moglie madre mamma padre papa papà figlio figlia figli fratello fratelli sorella sorelle nonno nonna nonni zio zia cugino cugina cognato cognata suocero suocera genero nuora nipote nipoti compagno compagna fidanzato fidanzata convivente ex genitori babbo
    fratellino sorellina nonnina husband wife mother mum mom father dad son daughter brother sister grandfather grandmother grandma grandpa granddad nan gran uncle aunt cousin nephew niece partner boyfriend girlfriend parents inlaws stepfather stepmother patrigno matrigna figliastro
    madrina padrino famiglia family`,
  role: `socio socia soci utente volontario volontaria volontari volontarie signora signor signore signorina presidente tesoriere coordinatore coordinatrice segretaria segretario insegnante docente allievo allieva vicino vicina vicini collega colleghi amico amica amici capo
    animatore animatrice autista educatore educatrice badante inquilino inquilina coinquilino member volunteer volunteers mr mrs ms miss neighbour neighbor colleague friend coordinator teacher driver flatmate roommate boss
    persona tizio tipo quello quella ragazzo ragazza donna uomo anziano anziana lady man woman guy lad assistito assistita ospite corsista iscritta`,
  name: `maria anna giulia francesca sara laura chiara elena paola silvia valentina federica alessandra martina giorgia lucia rosa teresa carla angela giovanna rita luisa patrizia marta barbara daniela simona cristina monica claudia roberta stefania sofia aurora giada alice
    abdul abdou adriana adriano agata agnese aicha alba alberta alessia alessio alfonso alfredo alina amalia amir anita annalisa antonella antonia antonietta armando arturo assunta beatrice bernardo bogdan brahim bruna camilla caterina cecilia cesare cinzia ciro concetta corrado cristian damiano
    dario debora denise diego dina domenica donata edoardo eleonora elia elisa elisabetta emilia emilio enrica enzo erica ester eugenia eugenio eva fabiola fabrizio fatou ferdinando filippo fiorella flavia flavio gabriele gabriella gaetano giacomo gianfranco gianluca giancarlo gigi gina giuliana giuliano
    giulio giuseppina giusy graziella greta guglielmo guido hamid ibrahim ida ignazio ilaria ines irene isabella jessica katia khadija lamine leonardo leila letizia lia lidia lina lisa livia loredana luana luciana luciano ludovica luigia maddalena mamadou manuel manuela mara marcella marcello margherita
    mariagrazia marianna mariella marina marisa martino massimiliano matilde mattia maura mauro michela miriam mirella mirko moussa mustafa natalia nicole nicoletta noemi nunzia oriana ornella oscar osvaldo ousmane pamela pasquale piera pina raffaele raffaella rachid renata rosanna rosaria rosalba rosetta rossella
    ruggero sabrina samuele sandra sandro saverio sebastiano silvana silvano sonia susanna tania tina tiziana tonino umberto ugo valeria valerio vanessa vanna veronica vincenza vito vittorio yasmin yuri nando renzo ivo elvira iolanda bice nives wanda tarcisio ezio egidio amedeo bartolomeo benedetta benedetto
    carolina celeste clelia cosimo dalila delia desiree dolores edda elda elettra elio ennio erminia ersilia fausto fausta federigo gemma germano gerardo giacinto gilberto ginevra gioia gioele giosue gregorio igor ileana imma irma italo jacopo kevin leandro leone lorella lucrezia lorena marika milena milo nazzareno
    nella nello nerina nevio norma olivia omero oreste orietta orlando ottavia ottavio palmira pamela pia pierina pippo primo quinto raimondo remo romano romeo rosina rosolino rufina sante santina savino sebastian severino siro tullio tullia urbano vasco velia vera viviana yara zeno aziz bilal blessing
    cheikh chen dimitri dragana driss elvis emina ewa faisal fatma georgi goran halima hicham igli ioana jamila joy kadija kofi larisa latifa li malik mariam marius mehdi mihai milan mirela modou mounir nabil nadir najat naima noor oksana oleg olena osman precious radu rania rashid reza rosario said salma
    samir sanaa sasha selma sergiu sokol tarek valbona vasile victor viktor vlad wei xhenis yasmine yusuf zahra zainab zoran tobias adam aisha amelia amy anita anne arthur barbara beth brian callum carol charlie chloe claire colin craig daisy dan dave debbie diane donna ed eileen eleanor ellie erin
    ethel fiona frank fred gareth gary geoff gina graham hannah harriet helen ian irene jake jamie jane janet jean jenny jill joan joanna joe joyce julie karen kath keith ken kevin kim kirsty lauren lee leanne len lesley liam lily linda liz louise maggie margaret marie martin maureen megan mick mike nick
    nigel nina oliver pam pat pauline phil rachel ravi rob robert robin ron rosie ruth ryan sally sam sandra scott sean shaun sheila sid simon sophie stan steve stuart sue susan tina toby tony tracy trevor vera wendy will zoe
    nadia fatima amina samira ivana olga irina svetlana mercedes pilar marco luca andrea paolo giuseppe giovanni antonio mario luigi francesco roberto stefano alessandro davide matteo simone lorenzo riccardo tommaso pietro enrico carlo sergio giorgio claudio bruno franco gianni
    beppe pino nino ahmed mohamed omar youssef karim hassan ali ivan dragan leo diego fabio massimo maurizio daniele emanuele nicola michele vincenzo salvatore domenico alberto aldo renato ernesto gino piero ettore tom john sarah emma kate mary james peter paul david ben jack lucy
    rossi bianchi galli ferrari russo colombo locatelli rota brambilla conti greco bruno ricci marini fumagalli esposito smith jones brown taylor wilson`,
  me: `io mi me mio mia miei mie sono ho ero avevo sto sono vorrei posso devo voglio soffro prendo faccio vivo abito abbiamo siamo stiamo nostro nostra nostri noi ci i im ive id am my mine me we our were us myself was have`,
  they: `lui lei loro gli suo sua suoi sue he she they his her their him them ha e aveva era hanno sta has is got`,
  topic: `corso corsi laboratorio seminario convegno conferenza incontro incontri lezione lezioni film cinema libro libri mostra serata spettacolo teatro concerto documentario dibattito volantino locandina opuscolo articolo giornata festa evento sportello patronato presentazione lettura
    gruppo-di-lettura romanzo storia museo visita-guidata proiezione biblioteca rassegna festival podcast webinar ciclo tema argomento relatore relatrice statistica statistiche dati legge normativa bando progetto formazione raccolta banchetto campagna servizio servizi associazione sala ambulanza titolo autore
    course class classes lesson lessons workshop talk seminar conference lecture film movie book books exhibition show play concert documentary debate leaflet flyer poster article day event desk museum tour screening library festival topic speaker statistics law project training fundraiser stall service services
    meeting room hall programme novel story charity article magazine`,
  asking: `quando dove come quanto quanti quale quali chi cosa avete organizzate esiste fate vendete potete when where how which who what do does is are can could`,
} as const;

type WordClass = keyof typeof classes;
export const wordClasses = Object.keys(classes) as readonly WordClass[];

const exact = new Map<string, number[]>();
const prefixes = new Map<string, number[]>();
for (const [index, name] of wordClasses.entries()) {
  for (const entry of classes[name].split(/\s+/)) {
    const [map, key] = entry.endsWith('*') ? [prefixes, entry.slice(0, -1)] : [exact, entry];
    const indexes = map.get(key) ?? [];
    if (!indexes.includes(index)) map.set(key, [...indexes, index]);
  }
}
const shortest = Math.min(...[...prefixes.keys()].map((key) => key.length));
/** By their first letters, how long the longest prefix is. */
const longest = new Map<string, number>();
for (const key of prefixes.keys()) {
  const first = key.slice(0, shortest);
  longest.set(first, Math.max(longest.get(first) ?? 0, key.length));
}

/** The classes of a normalised word, by their place in `wordClasses`; the most telling prefix comes first. */
export function classesOf(word: string): readonly number[] {
  const found = [...(exact.get(word) ?? [])];
  const most = Math.min(longest.get(word.slice(0, shortest)) ?? 0, word.length);
  for (let length = most; length >= shortest; length--) {
    for (const index of prefixes.get(word.slice(0, length)) ?? []) if (!found.includes(index)) found.push(index);
  }
  return found;
}
