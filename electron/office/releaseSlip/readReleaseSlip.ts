import { sm3 } from 'sm-crypto-v2';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { releaseSlipName } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { signaturesNeeded } from '#shared/workflow/flow.ts';
import { selectFrozenFiles } from '../archive/archiveQueries.ts';
import { pagesLastSet } from '../issues/earlierPagesOf.ts';
import { placeOf } from '../issues/issuePlace.ts';
import { documentOf, liveStatementsOf, selectIssue, signOffEntry } from '../issues/issueQueries.ts';
import { typesetReleaseSlip } from '../lazyFormats.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { composeReleaseSlip, type SlipSignature } from './composeReleaseSlip.ts';

export interface ReadSlip {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly isFrozen: boolean;
}

/**
 * The slip of an issue: the frozen bytes where they were frozen with it, else made of what is known now. Throws notFound,
 * dataDamaged where the frozen bytes are not those that were signed.
 */
export async function readReleaseSlip(context: OfficeContext, id: string): Promise<ReadSlip> {
  const content = contentOf(context);
  const issue = selectIssue(content, id);
  const frozen = selectFrozenFiles(context, id);
  const slip = frozen.find(({ name }) => name === releaseSlipName);
  if (slip) {
    if (sm3(slip.bytes) !== slip.sm3) {
      throw new OfficeError('dataDamaged', '冻结的发稿单与签发时的摘要不符。请保留现场，告诉审计员。');
    }
    return { pdf: slip.bytes, pages: pdfPageCount(slip.bytes), isFrozen: true };
  }
  const { settings } = selectPublication(sessionOf(context).register, issue.publicationId);
  const { flow } = placeOf(context, content, issue);
  const live = liveStatementsOf(content, id);
  const signed = live.map((one): SlipSignature => ({ personId: one.personId, entry: signOffEntry(flow, one) }));
  const made = composeReleaseSlip(content, {
    document: documentOf(content, issue),
    contentHash: issue.contentHash,
    signed,
    awaited: flow.flatMap((station, place) => {
      const given = live.filter((one) => one.station === place).length;
      return Array.from({ length: Math.max(0, signaturesNeeded(station) - given) }, () => station.label);
    }),
    pages: pagesLastSet(context, id, issue.contentHash),
    // Signed before there were slips: what is known of it is shown, but nothing of it was frozen.
    isReleased: frozen.length > 0,
  });
  return { ...(await typesetReleaseSlip(made, settings.layout, context.environment.print)), isFrozen: false };
}
