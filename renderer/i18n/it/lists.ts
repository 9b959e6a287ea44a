/** What can be done with several cases of a list, and the list of what is late. */
export const lists = {
  'view.late': 'In ritardo',
  'key.view-late': 'Vai a: In ritardo',
  'list.empty.late': 'Nessuno aspetta da troppo',
  'list.empty.late-why':
    'Qui vedi, di tutti, le pratiche senza risposta oltre il tempo promesso: 48 ore, se non è stato deciso altro.',
  'row.due': 'risposta entro: {when}',
  'row.follows': 'segue la {number}',
  'bulk.label': 'Pratiche selezionate',
  'bulk.count': '{count, plural, one {# selezionata} many {# di selezionate} other {# selezionate}}',
  'bulk.clear': 'Togli la selezione',
  'bulk.undo': 'Annulla',
  'bulk.did.resolve':
    '{count, plural, =0 {Nessuna risolta} one {# risolta} many {# di risolte} other {# risolte}}{left, plural, =0 {.} one {; # non è in carico a te.} many {; # di non in carico a te.} other {; # non sono in carico a te.}}',
  'bulk.did.claim':
    '{count, plural, =0 {Nessuna presa in carico} one {# presa in carico} many {# di prese in carico} other {# prese in carico}}{left, plural, =0 {.} one {; # non aspettava più.} many {; # di non aspettavano più.} other {; # non aspettavano più.}}',
  'bulk.did.reopen':
    '{count, plural, =0 {Nessuna riaperta} one {# riaperta} many {# di riaperte} other {# riaperte}}{left, plural, =0 {.} one {; # non si può riaprire.} many {; # di non si possono riaprire.} other {; # non si possono riaprire.}}',
  'bulk.did.release':
    '{count, plural, =0 {Nessuna rilasciata} one {# rilasciata} many {# di rilasciate} other {# rilasciate}}{left, plural, =0 {.} one {; # non è in carico a te.} many {; # di non in carico a te.} other {; # non sono in carico a te.}}',
  'bulk.did.transfer':
    '{count, plural, =0 {Nessuna passata} one {# passata} many {# di passate} other {# passate}}{left, plural, =0 {.} one {; # non è in carico a te.} many {; # di non in carico a te.} other {; # non sono in carico a te.}}',
  'bulk.reassign': 'Riassegna…',
  'bulk.transfer-title': '{count, plural, one {Passa # pratica} many {Passa # di pratiche} other {Passa # pratiche}}',
  'bulk.transfer-lead':
    'Vanno insieme alla stessa persona o allo stesso gruppo, con la stessa nota. Quelle che non sono in carico a te restano dove sono.',
  'list.filters': 'Filtri dell’elenco',
  'list.group': 'Gruppo: {group}',
  'list.remove-group': 'Togli il filtro del gruppo {group}',
  'list.new-end': '{count, plural, one {# nuova in fondo} many {# di nuove in fondo} other {# nuove in fondo}}',
  'list.new-start': '{count, plural, one {# nuova in cima} many {# di nuove in cima} other {# nuove in cima}}',
  'search.filters': 'Restringi la ricerca',
  'search.filter.from': 'da:',
  'search.filter.from-why': 'Chi ha scritto: da:belotti, da:"anna belotti"',
  'search.filter.state': 'stato:',
  'search.filter.state-why': 'stato:attesa, stato:carico, stato:risolta',
  'search.filter.group': 'gruppo:',
  'search.filter.group-why': 'gruppo:segreteria',
  'search.filter.channel': 'canale:',
  'search.filter.channel-why': 'canale:ticket, canale:chat, canale:voicemail',
  'search.filter.since': 'dal:',
  'search.filter.since-why': 'Arrivate da quel giorno: dal:20/11',
  'search.filter.until': 'al:',
  'search.filter.until-why': 'Arrivate fino a quel giorno: al:22/11/2026',
} as const;
