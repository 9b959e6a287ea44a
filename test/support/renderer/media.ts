// What attachments of the scripted association hold.

/** A card with stripes: something to look at. */
export async function picture(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(640, 400);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  for (let stripe = 0; stripe < 10; stripe += 1) {
    context.fillStyle = `hsl(${176 + stripe * 4} 45% ${30 + stripe * 5}%)`;
    context.fillRect(stripe * 64, 0, 64, 400);
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

const RATE = 8_000;
const SECONDS = 12;
const HEADER_BYTES = 44;

/** Somebody who speaks in sentences, as a waveform sees it: 12 s of PCM, 16 bit, one channel. */
export function sound(): Uint8Array {
  const samples = RATE * SECONDS;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + samples * 2));
  const ascii = (at: number, text: string): void =>
    new TextEncoder().encode(text).forEach((byte, index) => view.setUint8(at + index, byte));
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, samples * 2, true);
  for (let index = 0; index < samples; index += 1) {
    const at = index / RATE;
    const isPause = at % 4 > 3.3;
    const loud = isPause ? 0.02 : 0.25 + 0.6 * Math.abs(Math.sin(at * 5.1) * Math.sin(at * 1.7 + 0.6));
    view.setInt16(HEADER_BYTES + index * 2, Math.sin(at * 220 * Math.PI * 2) * loud * 32_000, true);
  }
  return new Uint8Array(view.buffer);
}
