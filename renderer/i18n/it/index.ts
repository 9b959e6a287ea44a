import { agenda } from './agenda.ts';
import { alerts } from './alerts.ts';
import { canned } from './canned.ts';
import { chatSite } from './chat-site.ts';
import { chronology } from './chronology.ts';
import { composer } from './composer.ts';
import { conversation } from './conversation.ts';
import { coordination } from './coordination.ts';
import { desk } from './desk.ts';
import { diagnostics } from './diagnostics.ts';
import { documents } from './documents.ts';
import { door } from './door.ts';
import { errors } from './errors.ts';
import { flags } from './flags.ts';
import { guard } from './guard.ts';
import { inbox } from './inbox.ts';
import { late } from './late.ts';
import { lists } from './lists.ts';
import { next } from './next.ts';
import { original } from './original.ts';
import { pages } from './pages.ts';
import { practice } from './practice.ts';
import { partial } from './partial.ts';
import { passing } from './passing.ts';
import { promise } from './promise.ts';
import { redaction } from './redaction.ts';
import { required } from './required.ts';
import { routing } from './routing.ts';
import { shell } from './shell.ts';
import { staff } from './staff.ts';
import { undo } from './undo.ts';
import { voice } from './voice.ts';

/** The source of the interface's words; other languages have the same ids (ICU messages; CLDR Italian has a `many` plural). */
export const it = {
  ...shell,
  ...agenda,
  ...alerts,
  ...inbox,
  ...conversation,
  ...chronology,
  ...composer,
  ...original,
  ...canned,
  ...pages,
  ...errors,
  ...guard,
  ...flags,
  ...redaction,
  ...required,
  ...documents,
  ...voice,
  ...late,
  ...next,
  ...practice,
  ...promise,
  ...undo,
  ...passing,
  ...partial,
  ...lists,
  ...chatSite,
  ...desk,
  ...routing,
  ...door,
  ...coordination,
  ...staff,
  ...diagnostics,
} as const;
export type MessageId = keyof typeof it;
