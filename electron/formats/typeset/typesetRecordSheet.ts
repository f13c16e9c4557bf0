import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { type RecordSheet, renderRecordSheet, sheetTexts } from '#shared/records/print/recordSheet.ts';

/** Stands for a character that no font of the sheet has. */
const standIn = '〓';
const unwritable = /[\p{Cc}\p{Cs}]/gu;

/** A printed list of the archive as a PDF; `date` (YYYY-MM-DD) and `author` are those of its information. Throws FontError. */
export async function typesetRecordSheet(
  sheet: RecordSheet,
  { date, author }: { readonly date: string; readonly author: string },
  print: (html: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const parameters = defaultLayoutParameters;
  const textsOf = (one: RecordSheet) => sheetTexts(one).map((text) => ({ ...text, place: one.title }));
  const written = mapTexts(sheet, (text) => text.replace(unwritable, ''));
  const asked = [...textsOf(written), { slot: 'song' as const, text: standIn, place: sheet.title }];
  const fonts = await slotFonts(usedSlots(asked), parameters.fonts);
  const missing = new Set((await missingCharacters(asked, fonts)).map(({ character }) => character));
  const printable = mapTexts(written, (text) =>
    [...text].map((character) => (missing.has(character) ? standIn : character)).join(''),
  );
  const faces = await subsetFaces([...textsOf(printable), { slot: 'song', text: standIn, place: sheet.title }], {
    fonts,
  });
  const pdf = await print(renderRecordSheet(printable, parameters, faces));
  return writePdfInformation(renumberPdfNodes(pdf), { title: sheet.title, author, subject: sheet.title, date });
}

function mapTexts(sheet: RecordSheet, change: (text: string) => string): RecordSheet {
  return {
    ...sheet,
    title: change(sheet.title),
    head: sheet.head.map(change),
    columns: sheet.columns.map((column) => ({ ...column, name: change(column.name) })),
    rows: sheet.rows.map((row) => row.map(change)),
    notes: sheet.notes.map(change),
    ...(sheet.stamp
      ? { stamp: sheet.stamp.map(({ name, value }) => ({ name: change(name), value: change(value) })) }
      : {}),
  };
}
