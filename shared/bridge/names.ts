import type { DesktopCallName, DesktopEventName } from './desktop.ts';

/** Names that cross the bridge; apart from the schemas so that the preload script stays small. */
export const CORE_PORT_MESSAGE = 'sportello:core-port';
export const BRIDGE_CALL = 'sportello:call';
export const BRIDGE_EVENT = 'sportello:event';
export const BRIDGE_CONNECT = 'sportello:connect-core';

export const desktopCallNames = [
  'info',
  'settings',
  'change-settings',
  'place',
  'keep-place',
  'leave',
  'volunteers',
  'sit-down',
  'lock',
  'stand-up',
  'begin-anew',
  'begin-practice',
  'end-practice',
  'diagnostics',
  'make-bundle',
  'save-bundle',
  'open-link',
  'update-state',
  'look-for-update',
  'install-update',
  'notices',
  'save-pdf',
  'dictionary',
  'painted',
] as const satisfies readonly DesktopCallName[];

export const desktopEventNames = [
  'core-stopped',
  'open-case',
  'leaving',
  'wanted',
] as const satisfies readonly DesktopEventName[];
