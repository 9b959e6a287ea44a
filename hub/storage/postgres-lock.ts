/** Key of the advisory lock that every writing transaction and every migration of a database holds: "SPOR" in ASCII. */
export const WRITERS_LOCK = 0x53504f52;
