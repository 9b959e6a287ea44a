import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection now, of all or of what is young, where V8 itself would wait until far more had gathered; some 30 ms in a hub that has run for a while. */
export function createGarbageCollector(): (what?: 'minor') => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { readonly type: 'major' | 'minor' }) => void;
  return (what) => collect({ type: what ?? 'major' });
}
