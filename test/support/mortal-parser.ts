// A parser process that a mail can kill in every way; anything else it reads as the real one does.
import { decideMail } from '../../hub/intake/decide-mail.ts';
import type { ParseRequest } from '../../hub/intake/parser-protocol.ts';
import { readMail } from '../../hub/intake/read-mail.ts';

process.on('message', (request: ParseRequest) => {
  const raw = Buffer.from(request.raw.buffer, request.raw.byteOffset, request.raw.byteLength);
  const eaten: string[][] = [];
  if (raw.includes('DIE')) process.kill(process.pid, 'SIGKILL');
  else if (raw.includes('LOOP')) for (;;);
  else if (raw.includes('EAT')) for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => `${index}`));
  else if (raw.includes('LIE')) process.send?.({ kind: 'incoming', incoming: 'yes' });
  else
    void readMail(raw)
      .then((mail) => decideMail(mail, request.envelope))
      .then((decision) => process.send?.({ ...decision, reference: 'test' }));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
