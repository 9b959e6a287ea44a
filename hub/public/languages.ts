export type Language = 'it' | 'en';

/** What the address asks for, else the first of Italian and English that the browser prefers, else Italian. */
export function chooseLanguage(wanted: unknown, acceptLanguage: string | undefined): Language {
  if (wanted === 'it' || wanted === 'en') return wanted;
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.trim().toLowerCase().split(';');
      return { language: tag.split('-')[0], weight: Number(quality.trim().replace(/^q=/, '')) || 0 };
    })
    .filter(({ language, weight }) => weight > 0 && (language === 'it' || language === 'en'))
    .sort((a, b) => b.weight - a.weight);
  return preferred[0]?.language === 'en' ? 'en' : 'it';
}
