import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSpool, partOf, piecesOf } from '../../../../hub/intake/spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('[IN1] a large mail on its way', () => {
  test('is read back as it came, from anywhere and in whatever pieces', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.nat(2_000), fc.nat(2_000), (all, a, b) => {
        const spool = openSpool(folder);
        for (const piece of all) spool.add(piece);
        const whole = Buffer.concat(all);
        const [from, to] = [Math.min(a, b, whole.length), Math.min(Math.max(a, b), whole.length)];
        expect(spool.length).toBe(whole.length);
        expect(Buffer.from(spool.subarray(from, to)).equals(whole.subarray(from, to))).toBe(true);
        const part = partOf(spool, from, to);
        expect(Buffer.from(part.subarray(1, 40)).equals(whole.subarray(from, to).subarray(1, 40))).toBe(true);
        spool.close();
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('is given piece by piece as often as it is asked for, to its last byte', () => {
    const spool = openSpool(folder);
    const bytes = Buffer.from(Array.from({ length: 300_001 }, (_, index) => index % 251));
    spool.add(bytes);
    for (const turn of [1, 2]) expect([turn, Buffer.concat([...piecesOf(spool)]).equals(bytes)]).toEqual([turn, true]);
    spool.close();
  });

  test('lies under no name, and what lies there says nothing', () => {
    const spool = openSpool(folder);
    spool.add(Buffer.from('CANARINO-7731 '.repeat(10_000)));
    expect(readdirSync(folder)).toEqual([]);
    if (process.platform === 'linux') {
      const open = readdirSync('/proc/self/fd').map((fd) => `/proc/self/fd/${fd}`);
      const own = open.filter((fd) => linkOf(fd).startsWith(folder));
      expect(own).toHaveLength(1);
      const lying = readFileSync(own[0]!);
      expect(lying).toHaveLength(spool.length);
      expect(lying.includes('CANARINO')).toBe(false);
    }
    spool.close();
    spool.close();
    expect(() => spool.subarray(0, 10)).toThrow('the spool is closed');
  });
});

function linkOf(fd: string): string {
  try {
    return readlinkSync(fd);
  } catch {
    return '';
  }
}
