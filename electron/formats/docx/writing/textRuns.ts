import { BuilderElement, type IRunPropertiesOptions, Tab, TextRun } from 'docx';
import { characterStyles } from '#formats/docx/bulletinStyles.ts';
import type { Inline } from '#shared/issue/inline.ts';

/** Marks that Latin and Chinese fonts share, such as “ ” — …, are the Chinese font's. */
const chinese = { hint: 'eastAsia' } as const;

type RunLook = Omit<IRunPropertiesOptions, 'font'>;

/** A text as one run; a tab in it is Word's tab, a line feed Word's line break. */
export function textRun(text: string, look: RunLook = {}): TextRun {
  const children = text
    .split(/(\t|\r\n|\r|\n)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '\t' ? new Tab() : /[\r\n]/.test(piece) ? new BuilderElement({ name: 'w:br' }) : piece));
  return new TextRun({ ...look, font: chinese, children });
}

/** Running text with its marks. A run takes one style: where marks meet, the others are set by hand. `look` is that of every run. */
export function inlineRuns(inlines: readonly Inline[], look: RunLook = {}): readonly TextRun[] {
  return inlines.map(({ text, ...marks }) => {
    const styled = (['runIn', 'bold', 'emphasis'] as const).find((mark) => marks[mark]);
    const bold = marks.bold && styled !== 'bold';
    const emphasis = marks.emphasis && styled !== 'emphasis';
    return textRun(text, {
      ...look,
      ...(styled ? { style: characterStyles[styled].id } : {}),
      ...(bold ? { bold: true } : {}),
      ...(emphasis ? { emphasisMark: {} } : {}),
      ...(marks.superscript ? { superScript: true } : {}),
    });
  });
}
