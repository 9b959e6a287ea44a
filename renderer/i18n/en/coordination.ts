import type { coordination as it } from '../it/coordination.ts';

export const coordination: Readonly<Record<keyof typeof it, string>> = {
  'inspect.open': 'Read without taking part…',
  'inspect.title': 'Read case {number}?',
  'inspect.lead':
    'This case is private: {name} has it. As a coordinator you can read it for 30 minutes, without replying. The reason stays written in the case and {name} sees it at once.',
  'inspect.lead-nobody':
    'This case is private to those who take part. As a coordinator you can read it for 30 minutes, without replying. The reason stays written in the case.',
  'inspect.reason': 'Reason',
  'inspect.reason-hint':
    'At least {count, plural, one {# character} other {# characters}}. Those who take part in the case read it.',
  'inspect.go': 'Write the reason and read',
  'inspect.online-only': 'This needs the connection to the hub: without it a case of somebody else can’t be read.',
  'inspect.strip':
    'You are reading without taking part, until {clock}. This is the case as it was at {read}; attachments can’t be opened.',
  'inspect.end': 'I have finished reading',
  'inspect.label': 'Reading without taking part',
  'inspect.announce-begun': 'You are now reading case {number}, until {clock}.',
  'event.inspected.begun': '{name} (coordination) reads the case without taking part; reason:',
  'event.inspected.ended': '{name} reads the case no longer; the text was removed from their workstation',
  'event.inspected-reason': 'reason for reading',
  'notice.inspected': '{name} (coordination) is reading case {number}. The reason is written in the case.',
};
