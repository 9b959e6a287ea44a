import {
  MAX_PEOPLE,
  MAX_RULE_NAME,
  MAX_VALUE_UNITS,
  MAX_VALUES,
  type Rule,
  ruleSchema,
  routingSettingsSchema,
} from '../../../shared/routing/settings.ts';

export interface RulesProblem {
  readonly what: 'name' | 'values' | 'long' | 'waiting' | 'people' | 'many';
  /** Null: in all of them together. */
  readonly ruleId: string | null;
  readonly name: string;
}

/** What a person has to put right before the rules can be saved: the first of it. */
export function rulesProblem(rules: readonly Rule[]): RulesProblem | null {
  for (const rule of rules) {
    const what = problemOf(rule);
    if (what !== null) return { what, ruleId: rule.id, name: rule.name };
  }
  const all = routingSettingsSchema.safeParse({ revision: 0, rules });
  return all.success ? null : { what: 'many', ruleId: null, name: '' };
}

function problemOf(rule: Rule): RulesProblem['what'] | null {
  const { name, values, people } = rule;
  if (name.trim() === '' || name.length > MAX_RULE_NAME) return 'name';
  if (values.length === 0) return 'values';
  if (values.length > MAX_VALUES || values.some(({ length }) => length > MAX_VALUE_UNITS)) return 'long';
  if (people.length > MAX_PEOPLE) return 'people';
  return ruleSchema.safeParse(rule).success ? null : 'waiting';
}

/** As people write a list: commas or lines, nothing twice. */
export const valuesFrom = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  ),
];
