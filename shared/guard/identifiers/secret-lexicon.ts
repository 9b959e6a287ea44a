/** Classes of words that stand about secrets and about the numbers that are none, by their beginnings. Folded. */
const classes: Readonly<Record<string, string>> = {
  password:
    'password passwords passwd passw psw pswd pwd pw pass passcode passphrase parola parole chiave key keys credenzial credential',
  pin: 'pin puk pinuk cvv cvc cvc2 cvv2 otp tan token passcode sblocco',
  code: 'codice codici cod codicin code codes combinaz combinat numerett numerin cifre cifrett digits sequenza',
  lock: 'porta porte portone portonc cancell cassafor lucchett citofon tastier cassett allarme antifurt armadiet serratur ingress magazzin garage box cantina capanno parchegg ascensor door gate safe padlock keypad keybox lockbox alarm shed locker garage entry keysafe lock barrier sbarra deposit casella capannon pulsant pulsanti tastieri bottonie tornello locker keybox pannello combinat antintru antifur videocit portonci portachi baracca sgabuzz ripostig rotelle rotella manopola tastone tasti tasto bip levetta scatta maniglia apriport montasca distribu sirena blindata salvadan keysafe pad dial latch shutter saracine serranda',
  network: 'wifi wi rete modem router network internet hotspot fi ssid',
  account:
    'account profilo portale sito area utente user usernam login log gmail posta casella mail email facebook instagr canva zoom netflix amazon dropbox drive cloud gestiona registro spid inps cie fascicol piattafo webmail admin id nickname netflix teamview anydesk skype teams meet trello moodle notion nas spotify piattafo anagrafe agenzia comune pec',
  file: 'file pdf zip excel documen cartella foglio archivio allegat folder spreads attachme',
  device:
    'telefon telefoni cellular tablet pc computer portatil sim laptop phone ipad stampant display schermo chiavett app lim portatil criptat screen whatsapp cellulare smartph telefoni computer registra macchina',
  bank: 'banca poste postepay bancomat visa mastercard prepagat bonifico bank card carta carte libretto atm prelev cash',
  text: 'sms messagg messaggi messaggin text texted notific whatsapp',
  open: 'apre apri aprire aprite apriamo apro entra entrare entrate entri entriamo entro accede accedi accedere accedo acceda accedete sblocca sblocchi sbloccar sblocco disinser disattiv stacca staccare toglie togli togliere disarm disarma opens open unlock unlocks enter enters get lets log sign scatta',
  type: 'digita digiti digitare digitate digitand premi premere premete prema componi componga componet comporre batti battere schiacci inserisc inserir inserit scrivi scriva scrivete scrivo metti metta mettete mettere fai fate usa usi usate uso usiamo use using type press punch dial tap put key gira girare girando turn rispond risponde dite dici pigia pigiare pigi schiacc schiacci spingi giri rotea impostat impost clicca rispondi mettici mettete mette mett',
  give: 'ecco mando lascio segnate segnatev segnati detto detta letto dato do ditelo passo comunic arrivat ricevut mandat inviat arriva generat sent received got came gave here mandano scrivo inoltro allego ricorda provate',
  change:
    'cambiat cambio cambiare nuova nuovo nuovi impostat reimpost resettat aggiorna diventa diventat changed new set reset tempora provvis',
  is: "e e' sarebbe era resta rimane is was vuole chiede fa dice says dovrebbe sia becomes sono wants needs reads s",
  answer:
    'domanda domande risposta risposte risposto nubile ragazza maiden question answer answers soprann maestra gatto cane',
  my: 'mio mia miei nostro nostra suo sua my our your tuo tua il la the',
  goods:
    'corso corsi ordine ordini evento eventi sconto tessera tessere fattura fatture pratica pacco pacchi spedizi tracking libro libri modello articolo prenotaz protocol targa contator matricol prodott tribut destinat univoco ateco catastal iscrizi bigliet premio lotteri estratto ticket order parcel course event discount invoice booking raffle bus model version versione errore error edizione bolletta cliente fornitor progetto bando delibera verbale ricevuta quota causale impianto tavolo gruppo lezione modulo articol catalogo ral misura turno members members case reference causale cig cup convenz sdi iva partita gara lotto seriale',
  place:
    'via viale piazza piazzale corso civico sala aula stanza piano interno int room floor number road street scala cap km linea pagina pag capitolo gancio extension ext number numero n nr num tel cell fax chiamar chiamate chiami chiama call ring chiamat telefona richiam',
  money: 'euro eur costa costo importo pagato pagare versato price pounds offerta totale quota rata',
  time: 'ore alle dalle ora nel dal del anno anni gennaio febbraio marzo aprile maggio giugno luglio agosto settembr ottobre novembr dicembre january february march april may june july august september october november december since in at on from until fino entro scade scadenza lunedi martedi mercoled giovedi venerdi sabato domenica stagione',
  people: 'persone soci iscritti bambini posti copie volte people seats copies times partecip',
  rule: 'almeno minimo massimo deve devono must least contain lunghezza caratter caratte cifre digits characters mai never non dimentic forgot forgotte persa smarrit recuper scaduta',
  book: 'libro film titolo serata corso lezione spettacol cruciver gioco festa romanzo book film talk quiz game lesson esempio slide',
};

export const classesOfWords: readonly string[] = Object.keys(classes);

const byBeginning = new Map(
  Object.entries(classes).flatMap(([name, words]) =>
    words
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => [word, name] as const),
  ),
);

/** The class of a word: as it stands, or by its first letters. */
export function classOfWord(word: string): string | undefined {
  for (let length = Math.min(8, word.length); length >= Math.min(6, word.length); length -= 1) {
    const known = byBeginning.get(word.slice(0, length));
    if (known !== undefined) return known;
  }
  return byBeginning.get(word);
}

/** What says that something lets somebody in: a word of such a class that is no office and no letter, or one of these. */
const classesOfAccess = new Set(['password', 'pin', 'code', 'lock', 'network', 'account', 'device', 'open']);
const givesNone = /^(?:e?mail|posta|casella|pec|sito|id|comune|agenzi|anagraf|registro|inps)/;
const access =
  /\b(?:pas[svw]+o\w|credenzial|acces|acced|entr[aeio]|entry|apr(?!ile\b)[eio]|s?blocc|unlock|protett|protected|riservat|wpa|zip\b|autentic|authentic|memorabl|segret|secret|minuscol|maiuscol|(?:lower|upper) ?case|lets? \w+ in\b|quando (?:\w{2,6} )?chied)/;

export const tellsOfAccess = (words: string): boolean =>
  access.test(words) ||
  (words.match(/[a-z]+/g) ?? []).some((word) => classesOfAccess.has(classOfWord(word) ?? '') && !givesNone.test(word));
