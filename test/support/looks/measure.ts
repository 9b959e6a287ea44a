/// <reference lib="dom" />
// Runs in the page: what a person with tired eyes, a shaking hand or no mouse would run into. `window.looks` has it all.

export interface Measures {
  /** Texts that are cut off, pushed out of the window or covered, in words. */
  cut(): string[];
  /** By how many px the window itself was scrolled: nobody could scroll it back. */
  shift(): number;
  /** Targets under 24 × 24 px (WCAG 2.5.8). */
  small(): string[];
  /** Stops of the Tab key at which nothing shows that they have the focus. */
  unmarked(): Promise<string[]>;
  /** What stands on the screen or is read aloud outside of ⟦ ⟧ and is not among these data. */
  foreign(data: readonly string[]): string[];
  /** Somebody pressed something, and now nothing has the focus. */
  lostFocus(): boolean;
  /** Buttons with which a dialog ends that are not within it: whoever has read it would have to look for them. */
  hiddenFoot(): string[];
  begin(): void;
}

declare global {
  interface Window {
    looks: Measures;
  }
}

const TOLERANCE_PX = 1.5;
const TARGET_PX = 24;
/** So near to the edge of what scrolls, it is half out of sight anyway. */
const EDGE_PX = 2;

const isShown = (element: Element): boolean =>
  element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
  element.closest('.only-read-aloud, [inert], [aria-hidden="true"] svg') === null;

/** A dialog is the world while it is open; so is a menu. */
const world = (): Element =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"]')].filter(isShown).at(-1) ?? document.body;

function name(element: Element): string {
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60);
  const where = [...element.classList].join('.');
  return `${element.tagName.toLowerCase()}${where === '' ? '' : `.${where}`} «${words}»`;
}

interface Line {
  readonly text: string;
  readonly holder: Element;
  readonly box: DOMRect;
}

function lines(): Line[] {
  const walker = document.createTreeWalker(world(), NodeFilter.SHOW_TEXT);
  const found: Line[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (text === '' || holder === null || !isShown(holder) || isHidden(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const isAside = box.right < 0 || box.bottom < 0;
    if (box.width > 0 && box.height > 0 && !isAside) found.push({ text, holder, box });
  }
  return found;
}

/** There for screen readers only, by the ways in which React Aria and our styles do it. */
function isHidden(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { clipPath, position, width } = getComputedStyle(at);
    if (position === 'absolute' && clipPath.startsWith('inset(50%') && width === '1px') return true;
  }
  return false;
}

type Axis = 'x' | 'y';
const overflowOf = (element: Element, axis: Axis): string =>
  getComputedStyle(element)[axis === 'x' ? 'overflowX' : 'overflowY'];

/** Beyond this edge of `outer` nothing of `inner` is seen. */
const exceeds = (inner: DOMRect, outer: DOMRect, axis: Axis): boolean =>
  axis === 'x'
    ? inner.right > outer.right + TOLERANCE_PX || inner.left < outer.left - TOLERANCE_PX
    : inner.bottom > outer.bottom + TOLERANCE_PX || inner.top < outer.top - TOLERANCE_PX;

/** The one that cuts, unless it says all of it in a title or can be scrolled. */
function cutter({ holder, box }: Line, axis: Axis): Element | null {
  for (let at: Element | null = holder; at !== null && at !== document.documentElement; at = at.parentElement) {
    const overflow = overflowOf(at, axis);
    if (overflow === 'auto' || overflow === 'scroll') return null;
    if (overflow === 'visible') continue;
    if (exceeds(box, at.getBoundingClientRect(), axis))
      return at.closest('[title], [data-says-all]') === null ? at : null;
  }
  const window_ = new DOMRect(0, 0, innerWidth, innerHeight);
  return exceeds(box, window_, axis) ? document.documentElement : null;
}

/** Something in the flow that lies over the text; what floats (toasts, sticky heads) may. */
function coverer({ holder, box }: Line): Element | null {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (top === null || top.contains(holder) || holder.contains(top)) return null;
  for (let at: Element | null = top; at !== null && !at.contains(holder); at = at.parentElement) {
    if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position)) return null;
  }
  return isScrolledAway(holder, x, y) ? null : top;
}

function isScrolledAway(holder: Element, x: number, y: number): boolean {
  for (let at: Element | null = holder; at !== null; at = at.parentElement) {
    if (overflowOf(at, 'y') === 'visible' && overflowOf(at, 'x') === 'visible') continue;
    const box = at.getBoundingClientRect();
    const isAcross = x < box.left + EDGE_PX || x > box.right - EDGE_PX;
    if (isAcross || y < box.top + EDGE_PX || y > box.bottom - EDGE_PX) return true;
  }
  return false;
}

const interactive =
  'button, a[href], input, select, textarea, [role="button"], [role="tab"], [role="option"], [role="menuitem"], [role="slider"]';

/** As large as what is pressed: of a hidden box, its label. */
function targetOf(element: Element): DOMRect {
  const own = element.getBoundingClientRect();
  if (!(element instanceof HTMLInputElement)) return own;
  const label = element.closest('label')?.getBoundingClientRect();
  return label === undefined ? own : label;
}

const isInSentence = (element: Element): boolean =>
  getComputedStyle(element).display === 'inline' && (element.parentElement?.textContent ?? '') !== element.textContent;

function isTarget(element: Element): boolean {
  if (element.matches(':disabled, [aria-disabled="true"], [tabindex="-1"][aria-hidden="true"]')) return false;
  if (element.closest('[aria-hidden="true"]') !== null) return false;
  const box = targetOf(element);
  return isShown(element) && box.width > 1 && box.height > 1 && !isInSentence(element);
}

const tabbable =
  'button, a[href], input, select, textarea, [tabindex="0"], audio[controls], summary, [contenteditable="true"]';
const marks = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor', 'backgroundColor'] as const;
/** A field may be marked by a box around it; others by themselves, their label, or what is in them. */
function marked(element: Element): Element[] {
  const isField = element.matches('input, textarea, [contenteditable="true"]');
  const around: Element[] = [];
  for (let at = element.parentElement; isField && at !== null && around.length < BOXES; at = at.parentElement)
    around.push(at);
  const others = [element.closest('label'), element.querySelector('[data-active]')];
  const options = element.matches('[role="listbox"]') ? [...element.querySelectorAll('[role="option"]')] : [];
  return [element, ...element.children, ...options, ...around, ...others.filter((each) => each !== null)];
}
/** How far out the box of a field may be. */
const BOXES = 5;
const lookOf = (element: Element): string =>
  marked(element)
    .map((each) => marks.map((mark) => getComputedStyle(each)[mark]).join())
    .join('|');

const spoken = [
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
] as const;

function texts(): string[] {
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (holder === null || holder.closest('script, style, textarea, code, [data-announcer]') !== null) continue;
    found.push(node.textContent ?? '');
  }
  for (const element of document.body.querySelectorAll(spoken.map((each) => `[${each}]`).join()))
    found.push(...spoken.flatMap((each) => element.getAttribute(each) ?? []));
  return found;
}

/** Without what is in brackets, however deep. */
function outside(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  return rest;
}

const word = /[\p{L}\p{M}]{2,}/gu;
/**
 * What stands on keys, units, products, and initials: the same in every language. "Ignora" is React Aria's own word, in the
 * window's language, for the hidden button that closes a dialog.
 */
const names =
  /^(?:gnome|libsecret|Ignora|Ctrl|Alt|Shift|Esc|Enter|Num|Pag|KB|MB|GB|Sportello|Electron|SQLite|Chromium|Node|linux|\p{Lu}{2})$/u;

/** Those of all that a person wrote or is called: ids and codes are no texts. */
function wordsOf(json: string): string[] {
  const found: string[] = [];
  const read = (value: unknown): void => {
    if (typeof value === 'string' && !/^[a-z0-9][a-z0-9-_:]*$/.test(value))
      found.push(...(value.replaceAll(String.raw`\n`, ' ').match(word) ?? []));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(read);
  };
  read(JSON.parse(json));
  return found;
}

/** React has drawn what the focus changes. */
const drawn = (): Promise<void> => Promise.resolve().then(() => undefined);

/** What somebody typed here is a text of theirs, wherever it is shown again. */
const typed = new Set<string>();
addEventListener(
  'input',
  ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) typed.add(target.value);
  },
  true,
);

let hasActed = false;
/** Something outside of a dialog had the focus: it is to go back there. */
let hadFocus = false;
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => (hasActed = true), true);
addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.closest('[role="dialog"]') === null) hadFocus = true;
});
const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

window.looks = {
  cut() {
    return lines().flatMap((line) => {
      const by = cutter(line, 'x') ?? cutter(line, 'y');
      if (by !== null) return [`«${line.text.slice(0, 60)}» is cut by ${name(by).slice(0, 80)}`];
      const over = coverer(line);
      return over === null ? [] : [`«${line.text.slice(0, 60)}» is covered by ${name(over).slice(0, 80)}`];
    });
  },
  shift: () =>
    [document.documentElement, document.body, document.querySelector('#root')].reduce(
      (px, each) => px + (each?.scrollTop ?? 0),
      0,
    ),
  hiddenFoot() {
    const edge = world().getBoundingClientRect().bottom;
    return [...world().querySelectorAll('[data-foot] button')].flatMap((button) => {
      const { bottom } = button.getBoundingClientRect();
      return isShown(button) && bottom > edge ? [`${name(button)}: ${Math.round(bottom - edge)} px`] : [];
    });
  },
  small() {
    return [...world().querySelectorAll(interactive)].filter(isTarget).flatMap((element) => {
      const { width, height } = targetOf(element);
      const isLarge = width >= TARGET_PX - 0.5 && height >= TARGET_PX - 0.5;
      return isLarge ? [] : [`${name(element)} is ${Math.round(width)} × ${Math.round(height)}`];
    });
  },
  async unmarked() {
    const stops = [...world().querySelectorAll<HTMLElement>(tabbable)].filter(
      (element) => isShown(element) && element.tabIndex >= 0 && !element.matches(':disabled'),
    );
    const before = document.activeElement;
    if (before instanceof HTMLElement) before.blur();
    await drawn();
    const plain = stops.map(lookOf);
    const found: string[] = [];
    for (const [index, stop] of stops.entries()) {
      stop.focus({ preventScroll: true });
      await drawn();
      if (document.activeElement === stop && lookOf(stop) === plain[index]) found.push(name(stop));
    }
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return found;
  },
  foreign(data) {
    const known = new Set([...data.flatMap(wordsOf), ...[...typed].flatMap((each) => each.match(word) ?? [])]);
    return texts()
      .map(outside)
      .filter((rest) => (rest.match(word) ?? []).some((each) => !known.has(each) && !names.test(each)))
      .map((rest) => rest.trim().slice(0, 80));
  },
  lostFocus: () => hasActed && hadFocus && isNowhere(),
  begin() {
    typed.clear();
    hasActed = false;
    hadFocus = false;
  },
};
