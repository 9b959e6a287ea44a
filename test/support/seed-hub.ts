import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { opened } from '../../hub/receive.ts';
import type { Storage } from '../../hub/storage/storage.ts';

/** Believable Italian sentences, put together by number: the same number always gives the same text. */
const openings = [
  'Buongiorno, vi scrivo perché',
  'Salve, sono socio da qualche anno e',
  'Gentile Segreteria,',
  'Buonasera, avrei bisogno di sapere se',
];
const matters = [
  'non riesco ad accedere all’area riservata dopo il cambio della password',
  'vorrei iscrivermi alla gita di sabato con due accompagnatori',
  'il certificato che ho caricato risulta ancora mancante',
  'ho cambiato indirizzo e-mail e non ricevo più le comunicazioni',
  'la quota del corso di inglese risulta pagata due volte',
  'devo disdire la partecipazione al turno di domenica',
  'non trovo il modulo per il rinnovo della tessera',
];
const endings = ['Grazie e buon lavoro.', 'Resto in attesa di un riscontro.', 'Potete richiamarmi nel pomeriggio.'];
const names = ['Anna Belotti', 'Paolo Ghezzi', 'Elena Locatelli', 'Marco Carminati', 'Lucia Pesenti', 'Davide Rota'];

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

/** About a kilobyte of text. */
export function textOf(at: number): string {
  const sentence = `${pick(openings, at)} ${pick(matters, at)}.`;
  const filler = Array.from(
    { length: 9 },
    (_, line) => `${pick(matters, at * 7 + line)} (riferimento ${at * 10 + line})`,
  );
  return `${sentence}\n\n${filler.join(', ')}.\n\n${pick(endings, at)}\n${pick(names, at)}`;
}

const PER_TRANSACTION = 500;

/** Waiting conversations as intake makes them, in large transactions because the door itself is not measured here. */
export async function seedConversations(storage: Storage, count: number, startAt: number): Promise<void> {
  let lastId = 0;
  // As a hub makes them (UUID version 7), in order of time: rows lie where they lie in a hub's files.
  const nextId = (): string => {
    lastId += 1;
    const time = (startAt + lastId).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${lastId.toString(16).padStart(12, '0')}`;
  };
  for (let first = 0; first < count; first += PER_TRANSACTION) {
    await storage.write(async (tx) => {
      for (let at = first; at < Math.min(first + PER_TRANSACTION, count); at += 1) {
        const number = await tx.nextCaseNumber(2026);
        await tx.saveConversation(
          opened(
            {
              incoming: {
                channel: 'ticket',
                origin: 'mail',
                contact: { name: pick(names, at), email: `persona${at}@posta.example`, phone: null },
                subject: `${pick(matters, at)} (${at})`,
                text: textOf(at),
                quoted: null,
                groupId: null,
                attachments: [],
                refusedAttachments: [],
                // A machine's mail is not acknowledged: the bench measures no mail.
                automatic: true,
                verified: false,
                dedupeKey: `seed-${at}`,
                replyToken: null,
              },
              now: startAt + at * 1_000,
              flags: [],
              nextId,
              mailDomain: 'dbo.example',
              association: 'Associazione DBO',
            },
            {
              number,
              groupId: pick(['segreteria', 'didattica', 'cassa'], at),
              replyToken: `token${at}`,
              linkedNumber: null,
            },
          ),
        );
      }
    });
  }
}

export function freshFolder(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
