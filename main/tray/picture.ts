/** The tray's picture, drawn in code so that a count can stand in it: the arch of the counter, and how much is new. */

interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}
type Shape = (x: number, y: number) => boolean;

/** Shapes are laid out on a square of 64; each pixel is looked at in 4 × 4 places. */
const UNITS = 64;
const SAMPLES = 4;
const wall: Colour = { red: 11, green: 107, blue: 102 };
const paper: Colour = { red: 251, green: 250, blue: 248 };
const amber: Colour = { red: 242, green: 184, blue: 75 };
const ink: Colour = { red: 31, green: 35, blue: 40 };

/** As text of 3 × 5 points, row by row; the last one: more than nine. */
const glyphs: readonly string[] = [
  '',
  '.#.##..#..#.###',
  '##...#.#.#..###',
  '##...#.#...###.',
  '#.##.####..#..#',
  '####..##...###.',
  '.###..####.####',
  '###..#.#..#..#.',
  '####.#####.####',
  '####.####..###.',
  '....#.###.#....',
];

/**
 * @param size in pixels
 * @param count of what is new; nothing is drawn for 0, a plus for more than nine
 * @returns pixels as Electron takes them: blue, green, red, alpha; colours multiplied by alpha.
 */
export function trayPicture(size: number, count: number): Buffer {
  const layers = count > 0 ? [...house, ...badgeOf(count)] : house;
  const picture = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      picture.set(pixel(layers, { row, column, size }), (row * size + column) * 4);
  return picture;
}

/** `null`: what lies below is cut out. */
interface Layer {
  readonly shape: Shape;
  readonly colour: Colour | null;
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly size: number;
}

function pixel(layers: readonly Layer[], { row, column, size }: Place): number[] {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = ((column + ((sample % SAMPLES) + 0.5) / SAMPLES) * UNITS) / size;
    const y = ((row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * UNITS) / size;
    const colour = layers.findLast(({ shape }) => shape(x, y))?.colour ?? null;
    if (colour === null) continue;
    for (const [index, value] of [colour.blue, colour.green, colour.red, 255].entries()) sum[index]! += value;
  }
  return sum.map((value) => Math.round(value / (SAMPLES * SAMPLES)));
}

const disc =
  (middleX: number, middleY: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - middleX, y - middleY) <= radius;

function roundedBox(
  left: number,
  top: number,
  { width, height, radius }: Record<'width' | 'height' | 'radius', number>,
): Shape {
  return (x, y) => {
    const awayX = Math.max(left + radius - x, x - (left + width - radius), 0);
    const awayY = Math.max(top + radius - y, y - (top + height - radius), 0);
    return Math.hypot(awayX, awayY) <= radius;
  };
}

const arch: Shape = (x, y) => (disc(32, 31, 17)(x, y) && y <= 43 ? true : x >= 15 && x <= 49 && y >= 31 && y <= 43);

const house: readonly Layer[] = [
  { shape: roundedBox(2, 2, { width: 60, height: 60, radius: 14 }), colour: wall },
  { shape: arch, colour: paper },
  { shape: roundedBox(9, 46, { width: 46, height: 7, radius: 3.5 }), colour: paper },
];

/** Bottom right, apart from what lies below it. */
function badgeOf(count: number): readonly Layer[] {
  const glyph = glyphs[Math.min(count, glyphs.length - 1)] ?? '';
  const points: Shape = (x, y) => {
    const [column, row] = [Math.floor((x - 39) / 4.4), Math.floor((y - 35) / 4.4)];
    return column >= 0 && column < 3 && row >= 0 && row < 5 && glyph[row * 3 + column] === '#';
  };
  return [
    { shape: disc(45.5, 46, 20), colour: null },
    { shape: disc(45.5, 46, 17.5), colour: amber },
    { shape: points, colour: ink },
  ];
}
