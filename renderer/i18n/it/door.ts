/** What stands between the window and a volunteer's data: names, PIN, lock. */
export const door = {
  'door.who': 'Chi sei?',
  'door.who-lead': 'Scegli il tuo nome. I dati di ciascuno sono cifrati e si aprono solo con il suo PIN.',
  'door.who-list': 'Volontari su questo PC',
  'door.unnamed': 'Attivazione non finita',
  'door.waiting':
    '{count, plural, =0 {niente in uscita} one {# cosa da inviare} many {# di cose da inviare} other {# cose da inviare}}',
  'door.new': 'Attiva per un’altra persona',
  'door.pin-title': 'Inserisci il PIN',
  'door.pin-title-of': 'PIN di {name}',
  'door.pin': 'PIN',
  'door.open': 'Apri',
  'door.opening': 'Apro…',
  'door.pin-hint': 'Almeno 6 caratteri, anche lettere. Non una fila di tasti, non lo stesso segno ripetuto.',
  'door.pin-new': 'Nuovo PIN',
  'door.pin-choose': 'Scegli un PIN',
  'door.pin-again': 'Ripeti il PIN',
  'door.pin-former': 'PIN di adesso',
  'door.pin-differs': 'I due PIN non sono uguali: scrivili di nuovo.',
  'door.pin-changed': 'Il PIN è cambiato.',
  'door.pin-change': 'Cambia PIN',
  'door.pin-change-lead': 'Il PIN apre i tuoi dati su questo PC. Non lo conosce nessun altro, nemmeno il centro.',
  'door.choose-title': 'Proteggi i tuoi dati con un PIN',
  'door.choose-lead':
    'Da ora i tuoi dati su questo PC si aprono solo con un PIN che conosci tu. Se lo dimentichi, nessuno può recuperarlo: servirà un nuovo codice, e quello che non era ancora partito andrà perso.',
  'door.choose': 'Usa questo PIN',
  'door.hub-title': 'Serve il centro',
  'door.hub-lead':
    'Il PIN è giusto. Per aprire i tuoi dati su questo PC serve anche il collegamento con il centro: su un PC condiviso sempre, sugli altri quando il centro non si vede da giorni. Le bozze e quello che hai in uscita sono al loro posto.',
  'door.hub-lead-stuck':
    'Il PIN è giusto, ma quello che manca per aprire i tuoi dati su questo PC il centro non lo dà più. Parlane con un coordinatore; se non c’è rimedio, si ricomincia con un nuovo codice.',
  'door.hub-asking': 'Chiedo al centro…',
  'door.gone-title': 'I tuoi dati non sono più su questo PC',
  'door.gone-lead':
    'L’accesso di questo PC è stato tolto e tutto quello che conteneva a tuo nome è stato cancellato, anche ciò che non era ancora partito. Le pratiche sono nel centro. Se devi tornare a lavorare qui, chiedi un codice a un coordinatore.',
  'door.begin-anew': 'Attiva di nuovo',
  'door.switch': 'Cambia volontario',
  'door.lock': 'Blocca',
  'door.forgotten': 'PIN dimenticato?',
  'door.forgotten-title': 'PIN dimenticato',
  'door.forgotten-lead':
    'Un PIN non si può recuperare. Puoi cancellare da questo PC i dati di {name} e attivarlo di nuovo con un codice di un coordinatore: le pratiche tornano dal centro, ma bozze e cose da inviare ({count, number}) vanno perse per sempre.',
  'door.forgotten-you': 'chi lavora qui',
  'door.forgotten-confirm': 'Cancella e attiva di nuovo',
  'door.stuck-begin': 'Ricomincia con un codice',
  'door.stuck-title': 'Ricominciare con un codice',
  'door.stuck-lead':
    'Puoi cancellare da questo PC i dati di {name} e attivarlo di nuovo con un codice di un coordinatore: le pratiche tornano dal centro, ma bozze e cose da inviare ({count, number}) vanno perse per sempre. Chiedi prima a un coordinatore se l’accesso si può ripristinare.',
  'door.security': 'PIN e blocco',
  'door.security-none': 'Su questo PC non è chiesto un PIN: chi usa il tuo account del sistema vede i tuoi dati.',
  'key.lock': 'Blocca lo schermo',
  'key.switch': 'Cambia volontario',
} as const;
