import type { RefObject } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type Spelled, useSpelled } from '../../spelling/use-spelled.tsx';
import { useContactLanguage } from './use-contact-language.ts';
import type { WrittenKind } from './written-kind.ts';

interface WrittenField {
  readonly open: OpenConversation;
  readonly kind: WrittenKind;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
}

/** A reply is in the language of the contact, a note in the one of colleagues. */
export function useWrittenSpelled({ open, kind, field, text }: WrittenField): Spelled {
  const ofContact = useContactLanguage(open);
  return useSpelled(kind === 'reply' ? { field, text, language: ofContact } : { field, text });
}
