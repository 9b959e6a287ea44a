import type { App } from './create-app.ts';

/** Says who it is, null: somebody new; from then on there is a core to ask. */
export async function sitDown({ desktop, store }: App, id: string | null): Promise<void> {
  await desktop.call('sit-down', { id });
  store.setState({ volunteers: await desktop.call('volunteers', null) });
  desktop.connectCore();
}
