// What attachments of the scripted association hold.

/** By what their ids begin with: a recording, a PDF, else a picture. */
export async function fileOf(id: string): Promise<{ bytes: Uint8Array; type: string; name: string }> {
  if (id.startsWith('pdf-')) return { bytes: pdf(id), type: 'application/pdf', name: 'patente.pdf' };
  if (id.startsWith('v-')) return { bytes: sound(), type: 'audio/wav', name: 'messaggio.wav' };
  return { bytes: await picture(), type: 'image/png', name: 'tessera.png' };
}

/** A card with stripes: something to look at. */
async function picture(): Promise<Uint8Array> {
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

/**
 * Both sides of a card, each a page with a field and a word in a font that isn't in the file; `pdf-torn` breaks off, `pdf-long` has too
 * many pages, and what `pdf-endless` asks to be drawn no program ever finishes.
 */
function pdf(id: string): Uint8Array {
  const count = id === 'pdf-long' ? 9 : 2;
  const pages = Array.from({ length: count }, (_, index) => index);
  const content = (index: number): string =>
    `${id === 'pdf-endless' ? '/X Do ' : ''}0.1 0.${index + 3} 0.5 rg 20 20 260 140 re f BT /F1 24 Tf 1 1 1 rg 40 90 Td (LATO ${index + 1}) Tj ET`;
  const firstForm = 4 + count * 2;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((index) => `${4 + index * 2} 0 R`).join(' ')}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 180] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X ${firstForm} 0 R >> >> >>`,
      `<< /Length ${content(index).length} >>\nstream\n${content(index)}\nendstream`,
    ]),
    ...tenfoldForms(firstForm),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const at = text.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return new TextEncoder().encode(id === 'pdf-torn' ? text.slice(0, 60) : text);
}

/** Each but the last draws the next one ten times: 10^11 fields. */
function tenfoldForms(first: number): string[] {
  return Array.from({ length: 12 }, (_, level) => {
    const content = level === 11 ? '0 0 9 9 re f' : '/X Do '.repeat(10);
    const resources = level === 11 ? '' : `/Resources << /XObject << /X ${first + level + 1} 0 R >> >> `;
    return `<< /Type /XObject /Subtype /Form /BBox [0 0 300 180] ${resources}/Length ${content.length} >>\nstream\n${content}\nendstream`;
  });
}

const RATE = 8_000;
const SECONDS = 12;
const HEADER_BYTES = 44;

/** Somebody who speaks in sentences, as a waveform sees it: 12 s of PCM, 16 bit, one channel. */
function sound(): Uint8Array {
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
