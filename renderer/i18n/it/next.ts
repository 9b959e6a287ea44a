/** The next in line, and leaving it to others. */
export const next = {
  'key.next-case': 'Prendi la prossima in fila',
  'next.take': 'Prossima',
  'next.held': 'Era la prima in fila dei tuoi gruppi.',
  'next.moved': 'Un’altra era arrivata prima: ecco quella che tocca a te.',
  'next.skip': 'Salta…',
  'next.skip-title': 'Salta la pratica {number}',
  'next.skip-lead':
    'Torna al suo posto nella fila e la vedranno gli altri; a te non viene più proposta. Il motivo resta nella cronologia.',
  'next.why': 'Perché la salti',
  'next.choose': 'Scegli il motivo.',
  'next.reason.not-mine': 'Non è di mia competenza',
  'next.reason.know-the-person': 'Conosco la persona',
  'next.reason.language': 'Non parlo la sua lingua',
  'next.reason.no-time': 'Ora non ho il tempo che serve',
  'next.reason.other': 'Un altro motivo',
  'next.skip-only': 'Salta',
  'next.skip-onward': 'Salta e prendi la prossima',
  'event.skipped':
    'Saltata da {name}: {why, select, not_mine {non di sua competenza} know_the_person {conosce la persona} language {non parla la lingua} no_time {non aveva il tempo} other {altro motivo}}',
} as const;
