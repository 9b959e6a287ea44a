import * as z from 'zod';

/** What somebody chose at the tray and the window has to do: it knows whose it is, and whether it can be done now. */
export const trayWishes = ['next', 'quiet-hour', 'quiet-tomorrow', 'resume'] as const;
export const trayWishSchema = z.enum(trayWishes);
export type TrayWish = z.infer<typeof trayWishSchema>;
