import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { family, gridUnits, mm } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** Head of the first page. */
export function mastheadStyle(document: IssueDocument, parameters: LayoutParameters): string {
  const units = gridUnits(parameters);
  const { size_mm, spacing_mm } = fitName([...document.publication.name].length, parameters);
  const marker = parameters.contentsMarkerSize_mm;
  // Pre-printed sheets bring what is red; what is printed on them is black.
  const colour = parameters.mastheadKind === 'redHead' ? parameters.mastheadColour : '#000000';
  return `.marking{font:${parameters.markingSize_pt}pt/${units.lines(1)} ${family('hei')};text-indent:0}
h1,.name{height:${units.lines(parameters.mastheadLines)};font:${mm(size_mm)}/${units.lines(parameters.mastheadLines)} ${family('title')};color:${colour};text-align:center;white-space:pre;letter-spacing:${mm(spacing_mm)};margin:${units.lines(parameters.mastheadBlankLinesAbove)} 0 ${units.lines(parameters.mastheadBlankLinesBelow)};padding-left:${mm(spacing_mm)}}
.preprinted{left:${parameters.preprintedRight_mm}mm;top:${parameters.preprintedDown_mm}mm}
.preprinted>*{position:relative}
.centred{text-align:center;text-indent:0}
.issued{position:relative;display:flex;justify-content:space-between;margin-top:${units.lines(parameters.issuedBlankLinesAbove)};white-space:pre}
.rule{position:absolute;left:0;width:100%}
.masthead{bottom:0;height:${parameters.mastheadRule_mm}mm;fill:${parameters.mastheadColour}}
.contents{margin-top:${units.lines(parameters.contentsBlankLinesAbove)}}
.contents p{position:relative;text-indent:0;padding-left:${units.characters(parameters.contentsHang_characters)}}
.contents .head{font-family:${family('hei')};text-align:center;white-space:pre;padding:0 0 ${units.lines(parameters.contentsBlankLinesBelowHead)}}
.diamond{position:absolute;${parameters.contentsMarker === 'none' ? 'display:none;' : ''}left:${mm((parameters.contentsHang_characters - 0.8) * units.advance_mm - marker / 2)};top:${mm((units.linePitch_mm - marker) / 2)};width:${marker}mm;height:${marker}mm;background:${colour};transform:rotate(45deg)}
.note{font-family:${family('kai')};margin-top:${units.lines(parameters.editorsNoteBlankLinesAbove)}}
.note .label{font-family:${family('hei')}}`;
}

/**
 * A name of so many characters in the type area: a long one is set smaller until it fits, a short one spread towards the
 * least width; a plain one is not.
 */
export function fitName(count: number, parameters: LayoutParameters) {
  const units = gridUnits(parameters);
  const isPlain = parameters.mastheadKind === 'plain';
  const wanted_pt = isPlain ? parameters.mastheadPlainSize_pt : parameters.mastheadSize_pt;
  const size_mm = Math.min(units.points(wanted_pt), units.typeAreaWidth_mm / Math.max(count, 1));
  if (isPlain) return { size_mm, spacing_mm: 0 };
  const missing_mm = (parameters.mastheadMinimumWidth_mm - count * size_mm) / Math.max(count - 1, 1);
  const spacing_mm = Math.min(Math.max(missing_mm, 0), parameters.mastheadSpread_characters * size_mm);
  return { size_mm, spacing_mm };
}
