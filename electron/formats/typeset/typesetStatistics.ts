import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { periodName } from '#shared/statistics/period.ts';
import { renderReport, reportTexts, type StatisticsReport } from '#shared/statistics/renderReport.ts';

/** Stands on paper for a character that no font has. */
const standIn = '〓';

/** The figures of a period as a PDF in black on white; the same report and fonts give the same bytes. Throws FontError. */
export async function typesetStatistics(
  report: StatisticsReport,
  parameters: LayoutParameters,
  print: (html: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const asked = reportTexts(report, parameters);
  const place = periodName(report.facts.period);
  const fonts = await slotFonts(usedSlots([...asked, { slot: 'song', text: standIn, place }]), parameters.fonts);
  const missing = new Set((await missingCharacters(asked, fonts)).map(({ character }) => character));
  const printable = missing.size === 0 ? report : withStandIns(report, missing);
  const faces = await subsetFaces(reportTexts(printable, parameters), { fonts });
  const pdf = await print(renderReport(printable, parameters, faces));
  return writePdfInformation(renumberPdfNodes(pdf), {
    title: `${place}采用统计`,
    author: report.office,
    subject: '采用统计',
    date: report.facts.until,
  });
}

/** Every text of the report without what cannot be drawn; ids are no text and have no such characters. */
function withStandIns(report: StatisticsReport, missing: ReadonlySet<string>): StatisticsReport {
  return JSON.parse(JSON.stringify(report), (_key, value: unknown) =>
    typeof value === 'string' ? [...value].map((one) => (missing.has(one) ? standIn : one)).join('') : value,
  ) as StatisticsReport;
}
