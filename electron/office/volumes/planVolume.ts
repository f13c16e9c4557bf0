import type { VolumePlan, WantedVolume } from '#shared/contract/volumeCommands.ts';
import { issueNumberLine } from '#shared/layout/printedLines.ts';
import { highestMark, volumeMarking } from '#shared/volume/volumeMarking.ts';
import { volumeWord } from '#shared/volume/volumePages.ts';
import { spanName } from '#shared/volume/volumeSpan.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { boundDocument, selectSpan } from './volumeQueries.ts';
import type { TicketedVolume } from './volumeTickets.ts';

/** What a volume would hold. */
export function planVolume(context: OfficeContext, wanted: WantedVolume): VolumePlan {
  const entries = selectSpan(context, wanted);
  const bound = entries
    .filter((entry) => entry.kind === 'issue')
    .map((entry) => ({ ...entry, document: boundDocument(context, entry.issueId) }));
  const last = bound
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return {
    name: volumeName(context, wanted),
    issues: bound.map(({ issueId, number, date, document }) => {
      const mark = highestMark(document);
      return {
        issueId,
        numberText: issueNumberLine(number),
        date,
        articles: document.articles.length,
        ...(mark === undefined ? {} : { mark }),
      };
    }),
    absent: entries.flatMap((entry) =>
      entry.kind === 'absent' ? [{ numberText: entry.text, absence: entry.absence }] : [],
    ),
    marking:
      last === undefined
        ? []
        : [
            ...volumeMarking(
              bound.map(({ document }) => document),
              last,
            ),
          ],
  };
}

/** 澜溪信息2024年合订本 */
export function volumeName(context: OfficeContext, { publicationId, span }: WantedVolume): string {
  return selectPublication(sessionOf(context).register, publicationId).name + spanName(span) + volumeWord;
}

/** The volume as a ticket is for it. Throws illegalState where there is nothing to bind. */
export function volumeOf(
  context: OfficeContext,
  wanted: WantedVolume,
): TicketedVolume & { readonly lastIssue: string } {
  const issues = selectSpan(context, wanted).flatMap((entry) => (entry.kind === 'issue' ? [entry.issueId] : []));
  const lastIssue = issues.at(-1);
  if (lastIssue === undefined) {
    throw new OfficeError('illegalState', `${spanName(wanted.span)}还没有归档的刊期，没有可以装订的。`);
  }
  return { ...wanted, issues, lastIssue };
}
