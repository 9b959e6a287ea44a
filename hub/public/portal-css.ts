/** The portal's only style sheet; colours are the tokens of the client's design. Works from 320 px on, without a font to load. */
export const portalCss = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --surface: #ffffff; --sunken: #f3f1ed; --line: #e5e1da; --field: #858b93;
  --ink: #1f2328; --ink-2: #565d66;
  --accent: #0b6b66; --accent-soft: #e0f0ee; --on-accent: #ffffff;
  --waiting: #8a5a00; --waiting-soft: #fdf1d8; --guard: #a8321f; --guard-soft: #fdebe7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --surface: #1b1f23; --sunken: #101316; --line: #2c3238; --field: #7b838c;
    --ink: #e8eaed; --ink-2: #b0b7bf;
    --accent: #4fc3b8; --accent-soft: #12312f; --on-accent: #06201e;
    --waiting: #e9b958; --waiting-soft: #35290f; --guard: #ff9a88; --guard-soft: #3d1a14;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; background: var(--sunken); color: var(--ink); }
body { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; max-inline-size: 42rem; margin: 0 auto; padding: 1rem 1.25rem; }
.association { font-weight: 600; }
a { color: var(--accent); text-underline-offset: .15em; }
main { max-inline-size: 42rem; margin: 0 auto 3rem; padding: 1.5rem 1.25rem 2rem; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .25rem; font-size: 1rem; }
p { margin: 0 0 1rem; }
.intro { color: var(--ink-2); }
.field { margin-block-end: 1.25rem; }
label { display: block; margin-block-end: .25rem; font-weight: 600; }
.optional, .hint { color: var(--ink-2); font-weight: 400; font-size: .875rem; }
.hint { margin-block-end: .375rem; }
input, select, textarea, button { font: inherit; }
input:not([type="hidden"]):not([type="file"]), select, textarea {
  inline-size: 100%; min-block-size: 2.75rem; padding: .5rem .75rem; color: var(--ink); background: var(--paper);
  border: 1px solid var(--field); border-radius: 10px;
}
input[type="file"] { inline-size: 100%; color: var(--ink-2); }
textarea { resize: vertical; }
:is(input, select, textarea):is(#name, #email, #phone, #group, #subject, #text)[aria-invalid="true"] { border: 2px solid var(--guard); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button, .button {
  display: inline-block; min-block-size: 2.75rem; padding: .625rem 1.25rem; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 0; border-radius: 10px; text-decoration: none; cursor: pointer;
}
button.quiet { color: var(--ink); background: var(--surface); border: 1px solid var(--field); }
.decisions { display: flex; flex-wrap: wrap; gap: .75rem; margin: .75rem 0 0; }
.notice, .problems { margin: 0 0 1.25rem; padding: .875rem 1rem; border-radius: 10px; }
.notice { background: var(--waiting-soft); border-inline-start: 4px solid var(--waiting); }
.problems { background: var(--guard-soft); border-inline-start: 4px solid var(--guard); }
.notice p, .problems p:last-child { margin: 0; }
.problems ul { margin: 0 0 .5rem; padding-inline-start: 1.25rem; }
.problems a, .problem { color: var(--guard); }
.problem { margin-block-end: .375rem; font-weight: 600; }
main > .hint { margin-block-end: 1.25rem; }
main > p:last-child { margin: 0; }
.number { margin-block: 1rem; padding: 1rem; background: var(--accent-soft); border-radius: 10px; }
.number strong { display: block; font-size: 1.75rem; font-variant-numeric: tabular-nums; }
.slots { margin: 0 0 1.25rem; padding: 0; list-style: none; display: grid; gap: .75rem; }
.slots button { inline-size: 100%; padding: .875rem 1rem; text-align: start; font-weight: 400; }
.slots strong { display: block; font-size: 1.125rem; }
.when { margin-block: 1rem; padding: 1rem; background: var(--accent-soft); border-radius: 10px; }
.when strong { display: block; font-size: 1.25rem; }
.history { margin: 0; padding: 0; list-style: none; }
.history li { margin-block-end: 1rem; padding-block-start: .75rem; border-block-start: 1px solid var(--line); }
.history p { margin: 0; }
.files { margin: .25rem 0 0; padding-inline-start: 1.25rem; }
.history .files li { margin-block: .25rem; padding: .25rem 0; border: 0; }
.answer { white-space: pre-line; margin-block-start: .25rem !important; }
section { margin-block-end: 1.5rem; }
.facts { margin: 0 0 1.25rem; display: grid; gap: .5rem; }
.facts dt { color: var(--ink-2); font-size: .875rem; }
.facts dd { margin: 0; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 0; }
.quiet { color: var(--accent); background: transparent; border: 1px solid var(--accent); }
.trap { position: absolute; inset-inline-start: -200vw; }
@media (prefers-contrast: more) { main, input, select, textarea { border-color: var(--ink) !important; } }
@media print { html { background: none; } .button, header a { display: none; } main { border: 0; } }
`;
