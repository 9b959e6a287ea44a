/** HTML of mails that want to run, load, cover or send something. Each ends in "fine", which is to be seen. */
export interface HostileHtml {
  readonly name: string;
  readonly html: string;
  /** Remote pictures that are counted. */
  readonly blocked?: number;
  /** What is to be seen instead of "fine". */
  readonly says?: string;
}

const far = 'https://traccia.example/p.png';
const data = 'data:text/html,<script>parent.pwned=1</script>';

export const hostileHtml: readonly HostileHtml[] = [
  { name: 'scripts', html: `<script>parent.pwned=1</script><script src="${far}"></script><p>fine` },
  {
    name: 'event handlers',
    html: '<p onclick="parent.pwned=1" onmouseover="pwned=1"><img src=x onerror="parent.pwned=1">fine<details ontoggle="parent.pwned=1" open>',
  },
  {
    name: 'SVG and MathML',
    html: `<svg onload="parent.pwned=1"><script>parent.pwned=1</script><image href="${far}"/><a xlink:href="javascript:parent.pwned=1">x</a></svg><math><mtext><table><mglyph><style><img src=x onerror="parent.pwned=1"></style></mglyph></table></mtext></math><p>fine`,
  },
  { name: 'a refresh', html: `<meta http-equiv="refresh" content="0;url=${far}"><p>fine` },
  { name: 'a base', html: '<base href="https://altrove.example/"><a href="/pagina">relativo</a><p>fine' },
  {
    name: 'styles that load and cover',
    html: `<style>@import url(${far}); body { background: url(${far}) }</style><div style="position:fixed;inset:0;background:url('${far}')">fine</div><link rel="stylesheet" href="${far}">`,
    // two in the sheet, one in the attribute, and the linked sheet is no picture that is loaded
    blocked: 3,
  },
  {
    name: 'remote pictures in all their ways',
    html: `<img src="${far}"><img src="//traccia.example/q.png"><img srcset="${far} 2x"><table background="${far}"><tr><td>fine</table><picture><source srcset="${far}"><img alt="quadro"></picture>`,
    blocked: 5,
  },
  {
    name: 'forms',
    html: `<form action="${far}"><input name="pin"><button formaction="${far}">Invia</button><textarea></textarea></form><p>fine`,
  },
  {
    name: 'other pages and programs',
    html: `<iframe src="${far}"></iframe><iframe srcdoc="<script>parent.parent.pwned=1</script>"></iframe><object data="${data}"></object><embed src="${data}"><frameset><frame src="${data}"></frameset><p>fine`,
    blocked: 1,
  },
  {
    name: 'addresses that run',
    html: `<a href="javascript:parent.pwned=1">uno</a><a href=" jAvAsCrIpT&colon;parent.pwned=1">due</a><a href="${data}">tre</a><a href="vbscript:x">quattro</a><a href="file:///etc/passwd">cinque</a><img src="${data}">fine`,
  },
  {
    name: 'names that hide what a page has',
    html: '<img name="getElementById" id="body"><form id="attributes"><input name="attributes"></form><a id="defaultView" class="x">fine</a>',
  },
  {
    name: 'markup that changes when it is read again',
    html: '<p id="</noscript><img src=x onerror=parent.pwned=1>"><noscript><p title="</noscript><img src=x onerror=parent.pwned=1>"></noscript><template><img src=x onerror=parent.pwned=1></template>fine',
  },
  { name: 'deep nesting', html: `${'<div><blockquote>'.repeat(20_000)}fine`, says: '' },
  { name: '1 MB of table', html: `<p>fine</p><table>${'<tr><td>a<td>b</tr>'.repeat(55_000)}` },
];
