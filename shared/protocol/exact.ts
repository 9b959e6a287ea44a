import type * as z from 'zod';

type Check = (value: unknown) => boolean;

/**
 * A quick yes for what a schema accepts and gives back as it is: no unknown keys, nothing absent that it would fill in. Where it
 * says no, the schema has to be asked. Reading a page of cases this way costs a fifth. Derived from the schema, so that it
 * can't fall behind; kinds of schemas that it does not know are always a no.
 */
export function exactly<S extends z.ZodType>(schema: S): (value: unknown) => value is z.output<S> {
  return checkOf(schema) as (value: unknown) => value is z.output<S>;
}

function checkOf(schema: z.core.$ZodType): Check {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('format' in def) return never;
  if (def.type === 'string') return stringCheck(def.checks);
  if (def.type === 'number') return numberCheck(def.checks);
  if (def.type === 'array') return arrayCheck(def.element, lengthCheck(def.checks));
  // What else may be checked of the others are functions, which nothing is known of.
  return def.checks === undefined || def.checks.length === 0 ? plainCheck(def) : never;
}

function plainCheck(def: z.core.$ZodTypes['_zod']['def']): Check {
  switch (def.type) {
    case 'object':
      return objectCheck(def.shape);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'literal':
      return oneOf(def.values);
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'nullable': {
      const inner = checkOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'readonly':
    case 'optional':
      return checkOf(def.innerType);
    case 'union':
      return 'discriminator' in def ? unionCheck(def as z.core.$ZodDiscriminatedUnionDef) : firstCheck(def.options);
    case 'unknown':
      return () => true;
    default:
      return never;
  }
}

const never: Check = () => false;

const oneOf = (values: readonly unknown[]): Check =>
  values.length === 1 ? (value) => value === values[0] : (value) => values.includes(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Field {
  readonly key: string;
  readonly check: Check;
  readonly isOptional: boolean;
}

function objectCheck(shape: Readonly<Record<string, z.core.$ZodType>>): Check {
  const fields = Object.entries(shape).map(([key, schema]) => fieldOf(key, schema));
  return (value) => {
    if (!isObject(value)) return false;
    let known = 0;
    for (const { key, check, isOptional } of fields) {
      const held = value[key];
      if (held === undefined ? !isOptional : !check(held)) return false;
      if (held !== undefined) known += 1;
    }
    return known === keysOf(value);
  };
}

const fieldOf = (key: string, schema: z.core.$ZodType): Field => ({
  key,
  check: checkOf(schema),
  isOptional: schema._zod.optout === 'optional',
});

function keysOf(value: object): number {
  let count = 0;
  for (const _ in value) count += 1;
  return count;
}

function unionCheck({ options, discriminator }: z.core.$ZodDiscriminatedUnionDef): Check {
  const checks = new Map<unknown, Check>();
  for (const option of options) {
    const check = checkOf(option);
    for (const value of option._zod.propValues?.[discriminator] ?? []) checks.set(value, check);
  }
  return (value) => isObject(value) && checks.get(value[discriminator])?.(value) === true;
}

/**
 * Of several kinds without a mark the first that accepts a value decides what becomes of it. So an object may only stand
 * behind what is no object.
 */
function firstCheck(options: readonly z.core.$ZodType[]): Check {
  const checks = options.map(checkOf);
  const isPlain = options.map((option) => ['number', 'string', 'boolean'].includes(option._zod.def.type));
  const areApart = isPlain.every((plain, at) => plain || isPlain.slice(0, at).every((earlier) => earlier));
  return areApart ? (value) => checks.some((check) => check(value)) : (value) => checks[0]?.(value) === true;
}

function arrayCheck(element: z.core.$ZodType, hasLength: ((length: number) => boolean) | null): Check {
  if (hasLength === null) return never;
  const check = checkOf(element);
  return (value) => {
    if (!Array.isArray(value) || !hasLength(value.length)) return false;
    for (const item of value) if (!check(item)) return false;
    return true;
  };
}

type Checks = readonly z.core.$ZodCheck[] | undefined;
const rulesOf = (checks: Checks): readonly z.core.$ZodChecks['_zod']['def'][] =>
  (checks ?? []).map((check) => (check as unknown as z.core.$ZodChecks)._zod.def);

/** Null where there is a check that is not about length. */
function lengthCheck(checks: Checks): ((length: number) => boolean) | null {
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  for (const rule of rulesOf(checks)) {
    if (rule.check === 'max_length') most = Math.min(most, rule.maximum);
    else if (rule.check === 'min_length') least = Math.max(least, rule.minimum);
    else return null;
  }
  return (length) => length >= least && length <= most;
}

function stringCheck(checks: Checks): Check {
  const patterns: RegExp[] = [];
  const lengths: z.core.$ZodCheck[] = [];
  for (const [index, rule] of rulesOf(checks).entries()) {
    if (rule.check !== 'string_format') lengths.push(...(checks ?? []).slice(index, index + 1));
    else if (rule.format !== 'regex' || rule.pattern === undefined || /[gy]/.test(rule.pattern.flags)) return never;
    else patterns.push(rule.pattern);
  }
  const hasLength = lengthCheck(lengths);
  if (hasLength === null) return never;
  const [pattern, ...others] = patterns;
  if (others.length > 0) return never;
  if (pattern === undefined) return (value) => typeof value === 'string' && hasLength(charactersIn(value));
  return (value) => typeof value === 'string' && hasLength(charactersIn(value)) && pattern.test(value);
}

/** As zod counts: what stands outside the basic plane is one, not two. */
const charactersIn = (text: string): number =>
  /[\ud800-\udbff]/.test(text) ? text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '_').length : text.length;

function numberCheck(checks: Checks): Check {
  const test = rulesOf(checks)
    .map(numberTest)
    .reduce((all, next) => (value) => all(value) && next(value), Number.isFinite);
  return (value) => typeof value === 'number' && test(value);
}

function numberTest(rule: z.core.$ZodChecks['_zod']['def']): (value: number) => boolean {
  if (rule.check === 'number_format' && rule.format === 'safeint') return Number.isSafeInteger;
  if (rule.check === 'greater_than') {
    const least = Number(rule.value);
    return rule.inclusive ? (value) => value >= least : (value) => value > least;
  }
  if (rule.check === 'less_than') {
    const most = Number(rule.value);
    return rule.inclusive ? (value) => value <= most : (value) => value < most;
  }
  return never;
}
