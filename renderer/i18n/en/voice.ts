import type { voice as it } from '../it/voice.ts';

export const voice: Readonly<Record<keyof typeof it, string>> = {
  'voice.label': 'Voicemail',
  'voice.locked': 'It can be heard once the case is claimed.',
  'voice.play': 'Play',
  'voice.pause': 'Pause',
  'voice.back': 'Back 5 s',
  'voice.forward': 'Forward 5 s',
  'voice.speed': 'Speed',
  'voice.save': 'Save the voicemail',
  'voice.position': 'Position',
  'voice.time':
    '{minutes, plural, =0 {} one {# minute and } other {# minutes and }}{seconds, plural, one {# second} other {# seconds}}',
  'voice.position-of': '{at} of {whole}',
  'voice.unplayable': 'This workstation can’t play this format: save it and open it with another program.',
  'voice.unheard': 'To be heard to its end',
  'voice.unheard-unplayable': 'To be heard',
  'voice.mark': 'Mark as heard…',
  'voice.mark-title': 'Mark as heard',
  'voice.mark-lead':
    'The association promises that every message is listened to: it is recorded that you answer for it, and why.',
  'voice.reason.elsewhere': 'I heard it in another way',
  'voice.reason.unplayable': 'It can’t be played',
  'voice.reason.nothing-said': 'Nothing is said in it',
  'voice.heard':
    '{how, select, played {Heard by {name}} elsewhere {Marked as heard by {name}: heard in another way} unplayable {Marked as heard by {name}: it can’t be played} other {Marked as heard by {name}: nothing is said in it}} {when}',
  'voice.heard-pending': 'Heard: awaiting the hub’s word',
  'voice.announce': 'Voicemail heard.',
  'event.heard':
    '{how, select, played {Voicemail heard to its end by {name}} elsewhere {Voicemail marked as heard by {name}: heard in another way} unplayable {Voicemail marked as heard by {name}: it can’t be played} other {Voicemail marked as heard by {name}: nothing is said in it}}',
  'row.unheard': '{count, plural, one {to be heard} other {# voicemails to be heard}}',
};
