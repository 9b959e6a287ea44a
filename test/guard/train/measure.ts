import type { Match } from '../../../shared/guard/finding.ts';
import type { TrainingMessage } from './messages.ts';

type Find = (message: TrainingMessage) => readonly Match[];

/** What a way of finding does with messages, as shares; `explained`: the right words and category for a true flag. */
export function measure(messages: readonly TrainingMessage[], find: Find) {
  const read = messages.map((message) => ({ message, found: find(message) }));
  const confidences = read.filter(({ message }) => message.categories.length > 0);
  const harmless = read.filter(({ message }) => message.categories.length === 0);
  const flagged = confidences.filter(isFlagged);
  const explained = flagged.filter(({ message, found }) =>
    message.evidence.some((span) =>
      found.some(({ kind, start, end }) => kind === span.category && start < span.end && span.start < end),
    ),
  );
  return {
    recall: share(flagged.length, confidences.length),
    'false alarms': share(harmless.filter(isFlagged).length, harmless.length),
    explained: share(explained.length, flagged.length),
    'worst category': worstCategory(confidences),
  };
}

interface Read {
  readonly message: TrainingMessage;
  readonly found: readonly Match[];
}
const isFlagged = ({ found }: Read): boolean => found.length > 0;

/** Of those with at least so many messages: fewer say nothing. */
const leastMessages = 5;

function worstCategory(confidences: readonly Read[]): string {
  const categories = [...new Set(confidences.flatMap(({ message }) => message.categories))];
  const worst = categories
    .map((category) => ({
      category,
      about: confidences.filter(({ message }) => message.categories.includes(category)),
    }))
    .filter(({ about }) => about.length >= leastMessages)
    .map(({ category, about }) => ({ category, recalled: about.filter(isFlagged).length, of: about.length }))
    .sort((one, other) => one.recalled / one.of - other.recalled / other.of)[0];
  return worst ? `${worst.category} ${share(worst.recalled, worst.of)}` : '-';
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;
