/** The name of a file as a header carries it (percent-encoded); empty where there is none that can be read. */
export function fileNameOf(header: unknown): string {
  try {
    return typeof header === 'string' ? decodeURIComponent(header) : '';
  } catch {
    return '';
  }
}

/** For the header of an answer: saved, never shown, under its name. */
export const asDownload = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
