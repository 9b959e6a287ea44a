import type { ChatEntry, Happening } from '../shared/chat/frames.ts';
import type { Chat } from './chat.ts';
import { button, h } from './dom.ts';
import type { Pending } from './memory.ts';
import type { Language } from './options.ts';
import { filled, type Texts } from './texts.ts';

export interface LogDeps {
  readonly chat: Chat;
  readonly texts: Texts;
  readonly language: Language;
}

/** The lines of the chat. Entries that are there stay as they are, so that only what is new is read out. */
export class LogView {
  readonly element: HTMLElement;
  readonly #deps: LogDeps;
  readonly #shown = new Map<string, { readonly element: HTMLElement; readonly key: string }>();

  constructor(deps: LogDeps) {
    this.#deps = deps;
    this.element = h('div', { class: 'log', role: 'log', 'aria-label': deps.texts.log, 'aria-relevant': 'additions' });
  }

  /** True when something was added. */
  update(): boolean {
    const { chat } = this.#deps;
    const wanted = [
      ...chat.entries().map((entry) => ({ id: entry.id, key: this.#keyOf(entry), make: () => this.#entry(entry) })),
      ...chat.pending.map((pending) => ({
        id: `pending-${pending.line}`,
        key: `${pending.text} ${chat.reach}`,
        make: () => this.#pending(pending),
      })),
    ];
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, { element }] of this.#shown) {
      if (ids.has(id)) continue;
      element.remove();
      this.#shown.delete(id);
    }
    let isGrown = false;
    let before: Element | null = null;
    for (const { id, key, make } of wanted) {
      const known = this.#shown.get(id);
      const element = known?.key === key ? known.element : make();
      if (known === undefined) isGrown = true;
      if (known !== undefined && known.element !== element) known.element.replaceWith(element);
      const next: Element | null = before === null ? this.element.firstElementChild : before.nextElementSibling;
      if (next !== element) this.element.insertBefore(element, next);
      this.#shown.set(id, { element, key });
      before = element;
    }
    return isGrown;
  }

  #keyOf({ from, at, text }: ChatEntry): string {
    const { number } = this.#deps.chat;
    return from === 'hub' ? `${number}` : `${text} ${from === 'visitor' && this.#isLastSeen(at)}`;
  }

  /** Only the last line that was read says so. */
  #isLastSeen(at: number): boolean {
    const { chat } = this.#deps;
    const last = chat.entries().findLast((entry) => entry.from === 'visitor' && entry.at <= chat.seenAt);
    return last?.at === at;
  }

  #entry(entry: ChatEntry): HTMLElement {
    const { texts } = this.#deps;
    if (entry.happening !== null) return h('div', { class: 'entry hub' }, this.#happened(entry.happening));
    const who = entry.from === 'visitor' ? texts.you : (entry.name ?? '');
    return h(
      'div',
      { class: `entry ${entry.from}` },
      h('span', { class: entry.from === 'visitor' ? 'out' : 'who' }, `${who}: `),
      entry.text,
      ...entry.files.map((file) => this.#file(file)),
      entry.from === 'visitor' && this.#isLastSeen(entry.at) ? h('span', { class: 'mark' }, texts.seen) : null,
    );
  }

  #file({ id, name }: ChatEntry['files'][number]): HTMLElement {
    const { texts, chat } = this.#deps;
    if (id === undefined) return h('span', { class: 'mark' }, filled(texts.file, name));
    return button(filled(texts.saveFile, name), 'file', () => void chat.saveFile(id, name));
  }

  #pending({ text, kind }: Pending): HTMLElement {
    const { texts, chat } = this.#deps;
    const said = kind === 'appointment' ? texts.askAppointment : text;
    const mark = chat.reach === 'on' ? texts.sending : texts.waitingToSend;
    return h('div', { class: 'entry visitor' }, said, h('span', { class: 'mark' }, mark));
  }

  #happened(happening: Happening): string {
    const { texts, chat, language } = this.#deps;
    const text = texts.happened[happening.code];
    if (happening.code === 'opened') return [text, filled(texts.number, chat.number ?? '')].join(' ');
    if (happening.code === 'transferred') {
      const group = chat.welcome?.groups.find(({ id }) => id === happening.groupId)?.name[language];
      return filled(text, happening.name ?? group ?? '');
    }
    return 'name' in happening ? filled(text, happening.name) : text;
  }
}
