/** Words that name a secret, how its value is joined to them, and what is no value. Folded: lower case, no accents. */

const password =
  "pass ?words?|passw|passwd|passwrd|pasword|passowrd|pswd?|pwd?|pass(?! (?:you|on|it|the|along|me|by|him|her|them|through|over)\\b)(?: ?code| ?key| ?phrase)?|pssw|psw|parol[ae] (?:d'accesso|di accesso|d'ordine(?= (?:del|dell'|della|per|di|al) )|segreta)|chiave (?:di accesso|d'accesso|di rete|wi-?fi|del wi-?fi|wpa2?|di sicurezza|di ripristino|di recupero)|wpa2? key|network key|recovery key|wi-?fi key";
const place =
  '(?:allarme|antifurto|porta|portone|portoncino|cancell(?:o|etto|ino)|cassafort[ei]|lucchett[oi]|citofono|ingresso|cassetta(?: (?:delle|per le|di) (?:chiavi|sicurezza))?|key ?box|garage|box|serratura|magazzino|armadi(?:o|etto)|ufficio|sede|tastierin[oi]|tastiera|palazzo|casa|condominio|cantina|bici|telefono|cellulare|tablet|computer|pc|sim|bancomat|carta|postepay|poste pay|prepagata|prelievo|prelevare|visa|alarm|door|gate|safe|lock(?:er)?|front door|back door|garage|entry|key ?(?:safe|box)|keypad|building|padlock|burglar alarm)';
const of =
  "(?: (?:(?:di|per|a) )?(?:del(?:la|lo|le|l')?|dell'|di|per(?: (?:il|la|lo|l'|le|i))?|al(?:la|lo|l')?|all'|to|for|of)(?: (?:the|il|la|lo|l'|our|my|mi[oa]|nostr[oa]))? ?)";
const code =
  `(?:codic[ei]|combinazion[ei])${of}(?:nostr[oa] |mi[oa] )?${place}|${place} (?:code|combination|pin)|(?:code|combination)${of}${place}|` +
  'codic[ei] (?:dietro|sul retro|di (?:tre|3) cifre|a (?:tre|3) cifre|segret[oi]|otp|pin|puk|temporane[oi]|monouso|usa e getta|sms|numerico segreto|personale di accesso|dispositivo|spid|tan|token|di (?:verifica|conferma|sicurezza|accesso|sblocco|attivazione|autenticazione|recupero|backup|ripristino|login))|' +
  'codic[ei] (?:bancomat|carta|postepay|prepagata|allarme|antifurto|portone|cancello|cassaforte|lucchetto|porta|citofono|sicurezza|sblocco)(?: sul retro| dietro)?|combinazione(?! (?:di|tra|fra) (?!numeri|cifre|apertura))|(?:one[- ]time|verification|security|access|secret|unlock|entry|recovery|backup|login|authentication|confirmation|2fa|sms|otp) (?:code|pin|password|passcode)|passcode';
const short =
  '(?:le |i )?(?:tre|3|three) (?:cifre(?:tte)?|numer(?:i|etti)|digits|numbers)(?: (?:dietro|sul retro|on the back))?|key ?(?:safe|box|code|pad code)|pin|puk|cvv2?|cvc2?|cv2|otp|tan|pinuk';
const answer =
  'risposta (?:segreta|di sicurezza|alla (?:mia )?domanda(?: (?:segreta|di sicurezza|di recupero))?)|domanda (?:segreta|di sicurezza)|(?:secret|security) (?:answer|question)';
const received =
  "(?:arrivat[oi]|ricevut[oi]|mandat[oi]|inviat[oi]|sent me|got|received)(?: [a-z]{1,10}){0,6} (?:codice|code)(?: (?:di|per) [a-z]{3,12})?|(?:si )?(?:apr[ei]|aprite|apriamo|entra|entrate|entri|sblocc\\w+|disattiv\\w+|disinserisc\\w+|opens?|unlocks?)(?: [a-z']{1,12}){0,5} (?:con|col|with) (?:il |la |the )?(?:codice|numero|combinazione|code)|" +
  '(?:codic[ei]|numero|sms|code|otp)(?: [a-z]{1,8}){0,4} (?:arrivat[oi]|ricevut[oi]|mandat[oi]|inviat[oi]|arriva|mandano|spedit[oi]|(?:they|you|bank) (?:sent|texted)|received|(?:i )?got|texted|came(?: through)?)(?: (?:via|per|per|con|by|in|sul|dalla|dal|a|on|from)(?: (?:un|my|the|il|la))?(?: [a-z]{2,10})?){0,2}|codice (?:via|per) sms';

export const secretNames = { password, code, short, answer, received } as const;

/** `è`, `:`, `=`, `sarebbe`, `is` … */
const verb =
  "(?:(?<![a-z0-9])(?:e'|(?:e|sono|era|sara|sarebbe|fosse|sia|dovrebbe essere|potrebbe essere|might be|resta|rimane|diventa|fa|dice(?! (?:il|la|lo|un|una|i|le|gli|che)(?![a-z]))|ora e|adesso e|is|are|was|will be|would be|should be|becomes|remains|reads)(?![a-z0-9']))|'s(?![a-z])|->|=>|[:=>])";
/** What may stand between the name of a secret and the verb: `del wifi`, `che uso sempre`, `(nuova)`, `dell'app IO`. */
const more = "(?: ?[(\"']?(?!e |e'|is |was |era |non |sarebbe )[a-z0-9'-]{1,16}(?![a-z0-9'-])[)\"']?){0,6}?";
export const joinedByVerb = `${more}(?:, (?:se|per|che|quando|if|which) [a-z' ]{2,30},)?,? ?${verb}(?: ?${verb})?(?: (?:tutt[oa] (?:attaccat[oa]|minuscol[oa]|maiuscol[oa])|sempre|ancora|rimast[oa]|ora|adesso|quindi|semplicemente|solo|tipo|now|still|just|currently|la seguente|il seguente|questa|questo|quella|il|la|lo|il mio|la mia|the|l'|questo qui|this|this one|pure|proprio|stat[oa] cambiat[oa] in|stat[oa] impostat[oa] a|diventat[oa]|cambiat[oa] in|now changed to|changed to)(?![a-z']))? ?[:\\n]? ?`;
export const joinedByColon = `(?: ?[(]?[a-z0-9']{1,14}(?![a-z0-9'])[)]?){0,3}? ?(?:[:=>]|->|=>) ?\\n? ?`;
export const joinedDirectly =
  '(?: (?:temporane[oa]|provvisori[oa]|nuov[oa]|attuale|vecchi[oa]|iniziale|n|numero|temporary|new|(?:home|internet|mobile) banking|online|app|conto))? ?\\n? ?';

/** Words after `la password è` that are about it and are not it. */
export const noValues = new Set(
  (
    'a ad al alla ai all anche ancora appena assente attiva attivo bloccata bloccato breve buona cambiata cambiato cambiare che chi ci ' +
    'come con corretta corretto corta da dal dalla data dato debole de del della dentro deve di difficile diversa diverso dopo doveva dove ' +
    'dura e ed era errata errato essere facile fatta fatto finta finita forte giusta giusto gia ha ho i il impossibile in inesistente ' +
    'inserita invalida io la le lei lo loro lui lunga lungo ma mai mancante mancata me mi mia mio molto necessaria necessario nel nella ' +
    'nessuna no noi non nostra nostro nota nuova nuovo o obbligatoria obbligatorio ok oggi ogni ora ormai per perche perduta persa perso ' +
    'personale piu poi possibile presa privata pronta prevista protetta pubblica qual quale quali quando quanto quella quello questa ' +
    'questo qui richiesta richiesto ricevuta riservata salvata sbagliata sbagliato scaduta scaduto se segreta segreto segretissima segretissimo scrivete scriva scrivi scrivere mettete metta digitate digiti cognome nome sempre senza si ' +
    'sicura sicuro smarrita smarrito sono sotto sopra stata stato stessa stesso strana su sua sul sulla suo tanto temporanea temporaneo ' +
    'troppo tua tuo tutta tutti un una unica uguale valida valido vecchia vecchio vera via visibile vostra vuota vuoto ' +
    'about again already always an and any are as asked at be been being blank but by can changed correct do does down easy empty ' +
    'expired expiring for forgotten from given good gone hard has have he her here his how if in incorrect inside invalid is it its just ' +
    'known long looping lost missing my needed never new not now of off ok old on one only or our out over page please protected ' +
    'rejected required reset safe same sent set she short should so still stored strong that the their then there they this to ' +
    'today too unknown up us used valid very was we weak what when where which who why will with without working wrong you your ' +
    'arrivata arrivato arriva arrivano arrivare funziona serve scade servono cambia cambio scelgo scegliete metto inserisco richiede ' +
    'accettata rifiutata accettato rifiutato annullata riportata scritta scritto indicata indicato nascosta allegata allegato ' +
    'lunedi martedi mercoledi giovedi venerdi sabato domenica monday tuesday thursday friday importante comunicata inviata inviato spedita generata assegnata assegnato impostata reimpostata resettata wrong incorrect ' +
    'memorizzata utile semplice complessa complicata breve corta alfanumerica numerica numerico composta composto formata tra fra circa ' +
    'almeno minimo massimo oltre entro wifi rete domani subito urgente gratis gratuito errore error niente nulla accesso chiave username utente nome login email mail id grazie slow fast broken'
  ).split(' '),
);

/** A rule, a lesson, an example: nobody's secret. */
export const example =
  /\b(?<![.@])(?:(?:per|ad) esempio|esempi[oi]?|p\. ?es|es\.|del tipo|lezion[ei]|slide|dispens[ae]|esercizi[oi]?|(?:non|mai) (?:usate|usare|usi|mettete|mettere|scegliete|scegliere)(?: mai)?|evit(?:a|ate|are)|(?:password|pin) (?:piu (?:usate|comuni|diffuse)|deboli|banali|facili)|(?:come|tipo) ["']?(?:123456|qwerty|password[0-9"'])|for example|for instance|e\.g|(?<![.@-])example|never use|don'?t use|avoid|such as|worst passwords|lesson|exercise|demo|dimostrativ\w+|vincent[ei]|bingo|lotteria|tombola|cruciverba|indovinello|caccia al tesoro|recita|parola d'ordine del(?:la|l')? ?(?:festa|campagna|giornata|serata|anno|evento|mese|incontro)|crossword|riddle|treasure hunt|winning|\b(?:misure|orari|turni|dimensioni)(?: [a-z']{1,12}){0,3}:? ?$)/;

/** Right before a value: what an office, a carrier or a maker calls something, also where a secret is spoken of. */
export const namesReference =
  /\b(?:rif|ref|reference|ticket|pratica|ordine|order|errore|error|protocollo|fattura|invoice|richiesta|request|segnalazione|matricola|seriale|serial|numero di serie|modello|model)(?: (?:del|della|dello|of the|of) [a-z]{2,14})?\.?(?: n\.?| nr\.?| numero| number)?[:#]? ?#?$/;
