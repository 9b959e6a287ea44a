/** The player of voicemails, and their having been heard. */
export const voice = {
  'voice.label': 'Messaggio vocale',
  'voice.locked': 'Si ascolta dopo la presa in carico.',
  'voice.play': 'Ascolta',
  'voice.pause': 'Pausa',
  'voice.back': 'Indietro di 5 s',
  'voice.forward': 'Avanti di 5 s',
  'voice.speed': 'Velocità',
  'voice.save': 'Salva il messaggio vocale',
  'voice.position': 'Punto dell’ascolto',
  'voice.time':
    '{minutes, plural, =0 {} one {# minuto e } many {# di minuti e } other {# minuti e }}{seconds, plural, one {# secondo} many {# di secondi} other {# secondi}}',
  'voice.position-of': '{at} di {whole}',
  'voice.unplayable': 'Questa postazione non può riprodurre questo formato: salvalo e aprilo con un altro programma.',
  'voice.unheard': 'Da ascoltare fino in fondo',
  'voice.unheard-unplayable': 'Da ascoltare',
  'voice.mark': 'Segna come ascoltato…',
  'voice.mark-title': 'Segna come ascoltato',
  'voice.mark-lead':
    'L’associazione promette che ogni messaggio viene ascoltato: resta scritto che ne rispondi tu, e perché.',
  'voice.reason.elsewhere': 'L’ho ascoltato in un altro modo',
  'voice.reason.unplayable': 'Non si riesce ad ascoltarlo',
  'voice.reason.nothing-said': 'Nel messaggio nessuno parla',
  'voice.heard':
    '{how, select, played {Ascoltato da {name}} elsewhere {Segnato come ascoltato da {name}: sentito in un altro modo} unplayable {Segnato come ascoltato da {name}: non si riesce ad ascoltarlo} other {Segnato come ascoltato da {name}: nessuno parla}} {when}',
  'voice.heard-pending': 'Ascoltato: attendo la conferma del centro',
  'voice.announce': 'Messaggio vocale ascoltato.',
  'event.heard':
    '{how, select, played {Messaggio vocale ascoltato fino in fondo da {name}} elsewhere {Messaggio vocale segnato come ascoltato da {name}: sentito in un altro modo} unplayable {Messaggio vocale segnato come ascoltato da {name}: non si riesce ad ascoltarlo} other {Messaggio vocale segnato come ascoltato da {name}: nessuno parla}}',
  'row.unheard':
    '{count, plural, one {da ascoltare} many {# di messaggi da ascoltare} other {# messaggi da ascoltare}}',
} as const;
