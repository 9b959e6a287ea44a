// A parser process that a mail can kill in every way; anything else it reads as the real one does.
import { decideMail } from '../../hub/intake/decide-mail.ts';
import { framePieces } from '../../hub/intake/frames.ts';
import { serveParser } from '../../hub/intake/parser-wire.ts';
import { readMail } from '../../hub/intake/read-mail.ts';

const lie = { decision: { kind: 'incoming', incoming: { attachments: [] } }, sizes: [] };

serveParser(async ({ raw, envelope }) => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const eaten: string[][] = [];
  if (bytes.includes('DIE')) process.kill(process.pid, 'SIGKILL');
  if (bytes.includes('LOOP')) for (;;);
  if (bytes.includes('EAT')) for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => `${index}`));
  if (bytes.includes('LIE')) for (const piece of framePieces(lie, [])) process.stdout.write(piece);
  if (bytes.includes('BABBLE')) process.stdout.write('what is no frame at all');
  return { ...(await decideMail(await readMail(bytes), envelope)), reference: 'test' };
});
