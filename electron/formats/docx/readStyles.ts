import type { LineLook } from '#formats/text/textLine.ts';
import {
  type CharacterStyle,
  characterStyleNamed,
  type ParagraphStyle,
  paragraphStyleNamed,
  tableStyle,
} from './bulletinStyles.ts';
import { child, childElements, isOn, value } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

export interface StyleFacts {
  /** The part of a bulletin that a paragraph of this style is, and the mark that a run of it has, where the style is one of ours. */
  readonly part: ParagraphStyle | undefined;
  readonly mark: CharacterStyle | undefined;
  readonly isBulletinTable: boolean;
  readonly look: LineLook | 'caption' | undefined;
  readonly numbering: { readonly numId: string; readonly level: number } | undefined;
  readonly indented: boolean | undefined;
  readonly alignment: string | undefined;
  readonly bold: boolean | undefined;
  readonly vanish: boolean | undefined;
  /** Half points. */
  readonly size: number | undefined;
}

/** What each style says, its parents' sayings included, by style id. */
export function readStyles(root: XmlElement | undefined): (id: string | undefined) => StyleFacts | undefined {
  const styles = new Map(
    childElements(root)
      .filter(({ name }) => name === 'w:style')
      .map((style) => [style.attributes['w:styleId'] ?? '', style]),
  );
  const known = new Map<string, StyleFacts>();
  const facts = (id: string | undefined, depth = 0): StyleFacts | undefined => {
    const style = id === undefined ? undefined : styles.get(id);
    if (id === undefined || !style || depth > 20) return undefined;
    const found = known.get(id);
    if (found) return found;
    const parent = facts(value(style, 'w:basedOn'), depth + 1);
    const read = styleFacts(style, parent);
    known.set(id, read);
    return read;
  };
  return (id) => facts(id);
}

function styleFacts(style: XmlElement, parent: StyleFacts | undefined): StyleFacts {
  const paragraph = child(style, 'w:pPr');
  const run = child(style, 'w:rPr');
  const number = child(paragraph, 'w:numPr');
  const numId = value(number, 'w:numId');
  const size = Number(value(run, 'w:sz'));
  const name = value(style, 'w:name') ?? '';
  return {
    part: paragraphStyleNamed(name) ?? parent?.part,
    mark: characterStyleNamed(name) ?? parent?.mark,
    isBulletinTable: name === tableStyle.name,
    look: styleLook(name, value(paragraph, 'w:outlineLvl')) ?? parent?.look,
    numbering: numId ? { numId, level: Number(value(number, 'w:ilvl') ?? 0) } : parent?.numbering,
    indented: firstLineIndent(paragraph) ?? parent?.indented,
    alignment: value(paragraph, 'w:jc') ?? parent?.alignment,
    bold: isOn(run, 'w:b') ?? parent?.bold,
    vanish: isOn(run, 'w:vanish') ?? parent?.vanish,
    size: size > 0 ? size : parent?.size,
  };
}

function styleLook(name: string, outline: string | undefined): StyleFacts['look'] {
  const part = paragraphStyleNamed(name);
  if (part && isLook(part)) return part;
  const level = /^(?:heading|标题)\s*([1-9])$/i.exec(name)?.[1];
  if (level) return `heading${Math.min(4, Number(level)) as 1 | 2 | 3 | 4}`;
  if (/^(?:title|标题)$/i.test(name)) return 'title';
  if (/^(?:subtitle|副标题)$/i.test(name)) return 'subtitle';
  if (/^(?:caption|题注)$/i.test(name)) return 'caption';
  return outlineLook(outline);
}

const looks = ['title', 'subtitle', 'heading1', 'heading2', 'heading3', 'heading4', 'caption'] as const;

function isLook(part: ParagraphStyle): part is (typeof looks)[number] {
  return looks.some((look) => look === part);
}

/** w:outlineLvl counts from 0; 9 is body text. */
export function outlineLook(outline: string | undefined): LineLook | undefined {
  const level = Number(outline ?? 9);
  return level < 9 ? `heading${Math.min(4, level + 1) as 1 | 2 | 3 | 4}` : undefined;
}

/** Whether paragraph properties set the first line in; undefined when they do not say. */
export function firstLineIndent(paragraph: XmlElement | undefined): boolean | undefined {
  const indent = child(paragraph, 'w:ind')?.attributes;
  const written = indent?.['w:firstLineChars'] ?? indent?.['w:firstLine'];
  return written === undefined ? undefined : Number(written) > 0;
}
