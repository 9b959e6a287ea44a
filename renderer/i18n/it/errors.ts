import type { ErrorCode, Failure } from '../../../shared/errors.ts';

/** One calm sentence or two for every expected failure: what happened, what is safe, what to do. */
export const errors = {
  'error.taken': 'L’ha presa in carico {name} {when}.',
  'error.not-next': 'Un’altra pratica era arrivata prima. Premi di nuovo Prossima.',
  'error.none-waiting': 'Nessuna pratica aspetta nei tuoi gruppi.',
  'error.lease-expired':
    'Questa postazione è rimasta troppo a lungo senza collegamento e la chat è tornata da prendere{holder, select, none {} other {: ora la segue {name}}}. Il tuo testo non è partito: è fra le bozze.',
  'error.stale': 'Nel frattempo la pratica è passata a {name}. Il tuo testo non è partito: è fra le bozze.',
  'error.wrong-state':
    'Nel frattempo la pratica ha cambiato stato. Non è andato perso nulla: guarda come sta ora e riprova.',
  'error.transfer-over':
    'Il passaggio non aspetta più la tua risposta: nel frattempo è stato ritirato o la pratica è andata altrove{holder, select, none {} other {, e ora la segue {name}}}.',
  'error.not-participant': 'Non partecipi a questa pratica, quindi non puoi scriverci. Il tuo testo è fra le bozze.',
  'error.unknown-conversation':
    'Il centro non trova più questa pratica. Il tuo testo è fra le bozze; l’elenco si aggiorna da sé.',
  'error.unknown-user': 'La persona scelta non è più in elenco. La pratica resta a te: scegline un’altra.',
  'error.unknown-group': 'Il gruppo scelto non esiste più. La pratica resta a te: scegline un altro.',
  'error.unknown-command':
    'Il centro non conosce questo comando: probabilmente va aggiornato. Il tuo testo è fra le bozze; avvisa chi gestisce il centro.',
  'error.invalid-command':
    'Il centro non ha capito il comando. Il tuo testo è fra le bozze; se succede ancora, avvisa chi gestisce il centro.',
  'error.empty-text': 'Il testo è vuoto: scrivi qualcosa prima di inviare.',
  'error.text-too-long': 'Il testo supera {limit, number} caratteri. È fra le bozze: accorcialo o dividilo in due.',
  'error.confidential':
    'Contiene qualcosa di riservato, quindi non è partita: il testo è fra le bozze. Proponi un appuntamento, o inviala lo stesso indicando il motivo.',
  'error.no-numbers':
    'I numeri di pratica di questa postazione sono finiti: ne arrivano altri al prossimo collegamento.',
  'error.no-address':
    'Il richiedente non ha lasciato un indirizzo e-mail. Il testo è fra le bozze; puoi scrivere una nota interna o contattarlo per un’altra via.',
  'error.forbidden': 'Questo non rientra nel tuo ruolo. Non è cambiato nulla; chiedi a un coordinatore.',
  'error.slot-taken': 'Nel frattempo quell’orario è stato dato a qualcun altro. Scegline un altro tra quelli liberi.',
  'error.no-such-slot':
    'Quell’orario non è tra quelli che il gruppo offre, oppure è già passato. Scegline un altro tra quelli liberi.',
  'error.last-group': 'È l’unico gruppo in uso: prima aggiungine un altro.',
  'error.last-coordinator': 'È l’unica persona attiva che coordina: prima dai questo ruolo a un’altra.',
  'error.name-taken': 'Questo nome c’è già: scegline uno che non si possa confondere.',
  'error.canned-changed':
    'Qualcun altro ha cambiato questa risposta nel frattempo. Quello che hai scritto è ancora qui: guarda la sua versione e decidi.',
  'error.shortcut-taken': 'C’è già una risposta con questo nome breve in questa lingua: scegline un altro.',
  'error.link-refused': 'Un collegamento porta a un sito che non è fra quelli approvati dai coordinatori.',
  'error.settings-changed':
    'Nel frattempo queste impostazioni le ha cambiate un’altra persona. Quello che hai scritto è ancora qui.',
  'error.already-merged': 'Una delle due pratiche è già unita a un’altra: aprila e unisci da lì.',
  'error.text-changed': 'Nel frattempo il testo è cambiato. Guarda com’è adesso e, se serve, oscura di nuovo.',
  'error.unseen':
    'Intanto chi ha scritto ha mandato un altro messaggio, che non avevi ancora visto. Leggilo: se va ancora bene così, fallo di nuovo. Il tuo testo è al sicuro.',
  'error.file-missing':
    'Un allegato non è arrivato al centro, quindi la risposta non è partita: testo e allegati sono fra le bozze. Togli l’allegato, aggiungilo di nuovo e invia.',
  'error.file-type':
    'Questo tipo di file non si può allegare: vanno bene PDF, immagini, documenti Word, Excel o LibreOffice, testo e audio. Il tuo testo è al sicuro.',
  'error.files-too-large':
    'Gli allegati di una risposta possono pesare in tutto {megabytes, number} MB: togline uno o riducilo. Il tuo testo è al sicuro.',
  'error.too-many-files':
    'Gli allegati sono troppi: {limit, select, 20 {le risposte di una pratica ne portano al massimo 20 in tutto, senza contare quelli oscurati} other {a una risposta se ne possono unire al massimo {limit}}}. Il tuo testo è al sicuro.',
  'error.unknown-appointment':
    'Quell’appuntamento non esiste, o è di un’altra pratica. Guarda nell’agenda come stanno le cose.',
  'error.bad-frame':
    'Il centro non ha capito questa postazione e ha chiuso il collegamento. Riprovo da solo; quello che hai scritto è al sicuro.',
  'error.frame-too-large':
    'Un invio era troppo grande e il centro ha chiuso il collegamento. Quello che hai scritto è al sicuro; se succede ancora, avvisa chi gestisce il centro.',
  'error.unsupported-version':
    'Questa versione di Sportello e quella del centro non si capiscono. L’archivio è al sicuro; chiedi a chi gestisce la postazione di aggiornarla.',
  'error.authentication-timeout':
    'Il riconoscimento ha richiesto troppo tempo. Riprovo da solo; quello che hai scritto è al sicuro.',
  'error.bad-signature':
    'Il centro non ha riconosciuto la firma di questa postazione. L’archivio è al sicuro; chiedi a un coordinatore un nuovo codice di attivazione.',
  'error.unknown-device':
    'Il centro non conosce questa postazione. L’archivio è al sicuro; chiedi a un coordinatore un nuovo codice di attivazione.',
  'error.revoked-device': 'L’accesso di questa postazione è stato tolto. Per continuare chiedi a un coordinatore.',
  'error.wrong-code':
    'Questo codice non è giusto. Controllalo e riscrivilo, oppure chiedine uno nuovo a un coordinatore.',
  'error.expired-code': 'Questo codice è scaduto: valeva quindici minuti. Chiedine uno nuovo a un coordinatore.',
  'error.used-code':
    'Questo codice è già stato usato. Ogni codice vale una volta sola: chiedine uno nuovo a un coordinatore.',
  'error.other-user':
    'Questo codice è di un’altra persona. Quello che è su questa postazione resta di chi la usava: serve un codice con il suo nome.',
  'error.reason-missing':
    'Scrivi il motivo, in almeno {limit, plural, one {# carattere} many {# di caratteri} other {# caratteri}}: chi segue la pratica lo legge.',
  'error.rate-limited':
    'Troppi tentativi in poco tempo. Aspetta {seconds, plural, one {# secondo} many {# di secondi} other {# secondi}} e riprova.',
  'error.sequence-gap':
    'Il centro aspettava un comando precedente. Riprendo da solo dal punto giusto; non è andato perso nulla.',
  'error.replaced':
    'Questa postazione si è collegata da un’altra finestra. Riprovo da solo; quello che hai scritto è al sicuro.',
  'error.silence': 'Il centro non risponde più. Riprovo da solo; puoi continuare a leggere e a scrivere.',
  'error.hub-stopping':
    'Il centro si sta fermando, di solito per un aggiornamento. Riprovo da solo; puoi continuare a leggere e a scrivere.',
  'error.internal':
    'Si è verificato un errore imprevisto. Quello che era salvato è al sicuro; riprova e, se succede ancora, avvisa chi gestisce il centro.',
  'error.hub-unreachable':
    'Non raggiungo il centro. Controlla la rete e l’indirizzo; riprovo da solo e quello che hai scritto è al sicuro.',
  'error.hub-address':
    'Questo indirizzo non va bene. Deve cominciare con wss:// (o ws:// sullo stesso computer): controllalo con chi gestisce il centro.',
  'error.not-enrolled': 'Questa postazione non è ancora attivata. Serve un codice di attivazione da un coordinatore.',
  'error.invalid-request':
    'Sportello ha fatto a sé stesso una richiesta sbagliata. Non è cambiato nulla; se succede ancora, avvisa chi gestisce la postazione.',
  'error.storage-failed':
    'Non sono riuscito a salvare sul disco. Il testo è ancora qui nella finestra: non chiuderla e riprova; se succede ancora, copialo altrove.',
  'error.disk-full':
    'Il disco è pieno e non posso salvare. Il testo è ancora qui nella finestra: libera spazio e riprova prima di chiuderla.',
  'error.database-newer':
    'L’archivio è di una versione più nuova di Sportello. Non l’ho toccato: chiedi di aggiornare questa postazione.',
  'error.database-unreadable':
    'L’archivio di questa postazione non si apre. Le pratiche sono al sicuro nel centro; chiedi a chi gestisce la postazione.',
  'error.wrong-pin':
    'Il PIN non è giusto: {hasWait, select, true {per sicurezza si può riprovare fra {seconds, plural, one {# secondo} many {# di secondi} other {# secondi}}} other {controlla e riprova}}.',
  'error.weak-pin':
    'Questo PIN non va bene: servono almeno 6 caratteri, e non una fila di tasti o lo stesso segno ripetuto.',
  'error.hub-needed':
    'Per aprire i tuoi dati su questo PC serve il collegamento con il centro. Riprovo da solo; quello che avevi scritto è al sicuro.',
  'error.key-lost':
    'La chiave dei tuoi dati su questo PC non c’è più e nessuno può riaprirli. Chiedi a un coordinatore un codice per attivare di nuovo il PC.',
  'error.settings-unreadable':
    'Le impostazioni non si leggevano: valgono quelle di fabbrica. Il file vecchio è stato tenuto da parte.',
  'error.attachment-missing':
    'L’allegato non è ancora su questa postazione e senza collegamento non posso prenderlo. Riprova quando il collegamento torna.',
  'error.attachment-too-large': 'L’allegato supera {megabytes, number} MB e non si può aprire qui.',
  'error.core-stopped': 'L’archivio sta ripartendo. Il testo è ancora qui nella finestra: riprova fra un momento.',
} as const satisfies Record<`error.${ErrorCode | NonNullable<Failure['why']>}`, string>;
