import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DictionaryFiles, WrittenLanguage } from '../shared/bridge/desktop.ts';
import type { Policy } from '../shared/policy/policy.ts';

/** Where dictionaries lie, and of which languages there are some. Nothing is ever downloaded. */
export interface Dictionaries {
  languages(): WrittenLanguage[];
  read(language: WrittenLanguage): DictionaryFiles | null;
}

/** The Italian one has 1.3 MB, the largest English one 1.5 MB. */
const MOST_BYTES = 16_000_000;

/** Hunspell's names, the first that is there. */
const names = { it: ['it_IT', 'it'], en: ['en_GB', 'en_US', 'en'] } as const satisfies Record<WrittenLanguage, unknown>;
const languages = Object.keys(names) as readonly WrittenLanguage[];

/** @param folders in their order; the first that has a dictionary of the language gives it. */
export function dictionariesIn(folders: readonly string[]): Dictionaries {
  const find = (language: WrittenLanguage): string | undefined =>
    folders
      .flatMap((folder) => names[language].map((name) => join(folder, name)))
      .find((path) => isUsable(`${path}.aff`) && isUsable(`${path}.dic`));
  return {
    languages: () => languages.filter((language) => find(language) !== undefined),
    read(language) {
      const path = find(language);
      return path === undefined ? null : filesAt(path);
    },
  };
}

/** Those of this PC. */
export const systemDictionaries = ({ SpellingDictionaries: named }: Policy): Dictionaries =>
  dictionariesIn(dictionaryFolders(named, process.platform, homedir()));

/** The organisation's folder, and nothing else where one is named; otherwise those of the system. */
export function dictionaryFolders(
  named: string | undefined,
  platform: NodeJS.Platform,
  home: string,
): readonly string[] {
  if (named !== undefined) return [named];
  if (platform === 'linux') return ['/usr/share/hunspell', '/usr/share/myspell/dicts'];
  return platform === 'darwin' ? [join(home, 'Library/Spelling'), '/Library/Spelling'] : [];
}

/** Not what is no file, or too large to be a dictionary. */
function isUsable(file: string): boolean {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= MOST_BYTES;
  } catch {
    return false;
  }
}

/** Null where this account may not read them. */
function filesAt(path: string): DictionaryFiles | null {
  try {
    return {
      affixes: new Uint8Array(readFileSync(`${path}.aff`)),
      words: new Uint8Array(readFileSync(`${path}.dic`)),
    };
  } catch {
    return null;
  }
}
