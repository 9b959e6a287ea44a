type Attributes = Readonly<Record<string, string | boolean | null>>;
export type Child = Node | string | null;

/** An element with attributes and children; texts are always texts, never markup. `false` and null leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function set(element: Element, name: string, value: string | boolean | null): void {
  if (value === false || value === null) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : value);
}

export function button(label: string, className: string, run: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', class: className }, label);
  element.addEventListener('click', run);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** One path in a box of 24; said by the button's name. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  set(svg, 'viewBox', '0 0 24 24');
  set(svg, 'aria-hidden', 'true');
  const drawn = document.createElementNS(SVG, 'path');
  set(drawn, 'd', path);
  svg.append(drawn);
  return svg;
}

export function iconButton(label: string, path: string, run: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'icon', 'aria-label': label, title: label }, icon(path));
  element.addEventListener('click', run);
  return element;
}

/** Only what is different is touched, so that a screen reader says nothing twice and the focus stays. */
export function show(element: HTMLElement, key: string, make: () => readonly Child[]): void {
  if (element.dataset['shown'] === key) return;
  element.dataset['shown'] = key;
  const children = make().filter((child): child is Exclude<Child, null> => child !== null && child !== '');
  element.replaceChildren(...children);
  element.hidden = children.length === 0;
}
