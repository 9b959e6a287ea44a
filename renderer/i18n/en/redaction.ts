import type { redaction as source } from '../it/redaction.ts';

export const redaction: Readonly<Record<keyof typeof source, string>> = {
  'redact.action-of': 'Redact a part of the message by {name}, {when}',
  'redact.bar': 'redacted part',
  'redact.title': 'Redact a part of the message',
  'redact.lead': 'Select the words to take out, with the mouse or with Shift and the arrow keys.',
  'redact.part': 'Where',
  'redact.part-text': 'Message',
  'redact.part-quoted': 'Quoted text',
  'redact.part-subject': 'Subject',
  'redact.text': 'Text: select the words to redact',
  'redact.found': 'Select what Sportello has found',
  'redact.kind.PHONE': 'a telephone number',
  'redact.kind.EMAIL': 'an e-mail address',
  'redact.kind.ADDRESS': 'an address',
  'redact.kind.VAT': 'a VAT number',
  'redact.nothing': 'You have not selected anything yet.',
  'redact.not-these': 'Something in it is redacted already: select only words that can be read.',
  'redact.selected': 'To be redacted: “{value}”',
  'redact.go-on': 'Redact…',
  'redact.sure-title': 'Redact for good?',
  'redact.sure':
    'This can’t be undone. “{value}” disappears from the hub, from every workstation and from search; with the next backup it can’t be read in the earlier ones either.',
  'redact.sure-elsewhere':
    '{count, plural, one {It is also taken out of another message of this case, which has the same part.} other {It is also taken out of # other messages of this case, which have the same part.}}',
  'redact.sure-mail': 'Whoever has received the message by e-mail keeps it.',
  'redact.sure-subject': 'It is taken out of the subject too, where the same part stands.',
  'redact.sure-who': 'The case will say that you redacted a part, never what it was.',
  'redact.yes': 'Yes, redact',
  'redact.back': 'Back',
  'redact.announce': 'Part redacted',
  'event.redacted-file': 'An attachment was destroyed by {name}',
  'redact.file': 'Destroy the attachment…',
  'redact.file-sure': 'Destroy the attachment for good?',
  'redact.file-why':
    'This can’t be undone. “{name}” disappears from the hub, from every PC and from search, its name too; after the next backup it can’t be opened from the earlier ones either. The case keeps of what kind it was, who destroyed it and when.',
  'redact.file-sent': 'Whoever has received it by e-mail keeps it.',
  'redact.file-yes': 'Yes, destroy',
  'redact.file-announce': 'Attachment destroyed',
  'redact.file-gone':
    '{kind, select, image {Image destroyed} audio {Recording destroyed} text {Text destroyed} other {File destroyed}} by {name}, {when}: nobody can open what was in it any more.',
};
