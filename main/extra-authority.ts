import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, or null when it can't be read, holds none, or holds something that is none. */
export function readAuthorities(file: string): string | null {
  try {
    const certificates = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
    for (const certificate of certificates) void new X509Certificate(certificate);
    return certificates.length === 0 ? null : certificates.join('\n');
  } catch {
    return null;
  }
}
