/** A case number as a sortable integer and back: `2026-000124` is 2026000124. */
export const keyOf = (number: string): number => Number(number.slice(0, 4)) * 1_000_000 + Number(number.slice(5));

export const numberOf = (key: number): string =>
  `${String(Math.floor(key / 1_000_000)).padStart(4, '0')}-${String(key % 1_000_000).padStart(6, '0')}`;
