import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import type { VolumePart } from '#formats/volume/makeVolume.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../printing/fullIssue.ts';

export type FrozenPart = Extract<VolumePart, { kind: 'issue' }>;

export const parameters = LayoutParameters.parse({ fonts: shippedOnly });

/** A signed issue of the year as it would be frozen: its document, its pages, and their OFD. */
export async function frozenIssue(
  serial: number,
  change: Partial<IssueDocument>,
  print: (html: string) => Promise<Uint8Array>,
): Promise<FrozenPart> {
  const full = fullIssue;
  const document: IssueDocument = {
    ...full,
    number: { series: 'regular', year: 2024, serial },
    date: `2024-${String(serial).padStart(2, '0')}-15`,
    ...change,
  };
  const { pdf, faces } = await typesetPages(document, parameters, print, {});
  const ofd = await writeOfd({ document, pdf, faces, profile: 'archive' });
  return { kind: 'issue', document, pdf, ofd: () => ofd };
}
