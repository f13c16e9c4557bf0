import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { IssueDocument, type IssueNumber } from '#shared/issue/issueDocument.ts';
import { firstSerial, missingSerials, serialsText } from '#shared/issue/issueSerials.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { issueNumberLine } from '#shared/layout/printedLines.ts';
import type { Absence } from '#shared/volume/boundIssue.ts';
import { compareCodes } from '#shared/volume/compareCodes.ts';
import { isInSpan, type VolumeSpan } from '#shared/volume/volumeSpan.ts';
import { selectFrozenFile } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { destroyedIssues } from '../records/destroyedIssues.ts';

/** A number of the span in the order of the volume: an issue that comes in, or why it does not. */
export type SpanEntry =
  | { readonly kind: 'issue'; readonly issueId: string; readonly number: IssueNumber; readonly date: string }
  | { readonly kind: 'absent'; readonly text: string; readonly absence: Absence };

interface StoredNumber {
  readonly id: string;
  readonly state: string;
  readonly series: IssueNumber['series'];
  readonly year: number;
  readonly serial: number;
  readonly running: number | null;
  readonly issued_on: string;
}

/**
 * Numbers that were granted, with the day of the issue; of one that is void or was destroyed, the day that is left of it.
 * 以往刊期 have numbers as well, and no pages that anybody signed.
 */
const numbers = `
  SELECT issues.id, state, issue_numbers.series AS series, year, serial, running,
    coalesce(
      (SELECT max(issued_on) FROM search_passages WHERE search_passages.issue_id = issues.id),
      (SELECT dated FROM record_items WHERE record_items.issue_id = issues.id),
      json_extract(document, '$.date'),
      substr(granted_at, 1, 10)
    ) AS issued_on
  FROM issues JOIN issue_numbers ON issue_numbers.issue_id = issues.id
  WHERE issues.publication_id = ?
  UNION ALL
  SELECT id, 'backIssue', series, year, serial, running, issued_on FROM back_issues WHERE publication_id = ?`;

/** Every number of the span. Throws notFound where there is no such publication. */
export function selectSpan(context: OfficeContext, { publicationId, span }: WantedVolume): readonly SpanEntry[] {
  const content = contentOf(context);
  const { settings } = selectPublication(sessionOf(context).register, publicationId);
  const destroyed = destroyedIssues(content);
  const rows = content.prepare(numbers).all(publicationId, publicationId) as readonly StoredNumber[];
  const granted = rows
    .map(({ id, state, issued_on: date, running, ...same }) => ({
      id,
      state,
      date,
      number: { ...same, ...(running === null ? {} : { running }) } satisfies IssueNumber,
    }))
    .filter((row) => isInSpan(span, row))
    .sort(
      (one, other) =>
        compareCodes(one.date, other.date) ||
        compareCodes(one.number.series, other.number.series) ||
        one.number.serial - other.number.serial,
    );
  const entries = granted.map(({ id, state, number, date }): SpanEntry & { readonly number: IssueNumber } => {
    const absent = (absence: Absence) => ({ kind: 'absent' as const, text: issueNumberLine(number), absence, number });
    if (state === 'void') return absent('void');
    if (state === 'backIssue') return absent('backIssue');
    if (state !== 'archived') return absent('notArchived');
    return destroyed.has(id) ? absent('destroyed') : { kind: 'issue', issueId: id, number, date };
  });
  return withMissing(entries, missingOf(span, entries, settings.firstNumber));
}

/** The document of an archived issue as it was signed. Throws dataDamaged where it is not there. */
export function boundDocument(context: OfficeContext, issueId: string): IssueDocument {
  const frozen = selectFrozenFile(contentOf(context), issueId, documentName);
  if (!frozen) throw new OfficeError('dataDamaged', '有一期的正本文件不全，没有装订。请先校验档案。');
  return IssueDocument.parse(JSON.parse(new TextDecoder().decode(frozen)));
}

/** Serials of the regular series that the span should hold and nobody was granted here. */
function missingOf(
  span: VolumeSpan,
  entries: readonly { readonly number: IssueNumber }[],
  { year = span.year, serial }: PublicationSettings['firstNumber'],
): readonly number[] {
  const there = entries.flatMap(({ number }) => (number.series === 'regular' ? [number.serial] : []));
  if (there.length === 0 && span.kind !== 'issues') return [];
  if (span.kind === 'issues') return missingSerials(there, span);
  const first = span.kind === 'year' ? firstSerial(span.year, { year, serial }, there) : Math.min(...there);
  return missingSerials(there, { first, last: Math.max(...there) });
}

function withMissing(
  entries: readonly (SpanEntry & { readonly number: IssueNumber })[],
  missing: readonly number[],
): readonly SpanEntry[] {
  const all: SpanEntry[] = [];
  const left = [...missing];
  const addBefore = (serial: number) => {
    while (left[0] !== undefined && left[0] < serial) {
      const [first] = left;
      let last = first;
      // Numbers that follow each other are one line.
      while (left[0] !== undefined && left[0] < serial && left[0] <= last + 1) last = left.shift() ?? last;
      all.push({ kind: 'absent', text: serialsText(first, last), absence: 'notHere' });
    }
  };
  for (const entry of entries) {
    if (entry.number.series === 'regular') addBefore(entry.number.serial);
    all.push(entry);
  }
  addBefore(Number.POSITIVE_INFINITY);
  return all;
}
