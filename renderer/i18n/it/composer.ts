/** Writing: replies, notes, canned replies. */
export const composer = {
  'composer.label': 'Scrivi',
  'composer.reply': 'Risposta',
  'composer.note': 'Nota interna',
  'composer.reply-placeholder': 'Scrivi la risposta. Con / richiami le risposte pronte.',
  'composer.note-placeholder': 'Scrivi una nota per i colleghi. Il richiedente non la vede.',
  'composer.send': 'Invia',
  'composer.save-note': 'Aggiungi nota',
  'composer.canned': 'Pronte',
  'composer.canned-label': 'Risposte pronte (si aprono anche con la barra all’inizio di una parola)',
  'composer.draft-saved': 'Bozza salvata {clock}',
  'composer.draft-saving': 'Salvo la bozza…',
  'composer.draft-failed': 'Bozza non salvata',
  'composer.characters-left':
    '{count, plural, =0 {nessun carattere rimasto} one {# carattere rimasto} many {# di caratteri rimasti} other {# caratteri rimasti}}',
  'composer.characters-over':
    '{count, plural, one {# carattere di troppo} many {# di caratteri di troppo} other {# caratteri di troppo}}',
  'composer.unresolved': 'Da completare prima di inviare: {names}',
  'composer.returned': 'Tornata fra le bozze.',
  'composer.under-request': 'Scrivi sotto richiesta: parte solo se il centro ti conferma la presa.',
  'composer.no-address': 'Il richiedente non ha lasciato un indirizzo e-mail: puoi scrivere solo note interne.',
  'composer.offline': 'Parte al ritorno del collegamento',
  'composer.sent-announce': 'Messa in uscita.',
  'composer.note-announce': 'Nota aggiunta.',
  'canned.label': 'Risposte pronte',
  'canned.hint': '↑ ↓ per scegliere, Invio per inserire, Esc per chiudere',
  'canned.none': 'Nessuna risposta pronta con «{text}»',
} as const;
