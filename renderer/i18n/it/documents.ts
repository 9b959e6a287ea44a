/** Identity documents in the vault. */
export const documents = {
  'event.document.kept': '{name} ha messo in cassaforte un documento d’identità',
  'event.document.destroyed': 'Documento d’identità distrutto da {name}',
  'event.document.expired': 'Documento d’identità scaduto e distrutto',
} as const;
