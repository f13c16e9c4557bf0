import { makeElement } from '#formats/docx/makeElement.ts';
import { writeXml, type XmlElement } from '#formats/docx/xmlTree.ts';
import { slotFamilies } from '#formats/font/slotFamilies.ts';
import { type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';

/** Where none of a slot's families is installed: something alike that comes with Word. */
const standIns: Readonly<Partial<Record<FontSlot, readonly string[]>>> = {
  title: ['华文中宋', 'STZhongsong', '宋体'],
  digits: ['Liberation Serif'],
};

interface FontKind {
  /** By it Word looks for something alike where none of the names is installed. */
  readonly panose: string;
  readonly family: 'roman' | 'modern' | 'auto';
}

const fontKinds: Readonly<Record<FontSlot, FontKind>> = {
  title: { panose: '02010601030101010101', family: 'auto' },
  body: { panose: '02010609060101010101', family: 'modern' },
  kai: { panose: '02010609060101010101', family: 'modern' },
  hei: { panose: '02010609060101010101', family: 'modern' },
  song: { panose: '02010600030101010101', family: 'auto' },
  digits: { panose: '02020603050405020304', family: 'roman' },
};

/** The family that a slot is set in and those that stand in for it, the publication's own choice first. */
function families(slot: FontSlot, { fonts }: LayoutParameters): readonly [string, ...string[]] {
  const own = fonts.families[slot];
  const usual = [...slotFamilies[slot], ...(standIns[slot] ?? [])];
  const [first = '宋体', ...others] = own ? [own, ...usual.filter((name) => name !== own)] : usual;
  return [first, ...others];
}

/**
 * The names of the fonts of a slot as w:rFonts takes them: Chinese, and digits and Latin letters among it. A DOCX
 * carries names, never fonts: the reader's machine has them or has something alike.
 */
export function slotFontNames(slot: FontSlot, parameters: LayoutParameters) {
  const [chinese] = families(slot, parameters);
  const [digits] = families('digits', parameters);
  const latin = slot === 'body' && parameters.digitsFace === 'digits' ? digits : chinese;
  return { ascii: latin, hAnsi: latin, eastAsia: chinese, cs: latin } as const;
}

/** word/fontTable.xml: every font with the names that stand in for it (ISO/IEC 29500-1 §17.8.3.1, w:altName). */
export function fontTable(parameters: LayoutParameters): string {
  const value = (name: string, content: string) => makeElement(name, { 'w:val': content });
  const fonts = new Map<string, XmlElement>();
  for (const slot of fontSlots) {
    const [name, ...alternatives] = families(slot, parameters);
    const { panose, family } = fontKinds[slot];
    const children = [
      value('w:altName', alternatives.join(',')),
      value('w:panose1', panose),
      // GB 2312, or Western.
      value('w:charset', slot === 'digits' ? '00' : '86'),
      value('w:family', family),
      value('w:pitch', slot === 'digits' ? 'variable' : 'default'),
    ];
    // A family may serve two slots; Word wants it once.
    if (!fonts.has(name)) fonts.set(name, makeElement('w:font', { 'w:name': name }, children));
  }
  return writeXml(makeElement('w:fonts', {}, [...fonts.values()]));
}
