/** Somebody who was added “from now on” and sees a part of a case. */
export const partial = {
  'partial.since':
    'Vedi la conversazione da {when}, quando ti ha aggiunto {name}. Quello che è stato scritto prima non è su questa postazione.',
  'partial.subject': 'Oggetto non condiviso',
  'partial.choice': 'Che cosa vede',
  'partial.choice.all': 'Tutta la conversazione, anche i messaggi di prima',
  'partial.choice.now': 'Solo quello che arriva da ora in poi',
  'partial.extend': 'Mostra tutto',
  'partial.extend-label': 'Mostra tutta la conversazione a {name}',
  'partial.extended': 'Ora {name} vede tutta la conversazione.',
  'partial.sees-part': 'vede da {when}',
  'event.joined-now': '{name} ha aggiunto {to}, che vede da qui in poi',
  'event.joined-all': '{name} ha mostrato a {to} tutta la conversazione',
} as const;
