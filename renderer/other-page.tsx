import type { ReactNode } from 'react';
import { useText } from './i18n/text.tsx';
import type { OtherPage as Page } from './pages.tsx';
import { later } from './store/later.ts';
import { Waits } from './ui/small.tsx';

/** A file of its own, as most starts end in the inbox. */
export const pages = later(async () => (await import('./pages.tsx')).pageOf);

export function OtherPage({ page, onBack }: { readonly page: Page; readonly onBack: () => void }): ReactNode {
  const { t } = useText();
  const pageOf = pages.useLoaded();
  return pageOf === null ? <Waits label={t('status.working')} /> : pageOf(page, onBack);
}
