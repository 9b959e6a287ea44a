export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. One value has one text, and `JSON.parse` gives the value back, so two values never share one.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('only safe integers');
  if (value === null || typeof value !== 'object') return String(value);
  return isList(value) ? `[${value.map(canonicalJson).join(',')}]` : members(value);
}

function members(value: { readonly [key: string]: Json }): string {
  let all = '';
  for (const key of Object.keys(value).sort()) {
    all += `${all === '' ? '' : ','}${text(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `{${all}}`;
}

function text(value: string): string {
  // RFC 8785 section 3.2.2.2: half of a surrogate pair has no canonical form.
  if (!value.isWellFormed()) throw new RangeError('a text that is not well-formed');
  return JSON.stringify(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
