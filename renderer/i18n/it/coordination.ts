/** What coordinators do: the board, passing cases on, reading one in which they take no part. */
export const coordination = {
  'inspect.open': 'Leggi senza partecipare…',
  'inspect.title': 'Leggere la pratica {number}?',
  'inspect.lead':
    'Questa pratica è riservata: la segue {name}. Come coordinatore puoi leggerla per 30 minuti, senza rispondere. Il motivo resta scritto nella pratica e {name} lo vede subito.',
  'inspect.lead-nobody':
    'Questa pratica è riservata a chi la segue. Come coordinatore puoi leggerla per 30 minuti, senza rispondere. Il motivo resta scritto nella pratica.',
  'inspect.reason': 'Motivo',
  'inspect.reason-hint':
    'Almeno {count, plural, one {# carattere} many {# di caratteri} other {# caratteri}}. Lo leggono le persone che partecipano alla pratica.',
  'inspect.go': 'Scrivi il motivo e leggi',
  'inspect.online-only': 'Serve il collegamento con il centro: senza, non si può leggere una pratica altrui.',
  'inspect.strip':
    'Stai leggendo senza partecipare, fino alle {clock}. È la pratica com’era alle {read}; gli allegati non si aprono.',
  'inspect.end': 'Ho finito di leggere',
  'inspect.label': 'Lettura senza partecipare',
  'inspect.announce-begun': 'Ora leggi la pratica {number}, fino alle {clock}.',
  'event.inspected.begun': '{name} (coordinamento) legge la pratica senza partecipare; motivo:',
  'event.inspected.ended': '{name} non legge più la pratica; il testo è stato tolto dalla sua postazione',
  'event.inspected-reason': 'motivo della lettura',
  'notice.inspected': '{name} (coordinamento) sta leggendo la pratica {number}. Il motivo è scritto nella pratica.',
} as const;
