/** What was just done, and what is asked before something is done. */
export const undo = {
  'done.resolve': 'Pratica {number} risolta.',
  'done.reopen': 'Pratica {number} riaperta.',
  'done.release': 'Pratica {number} rilasciata: torna fra quelle da prendere.',
  'done.transfer-group': 'Pratica {number} passata a {to}.',
  'done.promise': 'Promesso entro {when}.',
  'done.promise-kept': 'Promessa segnata come mantenuta.',
  'done.promise-cancelled': 'Promessa annullata.',
  'toasts.undone': 'Annullato.',
  'key.undo': 'Annulla l’ultima cosa fatta',
  'unseen.title': 'Risolvere la pratica {number}?',
  'unseen.lead':
    '{count, plural, one {Chi ha scritto ha mandato un messaggio che non hai ancora letto.} many {Chi ha scritto ha mandato # di messaggi che non hai ancora letto.} other {Chi ha scritto ha mandato # messaggi che non hai ancora letto.}} Quello che è nuovo sta più in basso nella conversazione.',
  'unseen.read': 'Torna a leggere',
  'unseen.resolve': 'Risolvi lo stesso',
  'settings.tray': 'Se chiudi la finestra, resta nell’area di notifica',
  'settings.tray-hint':
    'L’icona dice quanto c’è da guardare, mai che cosa. Da lì apri Sportello, prendi la prossima, scegli di non essere disturbato o esci.',
  'sync.title': 'Sincronizzazione',
  'sync.online-since': 'Sincronizzato, collegato da {since}',
  'sync.nothing-waits': 'Non aspetta niente: il centro ha confermato tutto.',
  'sync.waits':
    '{count, plural, one {Aspetta # cosa} many {Aspettano # di cose} other {Aspettano # cose}}, la prima da {since}.',
} as const;
