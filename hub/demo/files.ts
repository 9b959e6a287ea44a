import { crc32, deflateSync } from 'node:zlib';

/** Small real files for the demonstration's attachments, drawn in code. */
export interface DemoFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A recording as a switchboard makes it: PCM, 8 kHz, 16 bit, mono; syllables of a humming voice. */
export function recording(filename: string, seconds: number): DemoFile {
  const rate = 8_000;
  const samples = Buffer.alloc(Math.round(seconds * rate) * 2);
  for (let index = 0; index < samples.length / 2; index++) {
    const at = index / rate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.1 * at)) * (Math.sin(2 * Math.PI * 0.23 * at) > -0.7 ? 1 : 0);
    const pitch = 150 + 25 * Math.sin(2 * Math.PI * 0.9 * at);
    const voice = Math.sin(2 * Math.PI * pitch * at) + 0.5 * Math.sin(4 * Math.PI * pitch * at);
    samples.writeInt16LE(Math.round(5_000 * syllable * voice), index * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return { filename, contentType: 'audio/x-wav', content: Buffer.concat([header, samples]) };
}

/** One page with these lines (Latin letters without accents). */
export function pdfPage(filename: string, lines: readonly string[]): DemoFile {
  const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj 0 -22 Td`).join(' ');
  const page = `BT /F1 14 Tf 50 770 Td ${shown} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return { filename, contentType: 'application/pdf', content: Buffer.from(text + table + end, 'latin1') };
}

/** A picture of a window with a message box, in the association's colours. */
export function picture(filename: string, width = 320, height = 200): DemoFile {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) row.set(colourAt(x / width, y / height), 1 + x * 3);
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, true colour
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return { filename, contentType: 'image/png', content: Buffer.concat([signature, ...parts]) };
}

function colourAt(x: number, y: number): readonly [number, number, number] {
  if (y < 0.12) return [11, 107, 102];
  const isBox = x > 0.15 && x < 0.85 && y > 0.3 && y < 0.75;
  const isLine =
    isBox && x > 0.22 && x < 0.22 + 0.5 * (1 - y * 0.6) && Math.floor(y * 20) % 2 === 0 && y > 0.38 && y < 0.68;
  if (isLine) return [168, 50, 31];
  return isBox ? [253, 235, 231] : [251, 250, 248];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
