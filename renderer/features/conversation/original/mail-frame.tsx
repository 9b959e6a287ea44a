import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { Attachment } from '../../../../shared/model/message.ts';
import { useText } from '../../../i18n/text.tsx';
import { useApp } from '../../../store/context.tsx';
import { isPicture, isSmallEnough } from '../picture.ts';
import { matchWindow, styleFrame } from './frame-style.ts';
import styles from './original.module.css';
import { PART_ATTRIBUTE } from './part.ts';
import type { SafeMail } from './safe-mail.ts';

export interface FollowedLink {
  readonly address: string;
  /** What stands there to be read. */
  readonly words: string;
}

interface MailFrameProps {
  readonly mail: SafeMail;
  /** Of the same message: its pictures may be among them. */
  readonly attachments: readonly Attachment[];
  readonly onFollow: (link: FollowedLink) => void;
}

/** Higher than this it scrolls by itself, px. */
const MAX_HEIGHT_PX = 4_000;
/** What the frame's own lines and a margin at its end take. */
const FRAME_PX = 6;

/**
 * A page of its own in which nothing runs and from which nothing is loaded: the frame has no scripts, inherits the window's
 * content policy, and is filled by us with what was found harmless.
 */
export function MailFrame({ mail, attachments, onFollow }: MailFrameProps): ReactNode {
  const { t } = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const { core } = useApp();
  const follow = useEffectEvent((event: MouseEvent) => {
    event.preventDefault();
    // the page has types of its own: nothing of it is an instance of ours
    const link = (event.target as Element | null)?.closest('a[href]');
    if (link) onFollow({ address: link.getAttribute('href') ?? '', words: link.textContent.trim() });
  });
  const bytesOf = useEffectEvent(async (id: string | null): Promise<Blob | null> => {
    const file = attachments.find((each) => each.id === id);
    if (file === undefined || !isPicture(file.type) || file.redacted !== undefined || file.document !== undefined)
      return null;
    const { bytes, type } = await core.call({ name: 'attachment', id: file.id });
    return isSmallEnough(bytes) ? new Blob([new Uint8Array(bytes)], { type }) : null;
  });

  useEffect(() => {
    const element = frame.current;
    const page = element?.contentDocument ?? null;
    if (element === null || page === null) return undefined;
    styleFrame(page);
    matchWindow(page);
    const content = page.createElement('div');
    content.append(page.importNode(mail.fragment, true));
    page.body.replaceChildren(content);
    const urls = new Set<string>();
    showPictures(page, { bytesOf, urls });
    const size = (): void => {
      element.style.height = `${Math.min(MAX_HEIGHT_PX, Math.ceil(content.getBoundingClientRect().height) + FRAME_PX)}px`;
    };
    const room = new ResizeObserver(size);
    room.observe(content);
    const looks = new MutationObserver(() => matchWindow(page));
    looks.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
    const passOn = (event: KeyboardEvent): void => passKeyOn(element, event);
    for (const name of ['click', 'auxclick'] as const) page.addEventListener(name, follow);
    page.addEventListener('keydown', passOn);
    return () => {
      room.disconnect();
      looks.disconnect();
      for (const name of ['click', 'auxclick'] as const) page.removeEventListener(name, follow);
      page.removeEventListener('keydown', passOn);
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [mail]);
  return <iframe ref={frame} className={styles['frame']} title={t('original.frame')} sandbox="allow-same-origin" />;
}

interface Pictures {
  readonly bytesOf: (id: string | null) => Promise<Blob | null>;
  /** What is to be given back when the page goes. */
  readonly urls: Set<string>;
}

/** The mail's own pictures, out of its attachments; in the place of all others stands what they were called. */
function showPictures(page: Document, { bytesOf, urls }: Pictures): void {
  for (const image of page.querySelectorAll('img')) {
    const show = async (): Promise<void> => {
      const picture = await bytesOf(image.getAttribute(PART_ATTRIBUTE)).catch(() => null);
      if (picture === null || !image.isConnected) return image.replaceWith(image.alt === '' ? '' : `[${image.alt}]`);
      const url = URL.createObjectURL(picture);
      urls.add(url);
      image.src = url;
    };
    void show();
  }
}

/** Keys of the window work while the page has the focus: it has none of its own but those of links and of scrolling. */
function passKeyOn(element: HTMLElement, event: KeyboardEvent): void {
  const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
  if (key === 'Tab' || key === 'Enter') return;
  const copy = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    shiftKey,
    altKey,
    metaKey,
    bubbles: true,
    cancelable: true,
  });
  if (!element.dispatchEvent(copy)) event.preventDefault();
}
