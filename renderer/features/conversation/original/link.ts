import { linkSchema } from '../../../../shared/bridge/desktop.ts';

/** As the browser will read it; null: nothing that is opened. */
export function webAddress(address: string): string | null {
  const read = URL.canParse(address) ? new URL(address).href : '';
  return linkSchema.safeParse(read).data ?? null;
}

/** The words of a link look like an address, and another one than that to which it leads. */
export function seemsElsewhere(words: string, address: string): boolean {
  const said = /(?:^|\s|\/\/)((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=$|[\s/:?#])/u.exec(words)?.[1];
  if (said === undefined) return false;
  return withoutWww(hostOf(said)) !== withoutWww(new URL(address).hostname);
}

/** As the browser writes it: letters of other alphabets show. */
function hostOf(name: string): string {
  const url = `https://${name}/`;
  return URL.canParse(url) ? new URL(url).hostname : name;
}

const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');
