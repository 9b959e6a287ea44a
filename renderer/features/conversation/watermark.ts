/** Longest side of a copy, px: enough to read a document, and no more. */
const MAX_SIDE = 1_600;
/** Of the shorter side: size of the letters, and distance between lines. */
const LETTERS = 0.035;
const DISTANCE = 0.16;
const ANGLE = -Math.PI / 8;

/**
 * A copy of an image with words written across all of it ([DV6]), dark and light so that they show on any ground. Only the copy
 * is ever shown or saved.
 */
export async function watermarked(image: Blob, words: string): Promise<Blob> {
  const bitmap = await createImageBitmap(image);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return stamped(canvas, words);
}

/** Writes the words across all of it, for good. */
export function stamped(canvas: HTMLCanvasElement, words: string): Promise<Blob> {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  writeAcross(context, words);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no image came of it')) : resolve(blob)), 'image/jpeg');
  });
}

function writeAcross(context: CanvasRenderingContext2D, words: string): void {
  const { width, height } = context.canvas;
  const side = Math.min(width, height);
  const size = Math.max(11, side * LETTERS);
  context.font = `600 ${size}px 'Inter Variable', sans-serif`;
  context.lineWidth = size / 8;
  context.strokeStyle = 'rgb(255 255 255 / 0.65)';
  context.fillStyle = 'rgb(150 20 20 / 0.6)';
  context.translate(width / 2, height / 2);
  context.rotate(ANGLE);
  const reach = Math.hypot(width, height) / 2;
  const line = `${words}   ·   `;
  const step = Math.max(1, context.measureText(line).width);
  for (let y = -reach, row = 0; y < reach; y += Math.max(size * 2, side * DISTANCE), row += 1) {
    for (let x = -reach - (row % 2) * (step / 2); x < reach; x += step) {
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    }
  }
}
