import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { nobody } from '../audit/entry.ts';
import { parseOrigin, snippetOf } from '../../shared/chat/site.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { chatScript } from './chat-script.ts';
import { systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

const whereHelp = `  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}`;

export const originsListHelp = `chat origins list --data DIR|--database URL
  Prints the web sites whose pages may have the bubble of the chat, one a line.
  Elenca i siti le cui pagine possono avere la nuvoletta della chat.

${whereHelp}`;

export const originsAddHelp = `chat origins add --data DIR|--database URL --origin https://SITE
  Allows the pages of a web site to have the bubble. Counts at once, also while a hub serves the data.
  Permette alle pagine di un sito di avere la nuvoletta della chat.

${whereHelp}
  --origin URL        scheme and name of the site, as https://www.dbo.example`;

export const originsRemoveHelp = `chat origins remove --data DIR|--database URL --origin https://SITE
  Allows it no longer. Pages that are open keep their chat until they connect again.
  Toglie il permesso; le pagine già aperte restano collegate fino al prossimo collegamento.

${whereHelp}
  --origin URL        as in the list`;

export const snippetHelp = `chat snippet --public-url URL
  Prints the line that a web site puts into its pages, with and without a fixed version.
  Stampa la riga da mettere nelle pagine del sito.

  --public-url URL    address at which contacts reach the hub`;

export async function originsList(args: readonly string[]): Promise<void> {
  const storage = await openKnownPlace(placeOf(parseOptions(args, placeOptions)));
  try {
    for (const origin of await storage.read((tx) => tx.chatOrigins())) console.log(origin);
  } finally {
    await storage.close();
  }
}

export const originsAdd = (args: readonly string[]): Promise<void> => change(args, true);
export const originsRemove = (args: readonly string[]): Promise<void> => change(args, false);

async function change(args: readonly string[], isAllowed: boolean): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, origin: { type: 'string' } });
  const origin = originOption(textOption(values['origin'], 'origin', 300), 'origin');
  const storage = await openKnownPlace(placeOf(values));
  try {
    const isNews = await storage.write(async (tx) => {
      const done = await (isAllowed ? tx.addChatOrigin(origin) : tx.removeChatOrigin(origin));
      const facts = { origin, isAllowed };
      const entry = { at: systemClock.now(), kind: 'chat-origin', actor: nobody, conversation: null, facts } as const;
      if (done) await tx.appendAudit([entry]);
      return done;
    });
    if (!isNews && !isAllowed) throw new UsageError('--origin: it is not in the list');
    console.log(`${isAllowed ? 'allowed' : 'removed'} ${origin}`);
  } finally {
    await storage.close();
  }
}

export function originOption(value: string, option: string): string {
  const origin = parseOrigin(value);
  if (origin === null) throw new UsageError(`--${option} takes scheme and name of a site, as https://www.dbo.example`);
  return origin;
}

export async function snippet(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { 'public-url': { type: 'string' } });
  const publicUrl = textOption(values['public-url'], 'public-url', 300).replace(/\/$/, '');
  console.log(snippetOf(publicUrl, null));
  if (!existsSync(chatScript)) throw new UsageError('the bubble is not built yet: npm run build');
  const script = readFileSync(chatScript);
  const name = createHash('sha256').update(script).digest('hex').slice(0, 16);
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  console.log(
    `<script src="${publicUrl}/chat-${name}.js" integrity="${integrity}" crossorigin="anonymous" async></script>`,
  );
}
