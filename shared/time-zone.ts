/**
 * The association's time zone. Every time that a contact or a volunteer reads is in it, whatever the zone of the PC: the
 * number and hour that a contact was told are the ones that staff see.
 */
export const ASSOCIATION_TIME_ZONE = 'Europe/Rome';
