import type { Routed } from '../../shared/model/routed.ts';
import { wordFound } from '../../shared/routing/route.ts';
import type { Rule } from '../../shared/routing/settings.ts';
import { suggestPerson } from '../../shared/routing/suggest.ts';
import { useText } from '../i18n/text.tsx';
import { useLive } from './context.tsx';
import { useDirectory } from './use-directory.ts';

interface Explained {
  readonly routed: Routed;
  readonly rules: readonly Rule[];
  /** In which the word by which a rule fitted is looked for. */
  readonly texts: { readonly subject: string; readonly text: string };
  readonly isWaiting: boolean;
}

/** Why something is where it was put, sentence by sentence ([RT2], [RT3]). */
export function useWhyText(): (explained: Explained) => readonly string[] {
  const { t } = useText();
  const { nameOf, groups } = useDirectory();
  const people = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const claimed = useLive({ name: 'loads' }) ?? {};
  /** Of the people whom the rule names; of the group's own where it names none, and then nobody is missed. */
  const suggestion = (rule: Rule | undefined, groupId: string): string[] => {
    const named = rule?.people ?? [];
    const competent = named.length > 0 ? named : (groups.find(({ id }) => id === groupId)?.memberIds ?? []);
    if (competent.length === 0) return [];
    const availableIds = new Set(people.filter(({ state }) => state === 'available').map(({ userId }) => userId));
    const claimedByUserId = new Map(Object.entries(claimed));
    const person = suggestPerson({ people: competent, availableIds, claimedByUserId });
    if (person === null) return named.length > 0 ? [t('why.suggested-nobody')] : [];
    return [t('why.suggested', { name: nameOf(person.userId), count: person.claimed })];
  };
  return ({ routed: { groupId, why, passed }, rules, texts, isWaiting }) => {
    const rule = why.by === 'rule' ? rules.find(({ id }) => id === why.ruleId) : undefined;
    const found = rule?.by === 'words' ? wordFound(rule, texts) : null;
    return [
      ...passed.map(({ name, reason }) => t(`why.passed.${reason}`, { name })),
      why.by === 'rule'
        ? t(`why.rule.${why.condition}`, { name: why.name })
        : t(`why.${why.by}`, { key: why.by === 'key' ? why.key : '' }),
      ...(found === null ? [] : [t('why.word', { ...found })]),
      ...(isWaiting ? [...suggestion(rule, groupId), t('why.everybody')] : []),
    ];
  };
}
