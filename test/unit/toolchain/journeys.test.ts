import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What people do with Sportello, from beginning to end, and the test in real windows that does it. */
const journeys = {
  'a mail arrives, is taken by one of two, answered, passed on, resolved, reopened, released; offline, and the hub killed':
    'story',
  'the oldest of my groups is taken, or left to others with a reason': 'next',
  'a chat from the web site': 'chat-desk',
  'a chat whose volunteer can’t be reached': 'leases',
  'a voicemail is heard to its end': 'voicemail',
  'somebody telephones, or stands at the desk': 'desk',
  'a confidence becomes an appointment': 'confidence',
  'an appointment is booked, offered, moved': 'appointment',
  'what should not be sent is marked while it is written': 'guard',
  'canned replies are written, found and used': 'canned-replies',
  'files, and a send that is undone': 'writing',
  'a promise with a date; what was written meanwhile; an offence': 'around-reply',
  'one case, not five: alike ones': 'alike',
  'one case, not five: merged, and apart again': 'merge',
  'a contact that can’t be reached': 'reach',
  'the chronology, read, printed and saved': 'chronology',
  'a coordinator reads for a reason, reassigns one and many, and takes it back': 'reassign',
  'a coordinator brings in a person and a group, and reads the numbers': 'staff-journey',
  'an identity document in the vault; words that are taken out for good': 'lasting',
  'several volunteers at one PC: PIN, lock, switch': 'identity',
  'practice before the first day': 'practice',
} as const;

const pointed = /\.(?:click|dblclick|hover|tap|dragTo|check|uncheck|selectOption)\(|\.mouse\./;
/** What contacts do on the association's pages, with whatever they have at hand. */
const onPublicPage = /\b(?:publicPage|visitor|guest|field\(\))\b/;

test.each(Object.entries(journeys))('nobody needs a mouse: %s', (_journey, file) => {
  const source = readFileSync(`test/e2e/${file}.test.ts`, 'utf8');
  // A chain of calls is one line here.
  const lines = source.replaceAll(/\n\s+\./g, '.').split('\n');
  expect(lines.filter((line) => pointed.test(line) && !onPublicPage.test(line))).toEqual([]);
});
