import { markBits } from '#formats/text/markedText.ts';
import type { LineLook } from '#formats/text/textLine.ts';
import type { automaticNumbers } from './automaticNumbers.ts';
import type { ParagraphStyle } from './bulletinStyles.ts';
import { firstLineIndent, outlineLook, type StyleFacts } from './readStyles.ts';
import { child, descendants, isOn, shownText, value } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** What a paragraph of a DOCX is apart from its text. */
export interface ParagraphFacts {
  /** Its number among the paragraphs of the file, from 1, those of tables included. */
  readonly number: number;
  /** The part of a bulletin that its style sets, where that is one of ours. */
  readonly part: ParagraphStyle | undefined;
  readonly indented: boolean;
  readonly rightAligned: boolean;
  readonly look: LineLook | 'caption' | undefined;
  /** The look alone says so: bold or large, not a style. */
  readonly lookIsGuess: boolean;
  /** 一、 and the like, when Word numbers the paragraph. */
  readonly label: string;
  readonly list: { readonly kind: 'ordered' | 'bulleted'; readonly key: string } | undefined;
}

/** 小二号 is 18 pt; Word counts half points. */
const smallestTitle = 36;

type Styles = (id: string | undefined) => StyleFacts | undefined;

/** Facts of a paragraph from its properties, its style and the look of its runs. */
export function paragraphFacts(
  paragraph: XmlElement,
  number: number,
  styles: Styles,
  nextNumber: ReturnType<typeof automaticNumbers>,
): ParagraphFacts {
  const properties = child(paragraph, 'w:pPr');
  const style = styles(value(properties, 'w:pStyle'));
  const alignment = value(properties, 'w:jc') ?? style?.alignment;
  const numbering = child(properties, 'w:numPr');
  const numId = value(numbering, 'w:numId') ?? style?.numbering?.numId;
  const level = Number(value(numbering, 'w:ilvl') ?? style?.numbering?.level ?? 0);
  // Number 0 takes a paragraph out of the list of its style.
  const automatic = numId === undefined || numId === '0' ? undefined : nextNumber(numId, level);
  const styled = outlineLook(value(properties, 'w:outlineLvl')) ?? style?.look;
  const guessed = styled === undefined ? guessedLook(paragraph, alignment, style, styles) : undefined;
  return {
    number,
    part: style?.part,
    indented: firstLineIndent(properties) ?? style?.indented ?? false,
    rightAligned: alignment === 'right' || alignment === 'end',
    look: styled ?? guessed,
    lookIsGuess: guessed !== undefined,
    label: automatic?.label ?? '',
    list: automatic && { kind: automatic.kind === 'bullet' ? 'bulleted' : 'ordered', key: `${numId} ${level}` },
  };
}

/** What is set in 小二号 or larger and centred is a title; a short line that is bold or in 黑体 throughout is a heading. */
function guessedLook(
  paragraph: XmlElement,
  alignment: string | undefined,
  style: StyleFacts | undefined,
  styles: Styles,
): LineLook | undefined {
  const runs = descendants(paragraph, 'w:r').filter((run) => shownText(run).trim() !== '');
  if (runs.length === 0 || shownText(paragraph).length > 120) return undefined;
  const every = (holds: (properties: XmlElement | undefined) => boolean) =>
    runs.every((run) => holds(child(run, 'w:rPr')));
  const large = every((run) => (Number(value(run, 'w:sz')) || (style?.size ?? 0)) >= smallestTitle);
  if (alignment === 'center') return large ? 'title' : undefined;
  const bold = every((run) => isOn(run, 'w:b') ?? styles(value(run, 'w:rStyle'))?.bold ?? style?.bold ?? false);
  const hei = every((run) => /黑体|SimHei|Hei/i.test(child(run, 'w:rFonts')?.attributes['w:eastAsia'] ?? ''));
  return (bold || hei) && shownText(paragraph).trim().length <= 40 ? 'heading1' : undefined;
}

/** The marks of a run as the sum that MarkedText writes as a digit. */
export function runMarks(properties: XmlElement | undefined, style: StyleFacts | undefined): number {
  const bold = isOn(properties, 'w:b') ?? style?.bold ?? style?.mark === 'bold';
  const emphasis = isOn(properties, 'w:em') ?? style?.mark === 'emphasis';
  const superscript = value(properties, 'w:vertAlign') === 'superscript';
  return (
    (bold ? markBits.bold : 0) +
    (emphasis ? markBits.emphasis : 0) +
    (superscript ? markBits.superscript : 0) +
    (style?.mark === 'runIn' ? markBits.runIn : 0)
  );
}
