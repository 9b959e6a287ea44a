/**
 * The content policy of the window: nothing from outside, no inline script, styles from files or with this load's nonce,
 * and no string ever becomes script: of Trusted Types there are the policy by which mail is sanitised (OM6), and the one
 * that knows a single address, the worker that reads PDFs (DV6).
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    'media-src blob:',
    "font-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify pdf-worker',
  ].join('; ');
}
