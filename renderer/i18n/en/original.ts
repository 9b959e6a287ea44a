import type { original as source } from '../it/original.ts';

/** A mail as it was laid out, and its links. */
export const original: Record<keyof typeof source, string> = {
  'original.show': 'Show the layout',
  'original.hide': 'Show the text only',
  'original.loading': 'Loading the message…',
  'original.frame': 'The message as it was laid out',
  'original.blocked':
    '{count, plural, one {# remote picture blocked} other {# remote pictures blocked}}: whoever put it there would know when you open the message',
  'link.title': 'Open this link?',
  'link.title-address': 'Address in the message',
  'link.lead': 'It leads to {link}. Don’t type passwords or codes into a page opened from a message.',
  'link.elsewhere': 'The message says “{value}”, but the link leads elsewhere.',
  'link.copy': 'Copy the address',
  'link.open': 'Open in the browser',
  'link.copied': 'Copied.',
  'link.failed': 'It was not possible. You can select the address and copy it.',
};
