import { allowedFields } from '../log/allowed-fields.ts';
import { assess } from './assess.ts';
import { coreFactsSchema, desktopFactsSchema, type CoreFacts, type DesktopFacts } from './facts.ts';

export interface BundleParts {
  readonly core: CoreFacts | null;
  readonly desktop: DesktopFacts;
  readonly localNow: number;
  /** A short hash, by which two bundles of one hub are known; null: there is none. */
  readonly hubFingerprint: string | null;
  /** Only when the person said so. */
  readonly hubAddress: string | null;
  /** Whole texts of log files by name, the newest first. */
  readonly logs: Readonly<Record<string, string>>;
}

/** Of each log file; older lines are left out. */
const MAX_LINES = 500;

/**
 * One readable text that holds nothing but what is on the list (DG4): each part is parsed once more by a closed schema, and of a log
 * only the fields that may be in one, whatever is in the file.
 */
export function bundleText(parts: BundleParts): string {
  const core = parts.core === null ? null : coreFactsSchema.parse(parts.core);
  const desktop = desktopFactsSchema.parse(parts.desktop);
  const { localNow, hubFingerprint, hubAddress } = parts;
  const findings = assess({ core, desktop, localNow }).map(({ id, light, state }) => ({ id, light, state }));
  const logs = Object.fromEntries(Object.entries(parts.logs).map(([name, text]) => [name, readLog(text)]));
  const hub = { fingerprint: hubFingerprint, ...(hubAddress === null ? {} : { address: hubAddress }) };
  const made = { bundle: 'sportello-diagnostics', version: 1, madeAt: new Date(localNow).toISOString() };
  return `${JSON.stringify({ ...made, findings, hub, desktop, core, logs }, null, 2)}\n`;
}

interface ReadLog {
  readonly lines: readonly object[];
  /** Lines that are older than the last `MAX_LINES`, and fields that don't belong in a log. */
  readonly olderLines: number;
  readonly droppedFields: number;
}

function readLog(text: string): ReadLog {
  const raw = text.split('\n').filter((line) => line !== '');
  const kept = raw.slice(-MAX_LINES).map(readLine);
  return {
    lines: kept.map(({ line }) => line),
    olderLines: raw.length - kept.length,
    droppedFields: kept.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

function readLine(raw: string): { readonly line: object; readonly dropped: number } {
  try {
    const parsed: unknown = JSON.parse(raw);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { line: {}, dropped: 1 };
    const line = allowedFields(parsed);
    return { line, dropped: Object.keys(parsed).length - Object.keys(line).length };
  } catch {
    return { line: {}, dropped: 1 };
  }
}
