import type { documents as source } from '../it/documents.ts';

export const documents: Readonly<Record<keyof typeof source, string>> = {
  'event.document.kept': '{name} put an identity document into the vault',
  'event.document.destroyed': 'Identity document destroyed by {name}',
  'event.document.expired': 'Identity document expired and destroyed',
};
