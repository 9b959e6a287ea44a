import fc from 'fast-check';
import type * as z from 'zod';

/** JSON values that a schema accepts, of the kinds of schemas that the wire is made of; other kinds: a defect. */
export function accepted(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return objectOf(def.shape);
    case 'array': {
      const { least, most } = boundsOf(def.checks);
      return fc.array(accepted(def.element), { minLength: least, maxLength: Math.min(most, least + 3) });
    }
    case 'string':
      return stringOf(def.checks);
    case 'number':
      return numberOf(def.checks);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'nullable':
      return fc.option(accepted(def.innerType));
    case 'readonly':
    case 'optional':
      return accepted(def.innerType);
    case 'unknown':
      return fc.jsonValue();
    case 'union':
      return fc.oneof(...def.options.map(accepted));
    default:
      throw new Error(`no samples of ${def.type}`);
  }
}

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(([key, schema]) => [key, accepted(schema)] as const);
  const required = Object.keys(shape).filter((key) => shape[key]?._zod.optin !== 'optional');
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

type Rules = readonly z.core.$ZodCheck[] | undefined;
const rulesOf = (checks: Rules) => (checks ?? []).map((check) => (check as unknown as z.core.$ZodChecks)._zod.def);

function boundsOf(checks: Rules): { readonly least: number; readonly most: number } {
  let [least, most] = [0, 1_000];
  for (const rule of rulesOf(checks)) {
    if (rule.check === 'min_length') least = rule.minimum;
    if (rule.check === 'max_length') most = rule.maximum;
  }
  return { least, most };
}

function stringOf(checks: Rules): fc.Arbitrary<string> {
  const pattern = rulesOf(checks).find((rule) => rule.check === 'string_format')?.pattern;
  if (pattern !== undefined) return fc.stringMatching(pattern);
  const { least, most } = boundsOf(checks);
  return fc.string({ minLength: least, maxLength: Math.min(most, least + 20), unit: 'binary' });
}

function numberOf(checks: Rules): fc.Arbitrary<number> {
  let [min, max] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  for (const rule of rulesOf(checks)) {
    if (rule.check === 'greater_than') min = Number(rule.value) + Number(!rule.inclusive);
    if (rule.check === 'less_than') max = Number(rule.value) - Number(!rule.inclusive);
  }
  return fc.integer({ min, max });
}
