import type { documents as source } from '../it/documents.ts';

export const documents: Readonly<Record<keyof typeof source, string>> = {
  'event.document.kept': '{name} put an identity document into the vault',
  'event.document.destroyed': 'Identity document destroyed by {name}',
  'event.document.expired': 'Identity document expired and destroyed',
  'purpose.enrolment': 'check of the enrolment',
  'purpose.age': 'check of the age',
  'purpose.residence': 'check of the residence',
  'purpose.guardian': 'check of a guardian',
  'purpose.refund': 'check for a refund',
  'purpose.other': 'another check',
  'document.keep': 'It is an identity document: into the vault…',
  'document.change': 'Change purpose or date…',
  'document.in-vault': 'In the vault for {what}. It destroys itself {when}.',
  'document.destroyed': 'Destroyed {when}: nobody can open it any more.',
  'document.title': 'Identity document in the vault',
  'document.lead':
    'Only those who follow the case see it, with the purpose written across it; it stays on no workstation, and when it expires its key is destroyed.',
  'document.purpose': 'What it is needed for',
  'document.days': 'Days to keep it (1 to 180)',
  'document.confirm': 'Put into the vault',
  'document.done': 'Checked: destroy…',
  'document.sure': 'Destroy the document?',
  'document.sure-why': 'This can’t be undone. Nobody can open it any more, not even from a backup.',
  'document.yes': 'Yes, destroy',
  'document.announce-kept': 'Document in the vault',
  'document.announce-destroyed': 'Document destroyed',
  'document.not-drawn':
    'This PDF can’t be shown: it is damaged, locked, too complicated or longer than eight pages. Ask for a photograph or a scan as a picture.',
};
