import type { Settings } from '../shared/bridge/desktop.ts';
import type { Alert, AlertKind } from '../shared/model/alert.ts';

type Language = Settings['language'];

interface Words {
  /** Of one whose case is known. */
  readonly one: (number: string, isChat: boolean) => string;
  readonly many: (count: number) => string;
}

interface Texts {
  /** On a PC that others use, too: how much is new, and nothing else. */
  readonly shared: (count: number) => string;
  readonly kinds: Readonly<Record<AlertKind, Words>>;
}

const texts: Readonly<Record<Language, Texts>> = {
  it: {
    shared: (count) => `${count} novità da guardare`,
    kinds: {
      arrived: {
        one: (number, isChat) => `Aspetta nei tuoi gruppi: ${isChat ? 'chat' : 'pratica'} ${number}`,
        many: (count) =>
          count === 1 ? 'Una novità aspetta nei tuoi gruppi' : `${count} novità aspettano nei tuoi gruppi`,
      },
      assigned: {
        one: (number) => `Adesso segui anche tu la pratica ${number}`,
        many: (count) => (count === 1 ? 'Hai pratiche nuove da seguire' : `Hai ${count} pratiche nuove da seguire`),
      },
      written: {
        one: (number, isChat) => `Nuovo messaggio nella tua ${isChat ? 'chat' : 'pratica'} ${number}`,
        many: (count) => `Nuovi messaggi in ${count} delle tue pratiche`,
      },
      due: {
        one: (number) => `C’è una scadenza per la pratica ${number}`,
        many: (count) => (count === 1 ? 'C’è una scadenza' : `Ci sono ${count} scadenze`),
      },
    },
  },
  en: {
    shared: (count) => (count === 1 ? '1 new thing to look at' : `${count} new things to look at`),
    kinds: {
      arrived: {
        one: (number, isChat) => `Waiting in your groups: ${isChat ? 'chat' : 'case'} ${number}`,
        many: (count) =>
          count === 1 ? 'Something new waits in your groups' : `${count} new things wait in your groups`,
      },
      assigned: {
        one: (number) => `You now look after case ${number}, too`,
        many: (count) =>
          count === 1 ? 'You have new cases to look after' : `You have ${count} new cases to look after`,
      },
      written: {
        one: (number, isChat) => `New message in your ${isChat ? 'chat' : 'case'} ${number}`,
        many: (count) => `New messages in ${count} of your cases`,
      },
      due: {
        one: (number) => `Case ${number} has something due`,
        many: (count) => (count === 1 ? 'Something is due' : `${count} things are due`),
      },
    },
  },
};

/** What a notification says under the program's name: words of this file, a case number and a count (NT3). */
export function alertText(alert: Alert, { language, isShared }: { language: Language; isShared: boolean }): string {
  const { shared, kinds } = texts[language];
  if (isShared) return shared(alert.count);
  const { one, many } = kinds[alert.kind];
  return alert.number === null ? many(alert.count) : one(alert.number, alert.channel === 'chat');
}

/** Whoever looks at the window sees it there: only what the contact writes in another case than the open one is told then (NT2). */
export const isSeen = (alert: Alert, openId: string | null): boolean =>
  alert.kind !== 'written' || alert.conversationId === openId;
