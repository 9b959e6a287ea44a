/**
 * Variables of canned replies, written `{{contact.firstName}}`, or with what stands there where nothing is known:
 * `{{contact.firstName|richiedente}}`. What has neither stays as it is written, so that the person sees it and completes
 * it: a text with an unresolved variable is never sent (CR4).
 */
export const variableNames = [
  'contact.firstName',
  'contact.name',
  'case.number',
  'case.subject',
  'group.name',
  'operator.name',
  'operator.firstName',
  'association.name',
  'date.today',
  'appointment.link',
] as const;
export type VariableName = (typeof variableNames)[number];
export type VariableValues = Readonly<Partial<Record<VariableName, string>>>;

const pattern = /\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}/g;

/** Fills what has a value, or something for want of it, that is not blank. */
export function fillVariables(text: string, values: VariableValues): string {
  return text.replaceAll(pattern, (written, name: string, otherwise: string | undefined) => {
    if (!isVariableName(name)) return written;
    return values[name]?.trim() || otherwise || written;
  });
}

/** Names in it that are none of the closed list, each once. */
export const unknownVariables = (text: string): readonly string[] =>
  unresolvedVariables(text).filter((name) => !isVariableName(name));

/** Names still to be completed, each once, in the order of the text; `…` for an empty pair of braces. */
export function unresolvedVariables(text: string): readonly string[] {
  const names = [...text.matchAll(pattern)].map(([, name]) => name || '…');
  return [...new Set(names)];
}

/** Where the first variable stands that is still to be completed. */
export function firstUnresolved(text: string): { readonly start: number; readonly end: number } | null {
  const found = text.search(pattern);
  if (found === -1) return null;
  return { start: found, end: text.indexOf('}}', found) + 2 };
}

/** Where this variable stands for the first time. */
export function findVariable(
  text: string,
  wanted: VariableName,
): { readonly start: number; readonly end: number } | null {
  for (const { 0: written, 1: name, index } of text.matchAll(pattern))
    if (name === wanted) return { start: index, end: index + written.length };
  return null;
}

/** `Chiara` of `Chiara Moretti`; nothing for an address or an empty name: a wrong name is worse than a gap. */
export function firstNameOf(name: string): string | undefined {
  const first = name.trim().split(/\s+/)[0] ?? '';
  return /^\p{L}[\p{L}'’.-]*$/u.test(first) ? first : undefined;
}

export const isVariableName = (name: string): name is VariableName =>
  (variableNames as readonly string[]).includes(name);
