import type { Table } from '../lexicon.ts';

/** Relatives, friends and those with whom one lives, also diminutives and what dialects call them. */
const relatives: Table = `
marito; moglie; padre; madre; mamma; mamm*; papa; papà; babbo; mami; papi; genitore!; genitori!
figlio!; figlia!; figli!; figlie!; figliolo; figliola; figliolett*; figliastr*; fratello; sorella; fratellin*; sorellin*
fratellastr*; sorellastr*; gemello; nonno; nonna; nonnin*; nonni!; suoceri!; bisnonn*; zio; zia; zii; zio!; zia!; zie; nipote; nipotin*; cugino; cugina
cognato; cognata; suocero; suocera; suoceri; genero!; nuora; compagno; compagna; fidanzato; fidanzata; moroso; morosa; convivente
ragazzo!; ragazza!; amico!; amica!; amici!; amiche!; collega!; badante; vicino|vicina casa; vicin* pianerottolo; coinquilin*; inquilin*
ex; consorte; coniuge; vedovo!; vedova!; padrino; madrina; matrigna; patrigno; parente; familiare!; bimbo; bimba; bambino!; bambina!
pupo; pupa; picciridd*; creatura; neonato; tutore; amministrato; assistito; convivent*; parenti!; vecchiett*; la|mia vecchia
`;

/** Who is spoken of with a title or a part in the association. */
const members: Table = `
socio!; socia!; signora!; signore!; signor!; sig; sigra; sig.ra; dott; volontario!; volontaria!; utente!; iscritto!; iscritta!
tesserato!; associato!; associata!; corsista; allievo!; allieva!; alunno!; alunna!; ospite!; beneficiario!; beneficiaria!; richiedente!
coordinatore!; coordinatrice!; presidente!; segretaria!; segretario!; tesoriere!; consigliere!; responsabile turno; maestra; maestro
insegnante!; professore!; professoressa!; prof; capo!; datore; titolare; padrone casa; portinaia; custode; barista; parroco; don
uomo! terzo|secondo|primo; tizio; tizia; quello! che; quella! che; quel! ragazzo; una|uno persona .. conosc*; lui; lei; costui; costei
del|della secondo|terzo|quarto|primo|quinto piano; nuovo! arrivato; collaboratore!; collaboratrice!; autista!; educatrice!; educatore!
minore!; minorenne!; adolescente!; anziano!; anziana!; ragazzino; ragazzina; signorina; studente!; studentessa; caposala; ex|mio capo; persona|tipo conosciamo
nuova|nuovo socia|socio|volontaria|volontario|iscritta|iscritto; madre! di; padre! di
`;

/** First names that are no everyday word. */
const names: Table = `
abdul; abdou; abdel; ada; adele; adriana; adriano; agata; agnese; ahmed; aicha; alba!; alberta; alberto; aldo; alessandra; alessandro; alessia; alessio
alfonso; alfredo; ali; alice; alina; amalia; amina; amir; ana; andrea; andrei; angela; angelica; angelina; angiola; anita; anna; annalisa; annamaria
antonella; antonia; antonietta; antonio; arianna; armando; arturo; asia!; assunta; aurora; barbara; beatrice; beppe; bernardo; bogdan; brahim
bruno!; bruna!; camilla; carla; carlo; carlotta; carmela; carmine; caterina; cecilia; cesare; chiara; cinzia; ciro; clara; claudia; claudio; concetta
corrado; cristian; cristiana!; cristina; damiano; daniela; daniele; dario; davide; debora; denise; diego; dina; dino; domenico; donata; donatella
edoardo; elena; eleonora; elia; elisa; elisabetta; emanuela; emanuele; emilia; emilio; emma; enrica; enrico; enzo; erica; ernesto; ester; ettore; eugenia; eugenio
eva; fabio; fabiola; fabrizio; fatima; fatou; federica; federico; ferdinando; filippo; fiorella; flavia; flavio; francesca; francesco; franca!; franco!; gabriele
gabriella; gaetano; giacomo; giada; gianfranco; gianna; gianni; gianluca; giancarlo; giampiero; gigi; gilda; gina; gino; giorgia; giorgio; giovanna; giovanni
giulia; giuliana; giuliano; giulio; giuseppe; giuseppina; giusy; graziella; greta; guglielmo; guido!; hamid; hassan; ibrahim; ida; ignazio; ilaria; ines
irene; irina; iris; isabella; ivan; ivana; ivano; jessica; karim; katia; khadija; lamine; lara; laura; leonardo; leila; letizia; lia; licia; lidia; lina; lino; lisa
livia; lorenza; lorenzo; loredana; luana; luca; lucia; luciana; luciano; lucrezia; ludovica; luigi; luigia; luisa; maddalena; mamadou; manuel; manuela; mara
marcella; marcello; marco; margherita; maria; mariagrazia; mariangela; marianna; mariella; marina!; mario; marisa; marta; martina; martino; marzia; massimiliano
matilde; matteo; mattia; maura; maurizio; mauro; melissa; michela; michele; miriam; mirella; mirko; mohamed; mohammed; monica; moussa; mustafa; nadia; natalia; nicola
nicole; nicoletta; nino; noemi; nunzia; olga; omar; oriana; ornella; oscar!; osvaldo; ousmane; pamela; paola; paolo; pasquale; patrizia; peppe; piera; pierluigi; piero; pietro; pina!
raffaele; raffaella; rachid; renata; renato; riccardo; rita; roberta; roberto; romina; rosanna; rosaria; rosario!; rosalba; rosetta; rossana; rossella; ruggero; sabrina
salvatore; samira; samuele; sandra; sandro; sara; saverio; sebastiano; sergio; silvana; silvano; silvia; simona; simone; sofia; sonia; stefania; stefano; susanna; svetlana; tania; teresa; tina
tiziana; tommaso; tonino; umberto; ugo; valentina; valeria; valerio; vanessa; vanna; veronica; vincenza; vincenzo; vito; vittoria!; vittorio; yasmin; youssef; yuri; zaira; rossi; bianchi; brambilla; fumagalli; colombo; galli; ferrari; esposito; russo!
`;

export const person: Table = `${relatives}${members}${names}<initial> <initial>`;

/** Two letters with full stops, or a letter after a title; "l", "n", "c" and the like stand for other things. */
export const initials: Table = 'a! b! d! f! g! m! r! s! t! v!';

/** A child, whose own or told disclosure is one of a minor. */
export const child: Table = `
bambino!; bambina!; bimbo; bimba; minore!; minorenne; alunno!; alunna!; neonato; neonata; ragazzino; ragazzina; adolescente!; quattordicenne; quindicenne; sedicenne; diciassettenne
tredicenne; dodicenne; undicenne; figlio|figlia|nipote|bambino|bambina|ragazzo|ragazza|nipotino|nipotina .. <minorage> anni|anno|mesi; nipotino; nipotina; figliolett*; <minorage> anni! compiuti; bambini!; bambine!; minori!; scolaro; scolara
figlio|figlia|nipote .. prima|seconda|terza|quarta|quinta|elementari|medie|asilo|materna; mio|mia piccolo|piccola; ho <minorage> anni; fratellini; sorelline; classe prima|seconda|terza; figlio|figlia minorenne; cucciolo!; creatura; picciridd*; figli! minor*; in|di prima|seconda|terza elementare|media
`;

export const minorAges: Table =
  '1! 2! 3! 4! 5! 6! 7! 8! 9! 10! 11! 12! 13! 14! 15! 16! 17! due! tre! quattro! cinque! sei! sette! otto! nove! dieci! undici! dodici! tredici! quattordici! quindici! sedici! diciassette!';

/** The writer, by pronoun, possessive or verb. */
export const self: Table = `
io; mi; me; mio; mia; miei; mie; noi!; ho; abbiamo!; sono!; siamo!; ero; eravamo!
vorrei!; vorremmo!; posso!; possiamo!; devo; dobbiamo!; vado; andiamo!; faccio!; facciamo!; sto; stiamo!; vengo!; veniamo!
so; sapevo!; credo!; penso!; voglio!; vogliamo!; chiedo!; chiediamo!; scrivo!; chiamo!; cerco!; cerchiamo!; avrei!; sarei!
saro; avro; avevo!; avevamo!; potrei!; potrò!; riesco!; riusciamo!; prendo!; vivo!; abito!; frequento!; preferisco!
preferirei!; mangio!; esco; torno!; resto!; rimango!; soffro!; seguo!; aspetto!; disdico!; salto!; mando!; pago!
temo; spero!; ringrazio!; avverto!; avviso!; comunico!; segnalo!; mancherò!; manchero!; lascio!; rinuncio!; partecipo!; prego!
iscrivermi!; aiutarmi!; capirmi!; dirmi!; farmi!; scusate|scusi .. ma; nostro! figlio|figlia; nostra! figlia; chiamarmi!; mandarmi!; iscriverci!; scrivermi!
muovermi!; alzarmi!; vedermi!; sentirmi!; avvisarmi!; richiamarmi!; risentirmi!; trovarmi!; vergogno!; fumo! bevo; bevo; dormo!; piango!; mantengo!
fatico!; zoppico!; ricevo!; tengo!; sento!; vedo!
`;

export const possessive: Table = 'mio; mia; miei; mie; suo; sua; suoi; sue; tuo; tua; tuoi; tue';

/** Nobody in particular. */
export const anyone: Table = `
chi e|ha|sono|fosse|avesse|soffre|usa|vive; figli|figlie|bambini|genitori|coppie|famiglie di|con .. separati|divorziati|immigrati|disabili|detenuti|stranieri|genitori; una donna|persona|famiglia|bambino|coppia|adulto|uomo|italiano su due|tre|quattro|cinque|dieci|cento; in generale; in caso di; statistica; statistiche; donne!|persone! vittime;
chi; chiunque; per|ai genitori!|famiglie|coppie|figli!|bambini!|ragazzi!|adolescenti|mamme|papa|madri|padri|vedove|vedovi|neo|nonni!|caregiver|familiari|alunni; gruppo|sportello|corso|serata|percorso .. genitori!|famiglie|coppie|figli!|mamme|papa|familiari; se|con|a qualcuno; qualcuno che|con; coloro; persone!; gente; pazienti!; malati!; cittadini!; donne!; uomini!; utenti!; soci!; quelli!; quante; quanti; tutti!; tutte!; se|quando uno; uno che; detenuti!; studenti!; caregiver; anziani!; giovani!; ragazzi!
ognuno; ciascuno; nessuno! dovrebbe; si|puo puo; soggetti!; individui!; immigrati!; stranieri!; migranti!; profughi!; rifugiati!; associati!
`;

export const being: Table = `
sono!; sei; e; siamo!; ero; era!; eravamo!; erano!; saro; sara!; sia!; fosse!; fossi; stato!; stata!; stati!; state!; essere!; essendo; diventato; diventata; divento; diventa; diventare; /rimanere; rimasto; rimasta; restato; restata; sento; sente!; sentiamo; sembra!; ritengo; definisco; considero; dichiaro; dichiara; dichiarato; nato; nata; come! persona; in quanto
risulta; risulto; trovo! ad; nascere; cresciuto; cresciuta; fu; resta!; resto!; rimango; rimane; da sempre; battezzat*; io; proclam*; professo; dice! di; detto! di; confess*; scoperto; scoperta; convertit*; persona!; donna!; uomo!; famiglia!; coppia!; ragazza!; ragazzo!; noi!; anche io
`;

/** Whose a condition is: having, getting, going through, being without, and because of. */
export const frame: Table = `
/avere; /soffrire; /subire; /fare; /prendere; /ricevere; /perdere; /frequentare; /seguire; /scoprire; /trovare; /diagnosticare; diagnosi! di; /affrontare; /combattere; /lottare; /superare; /rischiare; /temere; /aspettare; /attendere; /chiedere; /ottenere; /percepire; /portare
sono!; siamo!; ero; eravamo; sto; sta; stiamo; stanno; stavo; stava; stato!; stata!; stati!; sara!; saro; sia; essere!; essendo; vado; va; andiamo; vanno; andato; andata; /entrare; /uscire; /finire; /tornare; /iniziare; /cominciare; /continuare; /rifiutare; /tentare; /evitare; /pagare; /usare; /assumere
/vivere; /passare; /attraversare; /convivere; /curare; /operare; /ricoverare; /dimettere; /guarire; /ammalare; /colpire; colpito; colpita; affetto; affetta; afflitto; afflitta; malato! di; malata! di; vittima! di; reduce; causa!; via! di; colpa! di; motivi!; motivo!; problemi!; problema!; dopo!; durante!
grave!; gravi!; dovuto; dovuta; sotto! ; privo; senza!; sopporta*; risentire; risento; reggo; regge; compare; comparso; venuto! un|una|il|la|fuori; preso! un|una; arriv* .. uno|una|un|lo|la|il; beccato; buscato; rimast*; vincolat*; costrett*; bloccat*; seguit*; assunt*; sofferenz*; presenta!; porto!; tengo; tiene; vive; lotta! con; dipende; dipendo; evidenzia; segnala* .. di; comunic* .. di; riferi* di|che|una|un; tenere; assume; seguito; seguita; peggiora*; malattia; storia! di; sindrome
`;

/** Left out between two words of a phrase. */
export const light: Table = `
il lo la i gli le l un uno una del dello della dei degli delle dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull
di a da in con su per tra fra mi ti si ci vi ne me te se ce ve mio mia miei mie suo sua suoi sue nostro nostra nostri nostre tuo tua loro
molto tanto anche ancora gia purtroppo proprio sempre solo quasi appena ormai davvero piu meno poi ora adesso oggi ieri stamattina ultimamente recentemente spesso pure un po brutto brutta grave forte bel bella piccolo piccola grosso grossa nuovo nuova leggero leggera lieve certo certa vero vera
infatti praticamente ufficialmente persino perfino tuttora oramai attualmente inoltre comunque semplicemente felicemente circa qualche alcuni alcune questo questa quel quella dolorosa serio seria che stato stata stati state non e ed io lui lei
`;

/** Looks like a topic and is none. */
export const plain: Table = 'in corso; nel corso; in corso .. di; in questi giorni';
