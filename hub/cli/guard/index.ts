import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { scan } from '../../../shared/guard/scan.ts';
import { readAssociation } from './read-association.ts';
import { readLines } from './read-lines.ts';
import { readRequest } from './read-request.ts';

z.config({ jitless: true });

const help = `npm run --silent guard -- FILE.jsonl [--association FILE.json]

Reads {"id", "lang", "direction", "text"} a line from FILE, or from standard input if FILE is -, and writes
{"id", "confidential", "findings"} a line. A line that can't be read is named on standard error by its number, never by
its text; the others are answered, and the exit code is 1.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = readOptions();
  if (typeof chosen === 'number') return chosen;
  const association = readAssociation(chosen.association);
  if (typeof association === 'string') return refuse(association);
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', () => process.exit(0));
  const input = chosen.file === '-' ? process.stdin : createReadStream(chosen.file);
  let badLines = 0;
  try {
    for await (const line of readLines(input)) {
      const request = readRequest(line);
      if (request === null) continue;
      if (typeof request === 'string') {
        badLines += 1;
        console.error(`line ${line.number}: ${request}`);
      } else {
        const { id, text, lang, direction } = request;
        await write(`${JSON.stringify({ id, ...scan(text, { lang, direction, association }) })}\n`);
      }
    }
  } catch (error) {
    return refuse(
      `can't read ${chosen.file}: ${error instanceof Error && 'code' in error ? String(error.code) : 'failed'}`,
    );
  }
  return badLines > 0 ? 1 : 0;
}

function readOptions(): { file: string; association: string | undefined } | number {
  try {
    const { values, positionals } = parseArgs({
      options: { association: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help === true) return inform(help);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return refuse(help);
    return { file, association: values.association };
  } catch {
    return refuse(help);
  }
}

function inform(words: string): number {
  console.log(words);
  return 0;
}

function refuse(words: string): number {
  console.error(words);
  return 2;
}

/** Waits for a slow reader, so that answers never pile up in memory. */
function write(line: string): Promise<void> | undefined {
  if (process.stdout.write(line)) return undefined;
  return new Promise((resolve) => process.stdout.once('drain', () => resolve()));
}
