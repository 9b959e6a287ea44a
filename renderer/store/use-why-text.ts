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
  const { nameOf } = useDirectory();
  const people = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const claimed = useLive({ name: 'loads' }) ?? {};
  const suggestion = (rule: Rule | undefined): string[] => {
    if (rule === undefined || rule.people.length === 0) return [];
    const availableIds = new Set(people.filter(({ state }) => state === 'available').map(({ userId }) => userId));
    const claimedByUserId = new Map(Object.entries(claimed));
    const person = suggestPerson({ people: rule.people, availableIds, claimedByUserId });
    if (person === null) return [t('why.suggested-nobody')];
    return [t('why.suggested', { name: nameOf(person.userId), count: person.claimed })];
  };
  return ({ routed: { why, passed }, rules, texts, isWaiting }) => {
    const rule = why.by === 'rule' ? rules.find(({ id }) => id === why.ruleId) : undefined;
    const found = rule?.by === 'words' ? wordFound(rule, texts) : null;
    return [
      ...passed.map(({ name, reason }) => t(`why.passed.${reason}`, { name })),
      why.by === 'rule'
        ? t(`why.rule.${why.condition}`, { name: why.name })
        : t(`why.${why.by}`, { key: why.by === 'key' ? why.key : '' }),
      ...(found === null ? [] : [t('why.word', { ...found })]),
      ...(isWaiting ? [...suggestion(rule), t('why.everybody')] : []),
    ];
  };
}
