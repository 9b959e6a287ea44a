import type { Options } from './options.ts';

const css = `
:host { all: initial; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.chat {
  color-scheme: light dark;
  --surface: #ffffff; --sunken: #f3f1ed; --line: #e5e1da; --field: #858b93; --ink: #1f2328; --ink-2: #565d66;
  --guard: #a8321f; --guard-soft: #fdebe7; --waiting-soft: #fdf1d8;
  position: fixed; z-index: 2147483000; inset-block-end: 1rem; font: 16px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif;
  color: var(--ink); text-align: start; letter-spacing: normal;
}
@media (prefers-color-scheme: dark) {
  .chat {
    --surface: #1b1f23; --sunken: #101316; --line: #2c3238; --field: #7b838c; --ink: #e8eaed; --ink-2: #b0b7bf;
    --guard: #ff9a88; --guard-soft: #3d1a14; --waiting-soft: #35290f;
  }
}
.chat.right { inset-inline-end: 1rem; }
.chat.left { inset-inline-start: 1rem; }
button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.launcher {
  display: flex; gap: .5rem; align-items: center; min-block-size: 3.25rem; padding: 0 1.125rem; border: 2px solid var(--surface);
  border-radius: 999px; background: var(--accent); color: var(--on-accent); font-weight: 600; box-shadow: 0 2px 12px #0005;
}
svg { inline-size: 1.5rem; block-size: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.badge { min-inline-size: 1.5rem; padding: 0 .375rem; border-radius: 999px; background: var(--on-accent); color: var(--accent); text-align: center; }
.panel {
  display: flex; flex-direction: column; inline-size: 23.5rem; block-size: min(38rem, calc(100dvh - 2rem)); overflow: hidden;
  background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 8px 32px #0006;
}
.head { display: flex; gap: .25rem; align-items: center; padding: .5rem .5rem .5rem 1rem; background: var(--accent); color: var(--on-accent); }
.head :focus-visible { outline-color: var(--on-accent); outline-offset: -3px; }
.title { flex: 1; min-inline-size: 0; margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
.icon { display: grid; place-items: center; flex: none; inline-size: 2.75rem; block-size: 2.75rem; padding: 0; border: 0; border-radius: 10px; background: none; }
.status { margin: 0; padding: .5rem 1rem; background: var(--sunken); border-block-end: 1px solid var(--line); font-size: .875rem; }
.status a { color: inherit; }
.body { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: .75rem 1rem; }
.intro { margin: 0 0 .75rem; color: var(--ink-2); font-size: .875rem; }
.intro a, .entry a, .card a { color: inherit; }
.log { display: flex; flex-direction: column; gap: .5rem; margin: 0; padding: 0; }
.entry { max-inline-size: 85%; padding: .5rem .75rem; border-radius: 12px; background: var(--sunken); overflow-wrap: anywhere; white-space: pre-wrap; }
.entry.visitor { align-self: end; background: var(--accent); color: var(--on-accent); }
.entry.hub { align-self: center; max-inline-size: 100%; padding: .125rem .5rem; background: none; color: var(--ink-2); font-size: .8125rem; text-align: center; }
.who { display: block; font-size: .8125rem; font-weight: 600; }
.entry .file { display: block; max-inline-size: 100%; min-block-size: 2.75rem; margin-block-start: .25rem; padding: .25rem .75rem; border: 1px solid var(--field); border-radius: 10px; background: var(--surface); text-align: start; font-weight: 600; overflow-wrap: anywhere; }
.entry .mark { display: block; font-size: .75rem; }
.card { margin-block-start: .75rem; padding: .75rem; border-radius: 10px; border-inline-start: 4px solid var(--field); background: var(--waiting-soft); }
.card.stopped { border-color: var(--guard); background: var(--guard-soft); }
.card h3, .card p { margin: 0 0 .5rem; font-size: .9375rem; }
.card h3 { font-weight: 700; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.primary, .quiet { min-block-size: 2.75rem; padding: .375rem .875rem; border-radius: 10px; font-weight: 600; }
.primary { border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); }
.quiet { border: 1px solid var(--field); background: var(--surface); }
.field { display: block; margin-block-end: .625rem; }
.field span { display: block; font-size: .875rem; font-weight: 600; }
.field input, .field select { inline-size: 100%; min-block-size: 2.75rem; padding: .375rem .625rem; border: 1px solid var(--field); border-radius: 10px; background: var(--surface); }
.trouble { margin: 0; padding: .5rem 1rem; background: var(--guard-soft); font-size: .875rem; }
.typing { min-block-size: 1.25rem; margin: .5rem 0 0; color: var(--ink-2); font-size: .8125rem; }
.foot { padding: .5rem .75rem .625rem; border-block-start: 1px solid var(--line); }
.row { display: flex; gap: .5rem; align-items: end; }
textarea { flex: 1; min-inline-size: 0; min-block-size: 2.75rem; max-block-size: 8rem; padding: .625rem .75rem; border: 1px solid var(--field); border-radius: 10px; background: var(--surface); resize: none; field-sizing: content; }
.row .icon { color: var(--ink-2); }
.row .send { background: var(--accent); color: var(--on-accent); }
.hint { margin: .25rem 0 0; color: var(--ink-2); font-size: .75rem; }
.out { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 30rem) {
  .chat.open { inset: 0; }
  .panel { inline-size: 100%; block-size: 100dvh; border: 0; border-radius: 0; }
}
@media (prefers-contrast: more) { .panel, .entry, .card { border: 1px solid var(--ink); } }
@media (forced-colors: active) { .launcher, .primary, .entry { border: 1px solid; } }
@media print { .chat { display: none; } }
`;

/** A style sheet made by script: no element and no attribute with style, which a strict policy would refuse. */
export function styleSheet({ accent }: Options): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${css}.chat { --accent: ${accent}; --on-accent: ${inkOn(accent)}; }`);
  return sheet;
}

/** Black or white, whichever can be read better on the association's colour (WCAG 2.2, relative luminance). */
export function inkOn(accent: string): '#000000' | '#ffffff' {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}
