import type { partial as source } from '../it/partial.ts';

export const partial: Record<keyof typeof source, string> = {
  'partial.since':
    'You see the conversation from {when}, when {name} added you. What was written before is not on this workstation.',
  'partial.subject': 'Subject not shared',
  'partial.choice': 'What they see',
  'partial.choice.all': 'The whole conversation, earlier messages too',
  'partial.choice.now': 'Only what comes from now on',
  'partial.extend': 'Show all',
  'partial.extend-label': 'Show {name} the whole conversation',
  'partial.extended': '{name} now sees the whole conversation.',
  'partial.sees-part': 'sees from {when}',
  'event.joined-now': '{name} added {to}, who sees what comes from here on',
  'event.joined-all': '{name} showed {to} the whole conversation',
};
