import { Component, type ReactNode } from 'react';
import { createText } from './i18n/text.tsx';

/** A defect of ours while drawing: says so in words instead of leaving an empty window. */
export class Broken extends Component<{ children: ReactNode; locale: 'it' | 'en' }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const { t } = createText(this.props.locale);
    return (
      <main className="broken">
        <h1>{t('app.broken.title')}</h1>
        <p>{t('app.broken.text')}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {t('app.broken.reload')}
        </button>
      </main>
    );
  }
}
