import { type Call, type CallName, type CallValues, type Request, responseSchema } from '../shared/bridge/core.ts';
import { type Query, type QueryName, type Result, resultSchemas } from '../shared/bridge/core-queries.ts';
import { ExpectedError } from '../shared/errors.ts';

type CallOf<N extends CallName> = Extract<Call, { name: N }>;
export type QueryOf<N extends QueryName> = Extract<Query, { name: N }>;

/** Calls and live queries over the port to the core; survives the port: a new one takes the subscriptions over. */
export interface CoreClient {
  attach(port: MessagePort): void;
  /** The core has gone: what waits for an answer fails with `core-stopped`, subscriptions wait for the next port. */
  detach(): void;
  call<N extends CallName>(call: CallOf<N>): Promise<CallValues[N]>;
  subscribe<N extends QueryName>(query: QueryOf<N>, onValue: (value: Result<N>) => void): () => void;
}

interface Subscription {
  readonly query: Query;
  readonly onValue: (value: never) => void;
}
interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

export function createCoreClient(): CoreClient {
  const subscriptionById = new Map<number, Subscription>();
  const waitingById = new Map<number, Waiting>();
  let port: MessagePort | null = null;
  let lastId = 0;

  const send = (request: Request): void => port?.postMessage(request);

  const receive = (data: unknown): void => {
    const parsed = responseSchema.safeParse(data);
    if (!parsed.success) return;
    const response = parsed.data;
    if (response.type === 'update') {
      const subscription = subscriptionById.get(response.id);
      if (subscription === undefined) return;
      subscription.onValue(resultSchemas[subscription.query.name].parse(response.value) as never);
      return;
    }
    const waiting = waitingById.get(response.id);
    waitingById.delete(response.id);
    if (response.type === 'value') waiting?.resolve(response.value as never);
    else waiting?.reject(new ExpectedError(response.failure));
  };

  const detach = (): void => {
    port?.close();
    port = null;
    const waiting = [...waitingById.values()];
    waitingById.clear();
    for (const { reject } of waiting) reject(new ExpectedError({ code: 'core-stopped' }));
  };

  return {
    attach(next) {
      detach();
      port = next;
      next.addEventListener('message', (event) => {
        if (port === next) receive(event.data);
      });
      next.start();
      for (const [id, { query }] of subscriptionById) send({ type: 'subscribe', id, query });
    },
    detach,
    call(call) {
      if (port === null) return Promise.reject(new ExpectedError({ code: 'core-stopped' }));
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waitingById.set(id, { resolve, reject });
        send({ type: 'call', id, call });
      });
    },
    subscribe(query, onValue) {
      const id = ++lastId;
      subscriptionById.set(id, { query, onValue });
      send({ type: 'subscribe', id, query });
      return () => {
        subscriptionById.delete(id);
        send({ type: 'unsubscribe', id });
      };
    },
  };
}
