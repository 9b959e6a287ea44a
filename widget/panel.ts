import type { Beginning } from '../shared/chat/frames.ts';
import { MAX_LINE_TEXT } from '../shared/chat/limits.ts';
import { cardsOf } from './cards.ts';
import type { Chat } from './chat.ts';
import { button, h, icon, iconButton, set, show } from './dom.ts';
import { LogView } from './log.ts';
import type { Options } from './options.ts';
import { beginningForm, type BeginningForm } from './beginning.ts';
import { statusOf, troubleOf } from './status.ts';
import type { Texts } from './texts.ts';

export interface PanelDeps {
  readonly chat: Chat;
  readonly texts: Texts;
  readonly options: Options;
  /** It was minimised. */
  readonly minimised: () => void;
}

const icons = {
  down: 'M6 9l6 6 6-6',
  end: 'M6 6l12 12M18 6L6 18',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  clip: 'M21 11l-9 9a5 5 0 0 1-7-7l9-9a3.5 3.5 0 0 1 5 5l-9 9a2 2 0 0 1-3-3l8-8',
  send: 'M4 12l16-8-6 16-3-7z',
};

/** The open bubble: what the chat is about, its lines, and a field to write in. */
export class Panel {
  readonly element: HTMLElement;
  readonly #deps: PanelDeps;
  readonly #log: LogView;
  readonly #title = h('h2', { class: 'title', id: 'title' });
  readonly #status = h('p', { class: 'status', role: 'status' });
  readonly #trouble = h('p', { class: 'trouble', role: 'alert' });
  readonly #cards = h('div', {});
  readonly #asking = h('div', {});
  readonly #typing = h('p', { class: 'typing', 'aria-live': 'polite' });
  readonly #body: HTMLElement;
  readonly #beginning: BeginningForm;
  readonly #field: HTMLTextAreaElement;
  readonly #file = h('input', { type: 'file', class: 'out', tabindex: '-1', 'aria-hidden': 'true' });
  readonly #tools: { readonly attach: HTMLElement; readonly copy: HTMLElement; readonly end: HTMLElement };
  readonly #foot: HTMLElement;

  constructor(deps: PanelDeps) {
    this.#deps = deps;
    const { chat, texts, options } = deps;
    this.#log = new LogView({ chat, texts, language: options.language });
    this.#beginning = beginningForm(deps);
    this.#field = h('textarea', { rows: '1', maxlength: `${MAX_LINE_TEXT}`, 'aria-describedby': 'hint' });
    set(this.#field, 'aria-label', texts.message);
    set(this.#field, 'placeholder', texts.message);
    this.#tools = {
      attach: iconButton(texts.attach, icons.clip, () => this.#file.click()),
      copy: iconButton(texts.transcript, icons.mail, () => chat.askTranscript()),
      end: iconButton(texts.end, icons.end, () => this.#askEnd()),
    };
    const { attach, copy, end } = this.#tools;
    const minimise = iconButton(texts.minimise, icons.down, deps.minimised);
    const send = h('button', { type: 'submit', class: 'icon send', 'aria-label': texts.send }, icon(icons.send));
    const privacy = options.privacy === null ? null : this.#privacyLink(options.privacy);
    this.#body = h(
      'div',
      { class: 'body', tabindex: '0', role: 'region', 'aria-label': texts.log },
      h('p', { class: 'intro' }, texts.intro, privacy === null ? null : ' ', privacy),
      this.#beginning.element,
      this.#log.element,
      this.#typing,
      this.#cards,
      this.#asking,
    );
    const writing = h('form', { class: 'row' }, attach, this.#file, this.#field, send);
    this.#foot = h('div', { class: 'foot' }, writing, h('p', { class: 'hint', id: 'hint' }, texts.hint));
    const head = h('div', { class: 'head' }, this.#title, copy, end, minimise);
    this.element = h('div', { class: 'panel', role: 'dialog', 'aria-labelledby': 'title' }, head);
    this.element.append(this.#status, this.#body, this.#trouble, this.#foot);
    this.#listen(writing);
  }

  update(): void {
    const { chat, texts, options } = this.#deps;
    const isGrown = this.#log.update();
    const { state } = chat;
    show(this.#title, chat.welcome?.association ?? '', () => [titleOf(chat, texts)]);
    const status = statusOf(this.#deps);
    show(this.#status, status.text, () => [status.text, status.isUnreachable ? this.#ticketLink() : null]);
    const trouble = troubleOf(chat, texts);
    show(this.#trouble, trouble, () => (trouble === '' ? [] : [trouble]));
    const by = chat.isTyping && state.name === 'taken' ? (state.by[0] ?? '') : '';
    show(this.#typing, by, () => [by === '' ? '' : texts.typing.replace('{0}', () => by)]);
    const cards = cardsOf({ chat, texts, options });
    const before = this.#cards.dataset['shown'];
    show(this.#cards, cards.key, () => cards.make());
    const isNew = state.name === 'new' && chat.pending.length === 0;
    this.#beginning.update(isNew);
    this.#tools.copy.hidden = !chat.canHaveTranscript;
    this.#tools.end.hidden = state.name === 'new' || state.name === 'over';
    this.#tools.attach.hidden = state.name === 'new';
    this.#foot.hidden = state.name === 'over';
    if (this.#field.value !== chat.draft) this.#field.value = chat.draft;
    if (isGrown || before !== cards.key) this.#body.scrollTop = this.#body.scrollHeight;
    if (before !== cards.key) this.#cards.querySelector<HTMLElement>('[data-focus]')?.focus();
  }

  focus(): void {
    this.#field.focus();
  }

  #listen(writing: HTMLFormElement): void {
    const { chat } = this.#deps;
    this.#field.addEventListener('input', () => chat.write(this.#field.value));
    this.#field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      writing.requestSubmit();
    });
    writing.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#say();
    });
    this.#file.addEventListener('change', () => {
      const file = this.#file.files?.[0];
      this.#file.value = '';
      if (file !== undefined) void chat.sendFile(file);
      this.focus();
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#deps.minimised();
    });
  }

  #say(): void {
    const text = this.#field.value.trim();
    if (text === '') return;
    const begin: Beginning | null = this.#beginning.read();
    if (begin !== null) this.#deps.chat.say(text, begin);
    this.focus();
  }

  #askEnd(): void {
    const { chat, texts } = this.#deps;
    const answer = (isMeant: boolean): void => {
      this.#asking.replaceChildren();
      if (isMeant) chat.end();
      this.focus();
    };
    const yes = button(texts.yesEnd, 'primary', () => answer(true));
    const no = button(texts.noEnd, 'quiet', () => answer(false));
    const actions = h('div', { class: 'actions' }, yes, no);
    this.#asking.replaceChildren(h('div', { class: 'card', role: 'group' }, h('p', {}, texts.askEnd), actions));
    this.#body.scrollTop = this.#body.scrollHeight;
    yes.focus();
  }

  #ticketLink(): HTMLElement {
    const { texts, options } = this.#deps;
    const href = new URL(`ticket?lang=${options.language}`, options.hub).href;
    return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, texts.unreachableLink);
  }

  #privacyLink(href: string): HTMLElement {
    return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, this.#deps.texts.privacy);
  }
}

const titleOf = (chat: Chat, texts: Texts): string => {
  const name = chat.welcome?.association;
  return name === undefined ? texts.launcher : texts.title.replace('{0}', () => name);
};
