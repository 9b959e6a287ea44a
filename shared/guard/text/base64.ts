/** Neither the hub's nor the window's own: this runs in both. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, '').length * 3) / 4));
  let bits = 0;
  for (let index = 0, at = 0; at < bytes.length; index++) {
    bits = (bits << 6) | valueOf[text.charCodeAt(index)]!;
    if (index % 4 === 0) continue;
    bytes[at++] = bits >> (6 - 2 * (index % 4));
  }
  return bytes;
}
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Uint8Array(128);
for (const [value, letter] of Array.from(alphabet).entries()) valueOf[letter.charCodeAt(0)] = value;
