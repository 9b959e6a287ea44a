/** Roles of ARIA that a screen reader jumps to, or that can be used. */
const roles =
  /^(?:banner|navigation|main|complementary|contentinfo|region|form|search|dialog|alertdialog|alert|status|log|heading|button|link|textbox|searchbox|combobox|listbox|grid|table|tablist|tab|tabpanel|checkbox|radio|radiogroup|switch|slider|spinbutton|menu|menuitem|menubar|progressbar|meter|group|toolbar|article|iframe)$/;
/** The same on every page; `inbox` has it in full. */
const frame = /^(?:banner|navigation|contentinfo)$/;
/** `- button "Chiudi" [disabled]: text`, in YAML's apostrophes where the name has a colon. */
const node = /^(?<indent>\s*)- '?(?<said>(?<role>[a-z]+)(?: "(?:[^"\\]|\\.)*")?(?: \[[^\]]*\])*)/;

/** Comes and goes with where the thread has been scrolled to (test/e2e/thread.test.ts): no part of what a screen is. */
const jump = /^button "Vai in fondo"/;

/**
 * Landmarks, and what can be used, with their names, out of an ARIA snapshot: the rest is what people wrote. Times and ages
 * are left out of it, so that a snapshot changes when a name does.
 */
export function namesOf(snapshot: string, isWhole: boolean): string {
  const kept: string[] = [];
  let skippedIndent: number | null = null;
  for (const line of snapshot.split('\n')) {
    const { indent = '', said = '', role = '' } = node.exec(line)?.groups ?? {};
    if (skippedIndent !== null && indent.length > skippedIndent) continue;
    skippedIndent = null;
    if (!roles.test(role) || jump.test(said)) continue;
    const isFolded = !isWhole && frame.test(role);
    if (isFolded) skippedIndent = indent.length;
    kept.push(`${indent}${withoutTimes(said)}${isFolded ? ' …' : ''}`);
  }
  return `${kept.join('\n')}\n`;
}

/** Hours, and how long ago something was, are another thing at each look. */
const withoutTimes = (line: string): string =>
  line.replaceAll(/\b\d{1,2}:\d{2}\b/g, '0:00').replaceAll(/\b\d+ (s|min|h|g|secondi|minuti|ore|giorni)\b/g, '0 $1');
