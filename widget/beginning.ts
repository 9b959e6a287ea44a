import type { Beginning } from '../shared/chat/frames.ts';
import type { Chat } from './chat.ts';
import { h, show } from './dom.ts';
import type { Options } from './options.ts';
import { filled, type Texts } from './texts.ts';

export interface BeginningForm {
  readonly element: HTMLElement;
  update(isNew: boolean): void;
  /** Null: something has to be mended first, and the browser says what. */
  read(): Beginning | null;
}

/** To whom, and from whom or from nobody; only before the first line. */
export function beginningForm(deps: {
  readonly chat: Chat;
  readonly texts: Texts;
  readonly options: Options;
}): BeginningForm {
  const { chat, texts, options } = deps;
  const group = h('select', {});
  const name = h('input', { type: 'text', autocomplete: 'name', maxlength: '200' });
  const email = h('input', { type: 'email', autocomplete: 'email', maxlength: '320' });
  const labelled = (label: string, field: HTMLElement): HTMLElement =>
    h('label', { class: 'field' }, h('span', {}, label), field);
  const element = h(
    'form',
    {},
    labelled(texts.group, group),
    labelled(texts.name, name),
    labelled(texts.email, email),
    h('p', { class: 'intro' }, texts.anonymous),
  );
  element.addEventListener('submit', (event) => event.preventDefault());
  return {
    element,
    update(isNew) {
      element.hidden = !isNew;
      const groups = chat.welcome?.groups ?? [];
      const chosen = group.value === '' ? options.group : group.value;
      show(group, JSON.stringify(groups), () =>
        groups.map(({ id, name: names, isOpen }) => {
          const label = names[options.language];
          const option = h('option', { value: id }, isOpen ? label : filled(texts.closed, label));
          option.selected = id === chosen;
          return option;
        }),
      );
    },
    read() {
      if (!element.hidden && !element.reportValidity()) return null;
      const groupId = group.value === '' ? (options.group ?? 'segreteria') : group.value;
      return { groupId, name: name.value.trim(), email: email.value.trim() === '' ? null : email.value.trim() };
    },
  };
}
