import type { scan } from '../../shared/guard/scan.ts';
import { later } from '../store/later.ts';

/** Reads a text: what in it should not be sent. */
export type Scan = typeof scan;

/** The largest part of the program; nothing of it is needed before the first text is read. */
export const guard = later<Scan>(async () => (await import('../../shared/guard/scan.ts')).scan);
