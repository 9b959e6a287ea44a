/** The chat on the association's web site, for coordinators. */
export const chatSite = {
  'chat-site.title': 'Chat sul sito',
  'chat-site.lead':
    'La nuvoletta della chat si apre solo nelle pagine dei siti che permetti qui; ogni altra pagina viene rifiutata. Vale subito.',
  'chat-site.looking': 'Chiedo i siti al centro…',
  'chat-site.sites': 'Siti permessi',
  'chat-site.none': 'Nessun sito: per ora la chat non si apre da nessuna parte.',
  'chat-site.fixed': 'fissato da chi gestisce il centro',
  'chat-site.remove': 'Togli {origin}',
  'chat-site.removed': '{origin} non può più avere la chat.',
  'chat-site.added': '{origin} può avere la chat.',
  'chat-site.origin': 'Indirizzo del sito',
  'chat-site.origin-hint': 'Solo l’inizio, come https://www.esempio.it: senza pagine e senza la barra finale.',
  'chat-site.wrong': 'Non è l’indirizzo di un sito: scrivi solo l’inizio, come https://www.esempio.it.',
  'chat-site.known': 'Questo sito è già permesso.',
  'chat-site.add': 'Permetti',
  'chat-site.groups': 'Gruppi che la chat offre',
  'chat-site.groups-why':
    'Fuori orario chi scrive può lasciare una richiesta. Gli orari si cambiano in «Coordinamento», «Orari e tempi».',
  'chat-site.by-hours': 'aperto secondo gli orari',
  'chat-site.always': 'sempre aperto: non ha orari',
  'chat-site.line': 'La riga per il sito',
  'chat-site.first': 'Gruppo già scelto',
  'chat-site.first-none': 'nessuno in particolare',
  'chat-site.copy': 'Copia la riga',
  'chat-site.copied': 'Copiata.',
  'chat-site.no-url': 'Per avere la riga da copiare, chi gestisce il centro deve indicare il suo indirizzo pubblico.',
} as const;
