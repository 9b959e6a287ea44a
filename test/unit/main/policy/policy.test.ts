import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPolicyFiles } from '../../../../main/policy/files.ts';
import { readManagedPreferences } from '../../../../main/policy/managed-preferences.ts';
import { parseRegQuery, readRegistryPolicy } from '../../../../main/policy/registry.ts';
import { effectivePolicy } from '../../../../shared/policy/policy.ts';

const me = process.getuid?.() ?? 0;

describe('what is in force', () => {
  test('the machine beats the account, later files beat earlier ones', () => {
    const policy = effectivePolicy([
      { origin: 'machine', entries: { HubUrl: 'wss://uno.example' } },
      { origin: 'machine', entries: { HubUrl: 'wss://due.example' } },
      { origin: 'user', entries: { HubUrl: 'wss://tre.example', Language: 'en' } },
    ]);
    expect(policy).toEqual({
      values: { HubUrl: 'wss://due.example', Language: 'en' },
      origins: { HubUrl: 'machine', Language: 'user' },
      problems: [],
    });
  });

  test.each([
    [{ origin: 'machine' as const, entries: { Colour: 'red' } }, 'unknown-key'],
    [{ origin: 'machine' as const, entries: { HubUrl: 'wss://name:secret@centro.example' } }, 'bad-value'],
    [{ origin: 'machine' as const, entries: { HubUrl: 'centro.example' } }, 'bad-value'],
    [{ origin: 'machine' as const, entries: { Language: 'de' } }, 'bad-value'],
    [{ origin: 'machine' as const, entries: { Language: 7 } }, 'bad-value'],
    [{ origin: 'user' as const, entries: { DataDir: '/home/x' } }, 'machine-only'],
    [{ origin: 'user' as const, entries: { SpellingDictionaries: '/home/x' } }, 'machine-only'],
    [{ origin: 'machine' as const, entries: { SpellingDictionaries: ['/srv/x'] } }, 'bad-value'],
  ])('%j is not obeyed: %s', (source, reason) => {
    const policy = effectivePolicy([source]);
    expect(policy.values).toEqual({});
    expect(policy.problems).toEqual([{ origin: source.origin, key: Object.keys(source.entries)[0], reason }]);
    expect(JSON.stringify(policy)).not.toContain('secret');
  });

  test('a name that every object has is a key like any other', () => {
    const policy = effectivePolicy([{ origin: 'machine', entries: JSON.parse('{"__proto__": {"HubUrl": "x"}}') }]);
    expect(policy.values).toEqual({});
    expect(policy.problems).toHaveLength(1);
  });
});

describe('Linux', () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'sportello-policy-'));
    chmodSync(made, 0o755);
    return made;
  };
  const write = (file: string, text: string, mode = 0o644): void => {
    writeFileSync(file, text);
    chmodSync(file, mode);
  };

  test('one file, then the others in order of name', () => {
    const at = folder();
    mkdirSync(join(at, 'policies.d'), { mode: 0o755 });
    write(join(at, 'policy.json'), '{"HubUrl":"wss://uno.example"}');
    write(join(at, 'policies.d', '20-lingua.json'), '{"Language":"en"}');
    write(join(at, 'policies.d', '10-centro.json'), '{"HubUrl":"wss://due.example"}');
    write(join(at, 'policies.d', 'note.txt'), 'not read');
    const { sources, problems } = readPolicyFiles(at, me);
    expect(sources.map(({ entries }) => entries)).toEqual([
      { HubUrl: 'wss://uno.example' },
      { HubUrl: 'wss://due.example' },
      { Language: 'en' },
    ]);
    expect(problems).toEqual([]);
  });

  test('a folder that is not there is no policy', () => {
    expect(readPolicyFiles(join(folder(), 'none'), me)).toEqual({ sources: [], problems: [] });
  });

  test('a file that others may change is not obeyed', () => {
    const at = folder();
    write(join(at, 'policy.json'), '{"HubUrl":"wss://uno.example"}', 0o666);
    expect(readPolicyFiles(at, me)).toEqual({
      sources: [],
      problems: [{ origin: 'machine', key: null, reason: 'not-protected' }],
    });
  });

  test('nor is one in a folder that others may change, one of another owner, or a link', () => {
    const open = folder();
    write(join(open, 'policy.json'), '{}');
    chmodSync(open, 0o777);
    expect(readPolicyFiles(open, me).problems).toHaveLength(1);
    const others = folder();
    write(join(others, 'policy.json'), '{}');
    expect(readPolicyFiles(others, me + 1).problems).toHaveLength(1);
    const linked = folder();
    symlinkSync(join(others, 'policy.json'), join(linked, 'policy.json'));
    expect(readPolicyFiles(linked, me).problems).toHaveLength(1);
  });

  test.each(['', 'null', '[1]', '{"HubUrl"'])('%j is reported as unreadable', (text) => {
    const at = folder();
    write(join(at, 'policy.json'), text);
    expect(readPolicyFiles(at, me).problems).toEqual([{ origin: 'machine', key: null, reason: 'unreadable' }]);
  });
});

describe('Windows', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sportello',
    '    HubUrl    REG_SZ    wss://centro.example.org',
    '    CaFile    REG_SZ    C:\\Program Files\\Associazione\\radice.pem',
    '    IdleLockMinutes    REG_DWORD    0x5',
    '    Language    REG_SZ',
    '',
  ].join('\r\n');

  test('what reg.exe prints becomes keys and values', () => {
    expect(parseRegQuery(printed)).toEqual({
      HubUrl: 'wss://centro.example.org',
      CaFile: 'C:\\Program Files\\Associazione\\radice.pem',
      IdleLockMinutes: 5,
      Language: '',
    });
  });

  test('both hives are asked, by the system’s own program, without a shell', () => {
    const asked: string[] = [];
    const { sources } = readRegistryPolicy((program, args) => {
      asked.push([program, ...args].join(' '));
      return args[1]?.startsWith('HKLM') === true ? printed : null;
    }, 'C:\\Windows');
    expect(asked).toEqual([
      'C:\\Windows\\System32\\reg.exe query HKLM\\SOFTWARE\\Policies\\Sportello',
      'C:\\Windows\\System32\\reg.exe query HKCU\\SOFTWARE\\Policies\\Sportello',
    ]);
    expect(sources.map(({ origin }) => origin)).toEqual(['machine']);
  });
});

test('macOS: the profile of the machine and of the account, without the system’s own keys', () => {
  const { sources } = readManagedPreferences(
    (_program, args) =>
      args.at(-1)?.includes('/anna/') === true ? '{"Language":"en"}' : '{"HubUrl":"wss://x.example","PayloadUUID":"1"}',
    'anna',
  );
  expect(sources).toEqual([
    { origin: 'machine', entries: { HubUrl: 'wss://x.example' } },
    { origin: 'user', entries: { Language: 'en' } },
  ]);
});
