import { fileURLToPath } from 'node:url';

/** The built bubble (`npm run build`), beside the hub's sources. */
export const chatScript = fileURLToPath(new URL('../../dist/widget/chat.js', import.meta.url));
