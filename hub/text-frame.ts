/** A text in one unmasked frame (RFC 6455 section 5.2). */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = headOf(bytes);
  const frame = Buffer.allocUnsafe(head.length + bytes);
  frame.set(head);
  frame.write(text, head.length);
  return frame;
}

/** Final and text; then the length: in one byte, from 126 in the next two, from 64 KiB in the next eight. */
function headOf(bytes: number): Buffer {
  if (bytes < 126) return Buffer.from([0x81, bytes]);
  if (bytes < 0x1_00_00) return Buffer.from([0x81, 126, bytes >> 8, bytes & 0xff]);
  const head = Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(bytes, 6);
  return head;
}
