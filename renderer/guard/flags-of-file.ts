import type { GuardSettings } from '../../shared/guard/settings.ts';
import { type Flag, flagsOfFindings } from '../../shared/model/flag.ts';
import { guard } from './guard.ts';
import { isConfidential } from './marked-parts.ts';

const TEXT_LOOKED_AT_BYTES = 60_000;

/** The name, and of plain text what it says, as the hub will read it ([AT3]). */
export async function flagsOfFile(name: string, bytes: Uint8Array, settings: GuardSettings): Promise<readonly Flag[]> {
  const scan = await guard.load();
  const text = name.toLowerCase().endsWith('.txt')
    ? new TextDecoder().decode(bytes.subarray(0, TEXT_LOOKED_AT_BYTES)).slice(0, TEXT_LOOKED_AT_BYTES / 3)
    : '';
  const findings = [name, text].flatMap((each) => scan(each, { direction: 'out', ...settings }).findings);
  return flagsOfFindings(findings.filter(isConfidential));
}
