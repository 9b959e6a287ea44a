import type { Association } from '../../../shared/guard/context.ts';
import {
  categoryOf,
  categoryOfHardKind,
  type Direction,
  type Finding,
  hardKinds,
  type HardKind,
  isHardKind,
  type Scan,
} from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';

/** A labelled message. `borderline` ones are shown and not scored. */
export interface Row {
  readonly id: string;
  readonly lang: string;
  readonly direction: Direction;
  readonly text: string;
  readonly confidential: boolean;
  readonly categories: readonly string[];
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[];
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly category: string }[];
  readonly borderline?: boolean;
}

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Measures {
  readonly confidentialFlagged: Share;
  readonly precision: Share;
  readonly falseAlarms: Share;
  readonly meaningOnly: Share;
  readonly hardSpans: Share;
  /** Fiscal code, IBAN and card in figures and letters, not said in words. */
  readonly writtenCodes: Share;
  readonly credentials: Share;
  readonly hardPrecision: Share;
  readonly rightWordsAndCategory: Share;
  /** How often a message of the category is flagged, for every category of meaning. */
  readonly byMeaning: ReadonlyMap<string, Share>;
  readonly spansByKind: ReadonlyMap<string, Share>;
}

/** A span counts as found when this much of its letters and digits is covered. */
const COVERED = 0.8;
const hardCategories: ReadonlySet<string> = new Set(Object.values(categoryOfHardKind));
const writtenKinds: ReadonlySet<string> = new Set(['FISCAL_CODE', 'IBAN', 'PAYMENT_CARD']);
const isHard = (type: string): type is HardKind => (hardKinds as readonly string[]).includes(type);

export const scanRow = (row: Row, association: Association | undefined, text = row.text): Scan =>
  scan(text, { lang: row.lang, direction: row.direction, association });

export function measure(rows: readonly Row[], scans: ReadonlyMap<Row, Scan>): Measures {
  const results = rows.map((row) => ({ row, scan: scans.get(row)! }));
  const confidential = results.filter(({ row }) => row.confidential);
  const harmless = results.filter(({ row }) => !row.confidential);
  const flagged = results.filter(({ scan }) => scan.confidential);
  const spans = results.flatMap(({ row, scan }) =>
    row.spans.map((span) => ({
      span,
      written: row.text.slice(span.start, span.end),
      isFound: covers(row.text, span, scan.findings),
    })),
  );
  const hardFindings = results.flatMap(({ row, scan }) =>
    scan.findings
      .filter(({ kind }) => isHardKind(kind))
      .map((finding) => row.spans.some((span) => isHard(span.type) && overlaps(span, finding))),
  );
  const evidence = flagged.flatMap(({ row, scan }) =>
    row.evidence.map((one) =>
      scan.findings.some((finding) => categoryOf(finding.kind) === one.category && overlaps(one, finding)),
    ),
  );
  const share = (list: readonly { readonly scan: Scan }[]): Share => shareOf(list.map(({ scan }) => scan.confidential));
  const found = (list: typeof spans): Share => shareOf(list.map(({ isFound }) => isFound));
  return {
    confidentialFlagged: share(confidential),
    precision: shareOf(flagged.map(({ row }) => row.confidential)),
    falseAlarms: share(harmless),
    meaningOnly: share(confidential.filter(({ row }) => !row.categories.some((one) => hardCategories.has(one)))),
    hardSpans: found(spans.filter(({ span }) => isHard(span.type))),
    writtenCodes: found(spans.filter(({ span, written }) => writtenKinds.has(span.type) && isWritten(written))),
    credentials: found(spans.filter(({ span }) => span.type === 'CREDENTIAL')),
    hardPrecision: shareOf(hardFindings),
    rightWordsAndCategory: shareOf(evidence),
    byMeaning: groupShares(
      confidential.flatMap(({ row, scan }) =>
        row.categories.filter((one) => !hardCategories.has(one)).map((one) => [one, scan.confidential] as const),
      ),
    ),
    spansByKind: groupShares(spans.map(({ span, isFound }) => [span.type, isFound] as const)),
  };
}

/** `erre esse esse` is said; `RSS MRA 85T10` is written. */
const isWritten = (text: string): boolean => !/[a-zà-ü]{4,}/i.test(text.replace(/[a-z]{6}\d|\b[a-z]{4}\b/gi, ''));

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

function covers(text: string, span: { start: number; end: number }, findings: readonly Finding[]): boolean {
  let characters = 0;
  let covered = 0;
  for (let i = span.start; i < span.end; i++) {
    if (!/[\p{L}\p{N}]/u.test(text[i] ?? '')) continue;
    characters += 1;
    if (findings.some(({ start, end }) => start <= i && i < end)) covered += 1;
  }
  return characters > 0 && covered / characters >= COVERED;
}

const shareOf = (hits: readonly boolean[]): Share => ({ hits: hits.filter(Boolean).length, of: hits.length });

function groupShares(pairs: readonly (readonly [string, boolean])[]): ReadonlyMap<string, Share> {
  const groups = new Map<string, boolean[]>();
  for (const [name, hit] of pairs) groups.set(name, [...(groups.get(name) ?? []), hit]);
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, hits]) => [name, shareOf(hits)]));
}
