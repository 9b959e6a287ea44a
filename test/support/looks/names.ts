/** Roles of ARIA that a screen reader jumps to, or that can be used. */
const roles =
  /^\s*- ["']?(?:banner|navigation|main|complementary|contentinfo|region|form|search|dialog|alertdialog|alert|status|log|heading|button|link|textbox|searchbox|combobox|listbox|grid|table|tablist|tab|tabpanel|checkbox|radio|radiogroup|switch|slider|spinbutton|menu|menuitem|menubar|progressbar|meter|group|toolbar|article|iframe)\b/;
/** The same on every page; `inbox` has it in full. */
const frame = /^(\s*)- (?:banner|navigation|contentinfo)\b[^:]*:/;

/**
 * Landmarks, and what can be used, with their names, out of an ARIA snapshot: the rest is what people wrote. Times and ages
 * are left out of it, so that a snapshot changes when a name does.
 */
export function namesOf(snapshot: string, isWhole: boolean): string {
  const kept: string[] = [];
  let skippedIndent: number | null = null;
  for (const line of snapshot.split('\n')) {
    const indent = line.length - line.trimStart().length;
    if (skippedIndent !== null && indent > skippedIndent) continue;
    skippedIndent = null;
    if (!roles.test(line)) continue;
    const part = isWhole ? null : frame.exec(line);
    if (part !== null) skippedIndent = indent;
    kept.push(part === null ? withoutText(line) : `${line.replace(/:$/, '')}: …`);
  }
  return `${kept.join('\n')}\n`;
}

/** What follows the name is the text within. */
const withoutText = (line: string): string => line.replace(/^(\s*- .*?(?:"(?:[^"\\]|\\.)*")?[^":]*):.*$/, '$1');
