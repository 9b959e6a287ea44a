/** The frame of the window, signing in, and what is said everywhere. */
export const shell = {
  'app.name': 'Sportello',
  'app.starting': 'Apro l’archivio di questa postazione…',
  'app.key-problem':
    'La chiave dell’archivio non si legge: di solito il portachiavi del sistema è bloccato o è cambiato. L’archivio è intatto; sblocca il portachiavi e riapri Sportello, o chiedi a chi gestisce la postazione.',
  'app.core-restarting':
    'La parte di Sportello che custodisce l’archivio si è fermata e sta ripartendo. Quello che hai scritto è al sicuro.',
  'app.core-stopped':
    'La parte di Sportello che custodisce l’archivio si è fermata. Quello che era salvato è al sicuro; chiudi e riapri Sportello per continuare.',
  'app.broken.title': 'Questa finestra ha incontrato un errore',
  'app.broken.text':
    'Le bozze salvate sono al sicuro nell’archivio di questa postazione. Ricarica la finestra per continuare.',
  'app.broken.reload': 'Ricarica la finestra',
  'app.title': '{view} ({count}) · Sportello',

  'person.unknown': 'persona non più in elenco',
  'person.someone': 'un’altra persona',
  'group.unknown': 'gruppo non più in elenco',
  'time.recently': 'poco fa',
  'action.cancel': 'Annulla',
  'action.close': 'Chiudi',
  'action.dismiss': 'Ho capito',

  'landmark.top': 'Barra superiore',
  'landmark.navigation': 'Viste e gruppi',
  'landmark.list': 'Elenco delle pratiche',
  'landmark.page': 'Pagina',
  'landmark.conversation': 'Pratica aperta',
  'landmark.details': 'Dettagli della pratica',
  'landmark.status': 'Stato di Sportello',
  'landmark.notices': 'Avvisi',

  'view.to-take': 'Da prendere',
  'view.mine': 'In carico a me',
  'view.chats': 'Chat attive',
  'view.voicemail': 'Voicemail',
  'view.passed-on': 'Passate ad altri',
  'view.resolved': 'Risolte',
  'nav.groups': 'Gruppi',
  'nav.work': 'Strumenti',
  'nav.canned-replies': 'Risposte pronte',
  'nav.agenda': 'Agenda',
  'nav.outbox': 'In uscita',
  'nav.settings': 'Impostazioni',
  'nav.keys': 'Tasti',
  'nav.count': '{count, plural, =0 {nessuna pratica} one {# pratica} many {# di pratiche} other {# pratiche}}',

  'top.search': 'Cerca pratiche, persone, testi…',
  'top.search-label': 'Cerca',
  'top.recent': 'Ricerche recenti',
  'top.forget-recent': 'Cancella le ricerche recenti',
  'top.clear-search': 'Cancella la ricerca',
  'top.commands': '{key, select, none {Apri i comandi} other {{key}: apri i comandi}}',
  'top.own-state':
    'Per i colleghi sei {state, select, away {assente: premi per tornare disponibile} other {disponibile: premi per risultare assente}}',
  'top.me': '{name}, {role, select, coordinator {coordinatore} other {volontario}}',

  'status.working': 'Ancora un momento…',
  'status.online': 'Sincronizzato',
  'status.offline': 'Senza collegamento',
  'status.connecting': 'Mi collego al centro…',
  'status.offline-since': 'Senza collegamento da {since}',
  'status.starting': 'Apertura…',
  'status.locked': 'Bloccato',
  'status.not-enrolled': 'Postazione non attivata',
  'status.syncing': 'Sincronizzo: {done} di {total}',
  'status.outbox': '{count, plural, one {# in uscita} many {# in uscita} other {# in uscita}}',
  'status.keyring-none': 'Archivio senza portachiavi',
  'status.keyring-none-why':
    'Questo sistema non offre un portachiavi: a proteggere l’archivio sono il PIN, se c’è, e il centro. Chiedi a chi gestisce la postazione di attivarne uno.',
  'status.development-runtime': 'Versione di sviluppo',
  'status.development-runtime-why':
    'Sportello gira su un Electron per lo sviluppo, non aggiornato per la sicurezza. Non usarlo con pratiche vere.',
  'status.settings-problem': 'Impostazioni di fabbrica',
  'status.settings-problem-why':
    'Il file delle impostazioni non si leggeva: valgono quelle di fabbrica. Il file illeggibile è stato tenuto da parte.',
  'status.keys.move': 'scorri',
  'status.keys.claim': 'prendi in carico',
  'status.keys.reply': 'rispondi',
  'status.keys.help': 'tasti',

  'toasts.landmark': 'Esiti{key, select, none {} other { ({key})}}',
  'toasts.past': 'Ultimi esiti',
  'toasts.none': 'Ancora nessuno da quando la finestra è aperta.',
  'toasts.undo': 'Annulla',

  'offline.banner': 'Senza collegamento da {since}.',
  'offline.what-works':
    'Puoi leggere, cercare e scrivere: {count, plural, =0 {quello che scrivi parte} one {# cosa in uscita parte} many {# di cose in uscita partono} other {# cose in uscita partono}} da sé al ritorno del collegamento.',
  'offline.retry': 'Riprova ora',
  'sync.first': 'Prima sincronizzazione: {done} di {total} pratiche',
  'sync.progress': 'Avanzamento della sincronizzazione',

  'notice.refused':
    '{command, select, reply {La tua risposta} note {La tua nota} claim {La presa in carico} release {Il rilascio} add_participant {L’aggiunta di un operatore} remove_participant {La rimozione di un operatore} transfer {Il passaggio} ask_transfer {Il passaggio} withdraw_transfer {Il ritiro del passaggio} accept_transfer {L’accettazione del passaggio} decline_transfer {La risposta al passaggio} resolve {La risoluzione} reopen {La riapertura} heard {L’ascolto} book_appointment {L’appuntamento} move_appointment {Lo spostamento dell’appuntamento} close_appointment {La modifica dell’appuntamento} redact {L’oscuramento} redact_attachment {La distruzione dell’allegato} set_guard_word {La parola della guardia} keep_document {Il documento in cassaforte} destroy_document {La distruzione del documento} offer_appointment {La proposta di appuntamento} set_promise {La promessa} end_promise {La fine della promessa} merge {L’unione} unmerge {La separazione} log_call {La telefonata} confirm_contact {L’aggiornamento dei recapiti} settle_mail {La scelta sulla e-mail incerta} create {La nuova pratica} other {Un’operazione}}{command, select, set_guard_word {} create { {number}} other { per la pratica {number}}} non è {command, select, release {stato accettato} transfer {stato accettato} ask_transfer {stato accettato} withdraw_transfer {stato accettato} heard {stato accettato} book_appointment {stato accettato} move_appointment {stato accettato} redact {stato accettato} keep_document {stato accettato} confirm_contact {stato accettato} other {stata accettata}}.',
  'notice.added': 'Ora partecipi alla pratica {number}: un collega ti ha aggiunto.',
  'notice.removed': 'Non partecipi più alla pratica {number}: il contenuto è stato tolto da questa postazione.',
  'notice.evicted-while-open': 'La pratica {number} era aperta qui ed è stata presa in carico.',
  'notice.lease-expired':
    'La chat {number} non è più in carico a te: questa postazione è rimasta troppo a lungo senza collegamento. Quello che avevi scritto è fra le bozze.',
  'notice.expired':
    'Questa postazione è rimasta a lungo senza collegamento: il testo delle pratiche da prendere è stato tolto. Torna da sé al collegamento; le tue pratiche sono rimaste.',
  'notice.database-rebuilt':
    '{rescued, select, enrolled {L’archivio di questa postazione era rovinato ed è stato rifatto: le pratiche tornano dal centro.} other {L’archivio di questa postazione non si apriva ed è stato rifatto: le pratiche tornano dal centro, appena la postazione è di nuovo abilitata.}} Salvati: {drafts, plural, =0 {nessuna bozza} one {# bozza} many {# di bozze} other {# bozze}} e {commands, plural, =0 {niente} one {# cosa} many {# di cose} other {# cose}} da inviare. {missing, select, none {Non manca nulla.} other {Qualcosa di ciò che non era ancora partito può mancare.}}',
  'notice.open': 'Apri',
  'notice.another-time': 'Scegli un altro orario',

  'announce.arrivals':
    '{count, plural, one {È arrivata # pratica} many {Sono arrivate # di pratiche} other {Sono arrivate # pratiche}} da prendere.',
  'announce.text-size': 'Testo al {percent} per cento.',
  'announce.online': 'Collegamento tornato.',
  'announce.offline': 'Collegamento caduto. Puoi continuare a lavorare.',

  'sign-in.again': 'Attiva di nuovo questa postazione',
  'sign-in.again-lead':
    'Bozze e messaggi in uscita restano qui e partono dopo l’attivazione. Serve un codice a nome di {name}.',
  'sign-in.again-open': 'Inserisci un codice',
  'sign-in.title': 'Attiva questa postazione',
  'sign-in.lead':
    'Chiedi a un coordinatore il codice di attivazione: vale una volta sola, per quindici minuti, e lega questa postazione al tuo nome.',
  'sign-in.hub': 'Indirizzo del centro',
  'sign-in.hub-fixed': 'Fissato dalla tua organizzazione.',
  'sign-in.hub-hint': 'Comincia con wss:// o, sullo stesso computer, con ws://',
  'sign-in.code': 'Codice di attivazione',
  'sign-in.code-hint': 'Maiuscole, spazi e trattini non contano',
  'sign-in.submit': 'Attiva',
  'sign-in.busy': 'Attivo…',
  'sign-in.association': 'Associazione: {name}',
  'sign-in.keyring-none':
    'Questo sistema non offre un portachiavi: a proteggere i tuoi dati su questa postazione sono il PIN e il centro. Scegli un PIN lungo, con lettere, e chiedi a chi la gestisce di attivare un portachiavi.',
  'sign-in.promise':
    'Quello che leggi qui resta qui: appena un collega prende in carico una pratica, il suo testo sparisce da questa postazione.',
} as const;
