import { createContext, type ReactNode, use, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createIntl, createIntlCache } from 'react-intl';
import { en } from './en/index.ts';
import { createDates, type Dates, type Locale } from './dates.ts';
import { it, type MessageId } from './it/index.ts';

type Values = Readonly<Record<string, string | number>>;

export interface Text {
  readonly locale: Locale;
  readonly dates: Dates;
  t(id: MessageId, values?: Values): string;
  /** The words in every language that there is: for searching, never to be shown. */
  inAll(id: MessageId): string;
  /** `Anna, Luca e Maria` */
  list(words: readonly string[]): string;
  /** `1.234` */
  number(value: number): string;
  /** `2,4 MB` */
  size(bytes: number): string;
}

const TextContext = createContext<Text | null>(null);
const catalogues = { it, en } as const;

/** Italian is what the interface is written in; other languages follow `it`. */
export function TextProvider({ locale, children }: { locale: Locale; children: ReactNode }): ReactNode {
  const text = useMemo(() => createText(locale), [locale]);
  return (
    <I18nProvider locale={locale === 'it' ? 'it-IT' : 'en-GB'}>
      <TextContext value={text}>{children}</TextContext>
    </I18nProvider>
  );
}

export function useText(): Text {
  const text = use(TextContext);
  if (text === null) throw new Error('no TextProvider above');
  return text;
}

export function createText(locale: Locale): Text {
  const intl = createIntl({ locale, defaultLocale: 'it', messages: { ...catalogues[locale] } }, createIntlCache());
  const number = (value: number): string => intl.formatNumber(value);
  return {
    locale,
    dates: createDates(locale),
    t: (id, values) => intl.formatMessage({ id }, values as never),
    inAll: (id) =>
      Object.values(catalogues)
        .map((catalogue) => catalogue[id])
        .join(' '),
    number,
    list: (words) => intl.formatList(words),
    size(bytes) {
      if (bytes < 1024) return `${number(bytes)} B`;
      if (bytes < 1024 * 1024) return `${number(Math.round(bytes / 1024))} KB`;
      const megabytes = bytes / 1024 / 1024;
      const [amount, unit] = megabytes < 1024 ? [megabytes, 'MB'] : [megabytes / 1024, 'GB'];
      return `${intl.formatNumber(amount, { maximumFractionDigits: 1 })} ${unit}`;
    },
  };
}
