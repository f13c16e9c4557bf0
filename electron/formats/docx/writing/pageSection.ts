import {
  AlignmentType,
  DocumentGridType,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import { type LayoutParameters, layoutGrid } from '#shared/layout/layoutParameters.ts';
import { textRun } from './textRuns.ts';
import { twips, wordGrid } from './wordUnits.ts';

const mmPerPoint = 25.4 / 72;

/** Paper, margins, grid and page numbers; with `draft` a header that says so on every page. */
export function pageSection(
  parameters: LayoutParameters,
  draft: DraftStamp | undefined,
): Omit<ISectionOptions, 'children'> {
  const { linePitch, charSpace } = wordGrid(parameters);
  const halfNumber_mm = (parameters.pageNumberSize_pt * mmPerPoint) / 2;
  const footer_mm = parameters.marginBottom_mm - parameters.pageNumberBelowTypeArea_mm - halfNumber_mm;
  return {
    properties: {
      page: {
        size: { width: twips(parameters.paperWidth_mm), height: twips(parameters.paperHeight_mm) },
        margin: {
          top: twips(parameters.marginTop_mm),
          bottom: twips(parameters.marginBottom_mm),
          // On odd pages; w:mirrorMargins in the settings changes the sides on even ones.
          left: twips(parameters.marginInner_mm),
          right: twips(parameters.marginOuter_mm),
          header: twips(parameters.marginTop_mm / 2),
          footer: twips(Math.max(0, footer_mm)),
          gutter: 0,
        },
      },
      grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch, charSpace },
    },
    footers: { default: pageNumber('right', parameters), even: pageNumber('left', parameters) },
    ...(draft ? { headers: { default: draftHeader(draft, parameters), even: draftHeader(draft, parameters) } } : {}),
  };
}

/** — 1 —, at the outer edge of the page. */
function pageNumber(side: 'left' | 'right', parameters: LayoutParameters): Footer {
  const edge = wordGrid(parameters).characters(parameters.pageNumberFromEdge_characters);
  const number = new TextRun({ font: { hint: 'eastAsia' }, children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({
    children: [
      new Paragraph({
        style: paragraphStyles.pageNumber.id,
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: edge },
        children: [number],
      }),
    ],
  });
}

/** A line that names the draft, and 草稿 behind the text as Word's own watermark: both outside the document's text. */
function draftHeader({ name, at }: DraftStamp, parameters: LayoutParameters): Header {
  const width = parameters.draftWidth_mm / mmPerPoint;
  const mark = new TextWatermark({
    text: '草稿',
    font: '黑体',
    color: parameters.draftColour,
    opacity: 1,
    rotation: parameters.draftTurn_degrees,
    width,
    height: Math.min(width / 2, layoutGrid(parameters).typeAreaHeight_mm / mmPerPoint),
  });
  const line = ['草稿', name, at].filter((part) => part).join(' · ');
  return new Header({
    children: [new Paragraph({ style: paragraphStyles.draft.id, children: [mark, textRun(line)] })],
  });
}
