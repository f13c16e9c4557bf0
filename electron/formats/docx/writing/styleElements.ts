import { makeElement } from '#formats/docx/makeElement.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { ParagraphLook } from './paragraphLooks.ts';
import { slotFontNames } from './wordFonts.ts';
import { eighthPoints, halfPoints, wordGrid } from './wordUnits.ts';

type Elements = readonly XmlElement[];

const value = (name: string, content: string | number) => makeElement(name, { 'w:val': String(content) });
const off = (name: string) => value(name, 0);

/** The properties that make a look, in the order in which Word insists on them (ISO/IEC 29500-1 §17.3.1.26). */
export function paragraphElements(look: ParagraphLook, isBase: boolean, parameters: LayoutParameters): Elements {
  const { ruleBelow, rightTab } = look;
  return [
    ...(look.keepNext ? [makeElement('w:keepNext', {})] : []),
    ...(look.keepLines ? [makeElement('w:keepLines', {})] : []),
    // The lines of the grid break over pages wherever they fall, as on the printed page.
    ...(isBase ? [off('w:widowControl')] : []),
    ...(ruleBelow && ruleBelow.width_mm > 0 ? [makeElement('w:pBdr', {}, [rule('w:bottom', ruleBelow)])] : []),
    ...(rightTab === undefined ? [] : [makeElement('w:tabs', {}, [tab('right', rightTab)])]),
    // No mark hangs into the margin; no space is set between Chinese and digits or Latin letters.
    ...(isBase ? ['w:overflowPunct', 'w:autoSpaceDE', 'w:autoSpaceDN', 'w:snapToGrid'].map(off) : []),
    ...spacing(look),
    ...indent(look, parameters),
    ...(look.alignment ? [value('w:jc', look.alignment)] : []),
    ...(look.outlineLevel === undefined ? [] : [value('w:outlineLvl', look.outlineLevel)]),
  ];
}

/** The look of the type itself (ISO/IEC 29500-1 §17.3.2.28); type of a size of its own keeps its own advance. */
export function runElements(look: ParagraphLook, isBase: boolean, parameters: LayoutParameters): Elements {
  const { slot, size_pt, colour } = look;
  const size = size_pt === undefined ? undefined : halfPoints(size_pt);
  const letterSpacing = look.spacing ?? (size === undefined ? undefined : 0);
  return [
    ...(slot ? [fonts(slotFontNames(slot, parameters))] : []),
    ...(isBase ? [off('w:snapToGrid')] : []),
    ...(colour ? [value('w:color', colourDigits(colour))] : []),
    ...(letterSpacing === undefined ? [] : [value('w:spacing', letterSpacing)]),
    ...(size === undefined ? [] : [value('w:sz', size), value('w:szCs', size)]),
  ];
}

export function fonts(names: ReturnType<typeof slotFontNames>): XmlElement {
  const entries = Object.entries(names).map(([script, name]) => [`w:${script}`, name]);
  // Marks that Latin and Chinese fonts share, such as “ ” — …, are the Chinese font's.
  return makeElement('w:rFonts', { ...Object.fromEntries(entries), 'w:hint': 'eastAsia' });
}

/** One rule of a border or table. */
export function rule(side: string, { width_mm, colour }: { width_mm: number; colour: string }): XmlElement {
  return makeElement(side, {
    'w:val': 'single',
    'w:sz': String(eighthPoints(width_mm)),
    'w:space': '0',
    'w:color': colourDigits(colour),
  });
}

function tab(alignment: string, position: number): XmlElement {
  return makeElement('w:tab', { 'w:val': alignment, 'w:pos': String(position) });
}

function colourDigits(colour: string): string {
  return colour.slice(1).toUpperCase();
}

function spacing({ before, after, line }: ParagraphLook): Elements {
  const attributes = {
    ...(before === undefined ? {} : { 'w:before': String(before) }),
    ...(after === undefined ? {} : { 'w:after': String(after) }),
    ...(line === 'auto' ? { 'w:line': '240', 'w:lineRule': 'auto' } : {}),
    ...(typeof line === 'number' ? { 'w:line': String(Math.max(20, line)), 'w:lineRule': 'exact' } : {}),
  };
  return Object.keys(attributes).length > 0 ? [makeElement('w:spacing', attributes)] : [];
}

/** In hundredths of a character, which follow the grid, and in twips for programs that do not know these. */
function indent(look: ParagraphLook, parameters: LayoutParameters): Elements {
  const { characters } = wordGrid(parameters);
  const both = (side: string, count: number | undefined) =>
    count === undefined
      ? {}
      : { [`w:${side}Chars`]: String(Math.round(count * 100)), [`w:${side}`]: String(characters(count)) };
  const { hanging } = look;
  // A first line set in by characters, as the base has it, would go before one that hangs by a length.
  const attributes = hanging
    ? {
        'w:leftChars': '0',
        'w:left': String(hanging.left),
        'w:firstLineChars': '0',
        ...(hanging.by > 0 ? { 'w:hanging': String(hanging.by) } : { 'w:firstLine': '0' }),
      }
    : {
        ...both('left', look.sides_characters),
        ...both('right', look.sides_characters ?? look.right_characters),
        ...both('firstLine', look.firstLine_characters),
      };
  return Object.keys(attributes).length > 0 ? [makeElement('w:ind', attributes)] : [];
}
