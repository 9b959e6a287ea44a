import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateState } from '../../shared/bridge/desktop.ts';
import type { UpdateMetadata } from '../../shared/update/judge-update.ts';
import type { UpdateRefusal } from '../../shared/update/refusals.ts';
import type { UpdatePlan } from '../../shared/update/release.ts';
import type { BridgeHandlers } from '../bridge.ts';
import type { MainLog } from '../diagnostics/main-log.ts';
import { fetchUpdate } from './fetch-update.ts';
import { findUpdate, type Fetch, type Mirror } from './find-update.ts';

export interface UpdatesDeps {
  readonly plan: UpdatePlan;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly userData: string;
  readonly fetch: Fetch;
  readonly log: MainLog;
  /** Commands of anybody on this PC that have not left. */
  waiting(): number;
  /** Has the checked file put in place when the program ends; false: it can't be. */
  install(metadata: UpdateMetadata, file: string): Promise<boolean>;
  quit(): void;
}

/**
 * Looks only when somebody asks, or once at the start; nothing is downloaded and nothing ends before the person says so, and not while
 * something of theirs has not left (UP3, UP4).
 */
export class Updates {
  readonly #deps: UpdatesDeps;
  #offered: UpdateMetadata | null = null;
  #refusal: UpdateRefusal | null = null;
  #hasLooked = false;

  constructor(deps: UpdatesDeps) {
    this.#deps = deps;
    rmSync(this.#folder(), { recursive: true, force: true });
  }

  state(): UpdateState {
    const { plan } = this.#deps;
    return {
      off: plan.mode === 'off' ? plan.why : null,
      offered: this.#offered?.version ?? null,
      refusal: this.#refusal,
      hasLooked: this.#hasLooked,
    };
  }

  async look(): Promise<UpdateState> {
    const mirror = this.#mirror();
    if (mirror === null) return this.state();
    const { plan, product, version, log } = this.#deps;
    const channel = plan.mode === 'notify' ? plan.channel : 'stable';
    const found = await findUpdate(mirror, { product, version, channel });
    this.#hasLooked = true;
    this.#offered = found.ok ? found.value : null;
    this.#refusal = found.ok ? null : found.refusal;
    log({ event: 'update', kind: 'looked', ...(found.ok ? {} : { reason: found.refusal }) });
    return this.state();
  }

  /** @param unsent drafts and commands of whoever sits there, as the core counts them. */
  async install(unsent: number): Promise<UpdateState> {
    const mirror = this.#mirror();
    const offered = this.#offered;
    if (mirror === null || offered === null) return this.state();
    this.#refusal = unsent + this.#deps.waiting() > 0 ? 'unsent' : await this.#putInPlace(mirror, offered);
    this.#deps.log({
      event: 'update',
      kind: 'installed',
      ...(this.#refusal === null ? {} : { reason: this.#refusal }),
    });
    if (this.#refusal === null) this.#deps.quit();
    return this.state();
  }

  async #putInPlace(mirror: Mirror, offered: UpdateMetadata): Promise<UpdateRefusal | null> {
    const brought = await fetchUpdate(mirror, offered, this.#folder());
    if (!brought.ok) return brought.refusal;
    return (await this.#deps.install(offered, brought.value)) ? null : 'not-installable';
  }

  #mirror(): Mirror | null {
    const { plan, platform, fetch } = this.#deps;
    return plan.mode === 'off' ? null : { url: plan.url, publicKey: plan.publicKey, platform, fetch };
  }

  readonly #folder = (): string => join(this.#deps.userData, 'updates');
}

export const updateHandlers = (
  updates: Updates,
): Pick<BridgeHandlers, 'update-state' | 'look-for-update' | 'install-update'> => ({
  'update-state': () => updates.state(),
  'look-for-update': () => updates.look(),
  'install-update': ({ unsent }) => updates.install(unsent),
});
