/** What is being written: to the contact, or for colleagues alone. */
export type WrittenKind = 'reply' | 'note';
