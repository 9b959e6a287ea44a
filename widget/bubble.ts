import type { Chat } from './chat.ts';
import { h, icon, set, show } from './dom.ts';
import type { Options } from './options.ts';
import { Panel } from './panel.ts';
import { styleSheet } from './style.ts';
import { filled, type Texts } from './texts.ts';

const SPEECH = 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z';

/** The button on the site's page, and the panel that takes its place, in a shadow root of their own. */
export function mountBubble({ chat, texts, options }: { chat: Chat; texts: Texts; options: Options }): () => void {
  const host = h('div', { lang: options.language, 'data-sportello-chat': true });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styleSheet(options)];
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true' });
  const label = h('span', {}, texts.launcher);
  const launcher = h('button', { type: 'button', class: 'launcher' }, icon(SPEECH), label, badge);
  const news = h('div', { class: 'out', 'aria-live': 'polite' });
  const frame = h('div', { class: `chat ${options.side}` }, launcher, news);
  const panel = new Panel({ chat, texts, options, minimised: () => open(false) });
  let wasOpen = false;
  const open = (isOpen: boolean): void => {
    chat.open(isOpen);
    if (isOpen) panel.focus();
    else launcher.focus();
  };
  launcher.addEventListener('click', () => open(true));
  document.addEventListener('visibilitychange', () => update());
  root.append(frame);
  const update = (): void => {
    const { isOpen } = chat;
    if (isOpen !== wasOpen) {
      if (isOpen) frame.append(panel.element);
      else panel.element.remove();
      launcher.hidden = isOpen;
      frame.classList.toggle('open', isOpen);
      wasOpen = isOpen;
    }
    if (isOpen && document.visibilityState === 'visible') chat.seen();
    const unread = chat.unread();
    const named = unread === 1 ? texts.unreadOne : filled(texts.unread, String(unread));
    set(launcher, 'aria-label', unread === 0 ? null : named);
    show(badge, String(unread), () => (unread === 0 ? [] : [String(unread)]));
    show(news, `${isOpen} ${unread}`, () => [isOpen || unread === 0 ? '' : named]);
    if (isOpen) panel.update();
  };
  document.body.append(host);
  update();
  return update;
}
