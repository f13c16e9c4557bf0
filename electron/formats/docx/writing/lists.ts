import { AlignmentType, type INumberingOptions, LevelFormat, LevelSuffix } from 'docx';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { mastheadColour } from './nameLook.ts';
import { halfPoints, wordGrid } from './wordUnits.ts';

/**
 * The lists of the file by the names that the library replaces by numbers wherever they stand in the document's XML,
 * in braces and followed by -N. U+FFFF keeps every text apart from them: it is no character, and no text may hold it.
 */
export const listNames = {
  contents: '\uffffcontents',
  ordered: '\uffffordered',
  bulleted: '\uffffbulleted',
} as const;

/** What Word writes before the lines of the contents and the items of lists; none of it is text of the document. */
export function lists(parameters: LayoutParameters): INumberingOptions {
  const { characters } = wordGrid(parameters);
  const contentsLeft = characters(parameters.contentsHang_characters);
  const firstLine = { left: 0, firstLine: characters(parameters.firstLineIndent_characters) };
  const sign = { eastAsia: '宋体', ascii: '宋体', hAnsi: '宋体', hint: 'eastAsia' };
  const level = { level: 0, alignment: AlignmentType.LEFT, start: 1 } as const;
  return {
    config: [
      {
        reference: listNames.contents,
        levels: [
          {
            ...level,
            format: LevelFormat.BULLET,
            text: '◆',
            suffix: LevelSuffix.TAB,
            style: {
              run: {
                font: sign,
                color: mastheadColour(parameters).slice(1).toUpperCase(),
                // The diamond fills some six tenths of its type.
                size: halfPoints((parameters.contentsMarkerSize_mm * 72) / 25.4 / 0.6),
              },
              paragraph: { indent: { left: contentsLeft, hanging: Math.min(contentsLeft, characters(1)) } },
            },
          },
        ],
      },
      {
        reference: listNames.ordered,
        levels: [
          {
            ...level,
            format: LevelFormat.DECIMAL_ENCLOSED_CIRCLE,
            text: '%1',
            suffix: LevelSuffix.NOTHING,
            style: { run: { font: sign }, paragraph: { indent: firstLine } },
          },
        ],
      },
      {
        reference: listNames.bulleted,
        levels: [
          {
            ...level,
            format: LevelFormat.BULLET,
            text: '•',
            suffix: LevelSuffix.NOTHING,
            style: { run: { font: sign }, paragraph: { indent: firstLine } },
          },
        ],
      },
    ],
  };
}
