import type { Model, ModelCategory } from '../../../shared/guard/model/model.ts';
import { scoreSentences } from '../../../shared/guard/model/score.ts';
import { certain } from '../../../shared/guard/model/find.ts';
import type { TrainingMessage } from './messages.ts';

/** What the model alone finds in messages, as shares; `explained`: the right words and category for a true flag. */
export function measure(messages: readonly TrainingMessage[], model: Model) {
  const read = messages.map((message) => ({
    message,
    found: scoreSentences(message.text, model).filter(({ score }) => score >= certain),
  }));
  const confidences = read.filter(({ message }) => message.categories.length > 0);
  const harmless = read.filter(({ message }) => message.categories.length === 0);
  const flagged = confidences.filter(({ found }) => found.length > 0);
  const explained = flagged.filter(({ message, found }) =>
    message.evidence.some((span) =>
      found.some(
        ({ category, words }) => category === span.category && words.start < span.end && span.start < words.end,
      ),
    ),
  );
  const recallByCategory: Partial<Record<ModelCategory, string>> = {};
  for (const category of new Set(confidences.flatMap(({ message }) => message.categories))) {
    const about = confidences.filter(({ message }) => message.categories.includes(category));
    recallByCategory[category] = share(about.filter(({ found }) => found.length > 0).length, about.length);
  }
  return {
    recall: share(flagged.length, confidences.length),
    falseAlarms: share(harmless.filter(({ found }) => found.length > 0).length, harmless.length),
    explained: share(explained.length, flagged.length),
    recallByCategory,
  };
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;
