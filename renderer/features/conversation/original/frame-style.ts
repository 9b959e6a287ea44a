/** Colours and sizes of the window, for a page that knows nothing of it. */
const tokens = ['--ink', '--ink-2', '--surface', '--line', '--edge', '--accent', '--sunken'] as const;

/** How a mail looks, whatever it wanted to look like: in both themes, at every size of text, inside its box. */
const sheet = `
  html { color: var(--ink); background: var(--surface); overflow: auto; }
  body { margin: 0; font: 0.875rem/1.5 system-ui, 'Segoe UI', sans-serif; overflow-wrap: anywhere; }
  body > div { padding: 0.125rem; }
  body > div > :first-child { margin-top: 0; }
  a { color: var(--accent); text-decoration: underline; cursor: pointer; }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  img { max-width: 100%; height: auto; }
  table { border-collapse: collapse; max-width: 100%; font: inherit; color: inherit; }
  td, th { padding: 0.125rem 0.375rem; vertical-align: top; text-align: start; }
  blockquote { margin: 0.5rem 0; padding-left: 0.75rem; border-left: 2px solid var(--edge); color: var(--ink-2); }
  pre { white-space: pre-wrap; }
  h1, h2, h3, h4, h5, h6 { font-size: 1rem; margin: 0.75rem 0 0.25rem; }
`;

/** By way of the style sheet's interface, which the content policy leaves to scripts of ours alone. */
export function styleFrame(page: Document): void {
  const view = page.defaultView;
  if (view === null) return;
  const style = new view.CSSStyleSheet();
  style.replaceSync(sheet);
  page.adoptedStyleSheets = [style];
}

/** As the window is now. */
export function matchWindow(page: Document): void {
  const ours = getComputedStyle(document.documentElement);
  const root = page.documentElement;
  for (const token of tokens) root.style.setProperty(token, ours.getPropertyValue(token));
  root.style.fontSize = ours.fontSize;
  root.style.colorScheme = ours.colorScheme;
}
