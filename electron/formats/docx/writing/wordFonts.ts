import { makeElement } from '#formats/docx/makeElement.ts';
import { writeXml } from '#formats/docx/xmlTree.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';

interface WordFont {
  readonly name: string;
  /** Fonts that Word takes in its place, the first that is installed. */
  readonly alternatives: readonly string[];
  /** Ten bytes after the PANOSE system, by which Word looks for something alike where none of the names is installed. */
  readonly panose: string;
  readonly family: 'roman' | 'modern' | 'auto';
}

/** What a slot is called in an office's Word. A DOCX carries names, never fonts: the reader's machine has them or has something alike. */
const wordFonts: Readonly<Record<FontSlot, WordFont>> = {
  title: {
    name: '方正小标宋简体',
    alternatives: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', '宋体'],
    panose: '02010601030101010101',
    family: 'auto',
  },
  body: {
    name: '仿宋_GB2312',
    alternatives: ['仿宋', 'FangSong', '方正仿宋_GBK', '华文仿宋', 'STFangsong'],
    panose: '02010609060101010101',
    family: 'modern',
  },
  kai: {
    name: '楷体_GB2312',
    alternatives: ['楷体', 'KaiTi', '方正楷体_GBK', '华文楷体', 'STKaiti'],
    panose: '02010609060101010101',
    family: 'modern',
  },
  hei: {
    name: '黑体',
    alternatives: ['SimHei', '方正黑体_GBK', '华文细黑'],
    panose: '02010609060101010101',
    family: 'modern',
  },
  song: {
    name: '宋体',
    alternatives: ['SimSun', '新宋体', '方正书宋_GBK'],
    panose: '02010600030101010101',
    family: 'auto',
  },
  // Its digits are half a character wide, as the grid wants them.
  digits: {
    name: 'Times New Roman',
    alternatives: ['Liberation Serif'],
    panose: '02020603050405020304',
    family: 'roman',
  },
};

/** The names of the fonts of a slot as w:rFonts takes them: Chinese, and digits and Latin letters among it. */
export function slotFontNames(slot: FontSlot, parameters: LayoutParameters) {
  const { name } = wordFonts[slot];
  const latin = slot === 'body' && parameters.digitsFace === 'digits' ? wordFonts.digits.name : name;
  return { ascii: latin, hAnsi: latin, eastAsia: name, cs: latin } as const;
}

/** word/fontTable.xml: every font with the names that stand in for it (ISO/IEC 29500-1 §17.8.3.1, w:altName). */
export function fontTable(): string {
  const value = (name: string, content: string) => makeElement(name, { 'w:val': content });
  const fonts = Object.entries(wordFonts).map(([slot, { name, alternatives, panose, family }]) =>
    makeElement('w:font', { 'w:name': name }, [
      value('w:altName', alternatives.join(',')),
      value('w:panose1', panose),
      // GB 2312, or Western.
      value('w:charset', slot === 'digits' ? '00' : '86'),
      value('w:family', family),
      value('w:pitch', slot === 'digits' ? 'variable' : 'default'),
    ]),
  );
  return writeXml(makeElement('w:fonts', {}, fonts));
}
