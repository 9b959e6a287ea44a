import { confidentialWords } from '../shared/model/confidential-words.ts';
import type { Chat } from './chat.ts';
import { button, h, type Child } from './dom.ts';
import type { Options } from './options.ts';
import { filled, type Texts } from './texts.ts';

export interface CardDeps {
  readonly chat: Chat;
  readonly texts: Texts;
  readonly options: Options;
}

/** What asks the visitor for something, below the lines; each under a key that changes with what it says. */
export function cardsOf(deps: CardDeps): { readonly key: string; make(): readonly Child[] } {
  const { chat } = deps;
  const { state, stopped, appointment, transcriptTo } = chat;
  const offers = state.name === 'waiting' && state.offersTicket;
  const isOpen = state.name === 'waiting' && state.isOpen;
  const over = state.name === 'over' ? state.how : '';
  const parts = [stopped?.flags, appointment, offers, isOpen, over, transcriptTo];
  return {
    key: JSON.stringify(parts),
    make: () => [
      stopped === null ? null : stoppedCard(deps),
      appointment === null ? null : appointmentCard(deps, appointment),
      offers ? ticketCard(deps, isOpen) : null,
      transcriptTo === null ? null : h('p', { class: 'card' }, filled(deps.texts.transcriptSent, transcriptTo)),
      over === '' ? null : overCard(deps, over),
    ],
  };
}

/** Said before anything of it is kept; the appointment is the first way on (CH8, CH9). */
function stoppedCard({ chat, texts, options }: CardDeps): HTMLElement {
  const words = (chat.stopped?.flags ?? []).map((flag) => confidentialWords[options.language][flag]);
  const last = words.length > 1 ? ` ${texts.and} ${words.at(-1) ?? ''}` : '';
  const named = words.length > 1 ? `${words.slice(0, -1).join(', ')}${last}` : (words[0] ?? '');
  const card = h(
    'div',
    { class: 'card stopped', role: 'group', 'aria-labelledby': 'stopped', 'aria-describedby': 'stopped-why' },
    h('h3', { id: 'stopped', tabindex: '-1', 'data-focus': true }, texts.stopped),
    h('p', { id: 'stopped-why' }, filled(texts.stoppedWhy, named)),
    h(
      'div',
      { class: 'actions' },
      button(texts.askAppointment, 'primary', () => chat.decide('appointment')),
      button(texts.change, 'quiet', () => chat.decide('change')),
      button(texts.sendAll, 'quiet', () => chat.decide('send')),
    ),
  );
  return card;
}

function appointmentCard({ texts, options }: CardDeps, link: string): HTMLElement {
  if (link === '') return h('p', { class: 'card' }, texts.noSlots);
  const href = new URL(link.slice(1), options.hub);
  href.searchParams.set('lang', options.language);
  const anchor = { href: href.href, target: '_blank', rel: 'noopener noreferrer' };
  return h('p', { class: 'card' }, h('a', anchor, texts.choose));
}

function ticketCard({ chat, texts }: CardDeps, isOpen: boolean): HTMLElement {
  const email = h('input', { type: 'email', required: true, autocomplete: 'email', maxlength: '320' });
  const form = h(
    'form',
    { class: 'card' },
    h('p', {}, `${isOpen ? texts.nobodyFree : texts.closedNow} ${texts.leaveTicket}`),
    h('label', { class: 'field' }, h('span', {}, texts.ticketEmail), email),
    h('button', { type: 'submit', class: 'primary' }, texts.ticketSend),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    chat.leaveTicket('', email.value);
  });
  return form;
}

function overCard({ chat, texts }: CardDeps, how: 'ticket' | 'left'): HTMLElement {
  return h(
    'div',
    { class: 'card' },
    h('p', {}, how === 'ticket' ? texts.overTicket : texts.overLeft),
    button(texts.again, 'primary', () => chat.startAgain()),
  );
}
