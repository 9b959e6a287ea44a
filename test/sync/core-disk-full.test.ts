import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestCore } from '../support/core-fixture.ts';
import { startTestHub } from '../support/hub-fixture.ts';

/** A disk that is really full: a file system of 2 MB, for which one has to be root on Linux. */
const mountPoint = mkdtempSync(join(tmpdir(), 'sportello-small-disk-'));
const isMounted = tryTo(() =>
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mountPoint], { stdio: 'ignore' }),
);

function tryTo(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

const filler = join(mountPoint, 'filler');

/** Takes all the space that is left. */
function fill(): void {
  let bytes = 1024 * 1024;
  let written = Buffer.alloc(0);
  while (bytes >= 512) {
    const more = Buffer.concat([written, Buffer.alloc(bytes)]);
    if (tryTo(() => writeFileSync(filler, more))) written = more;
    bytes /= 2;
  }
  tryTo(() => writeFileSync(filler, written));
}

describe.skipIf(!isMounted)('a full disk', () => {
  let hub: Awaited<ReturnType<typeof startTestHub>>;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(async () => {
    await hub.close();
    execFileSync('/bin/umount', [mountPoint]);
    rmSync(mountPoint, { recursive: true });
  });

  test('[CO1] what cannot be stored is refused at once, what was stored stays, and it goes on when there is space', async () => {
    const start = { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') };
    const core = openTestCore({ folder: join(mountPoint, 'core'), start });
    const window = core.renderer();
    const id = await hub.receive();
    const open = window.watch({ name: 'conversation', id });
    await open.until((value) => value?.content !== null && value !== null);
    const draft = (text: string) => window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text });
    await draft('Salvata prima');

    fill();
    const long = 'x'.repeat(90_000);
    await expect(draft(long)).rejects.toMatchObject({ failure: { code: 'disk-full' } });
    const note = { name: 'note', conversationId: id, under: 1, messageId: 'n-1', text: 'y'.repeat(20_000) } as const;
    let refused = 0;
    for (let n = 0; n < 20 && refused === 0; n += 1) {
      await window
        .call({ name: 'command', command: { ...note, messageId: `n-${n}` } })
        .catch(({ failure }: { failure: unknown }) => {
          expect(failure).toEqual({ code: 'disk-full' });
          refused += 1;
        });
    }
    expect(refused).toBe(1);
    expect(window.watch({ name: 'conversation', id }).now()?.drafts[0]?.text).toBe('Salvata prima');

    rmSync(filler);
    await draft('Salvata dopo');
    await open.until((value) => value?.drafts[0]?.text === 'Salvata dopo');
    await window
      .watch({ name: 'status' })
      .until(({ outboxCount, connection }) => outboxCount === 0 && connection === 'online');
    expect(core.log.filter(({ event }) => event === 'defect')).toEqual([]);
    core.stop();
  });

  test('[CO1] at the start it says so and stays up', async () => {
    fill();
    const core = openTestCore({ folder: join(mountPoint, 'fresh') });
    const failed = core.toMain.find(({ type }) => type === 'failed');
    expect(failed).toMatchObject({
      failure: { code: expect.stringMatching(/^(disk-full|storage-failed)$/) as string },
    });
    await core
      .renderer()
      .watch({ name: 'status' })
      .until(({ problem }) => problem !== null);
    core.stop();
    rmSync(filler);
  });
});
