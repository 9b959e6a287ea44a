import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type Spelled, useSpelled } from '../../spelling/use-spelled.ts';
import { useContactLanguage } from './use-contact-language.ts';
import type { WrittenKind } from './written-kind.ts';

/** A reply is in the language of the contact, a note in the one of colleagues. */
export function useWrittenSpelled(open: OpenConversation, kind: WrittenKind): Spelled {
  const ofContact = useContactLanguage(open);
  return useSpelled(kind === 'reply' ? ofContact : undefined);
}
