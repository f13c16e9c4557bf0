import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';

export interface WordText {
  readonly title: string;
  /** Paragraphs; one that begins with 一、 and the like is set as a heading is by hand, in bold. */
  readonly lines: readonly string[];
  readonly source: string;
}

/** A manuscript as a unit types it in Word: the title large and centred, headings bold, the source line at the right. */
export async function wordFile({ title, lines, source }: WordText): Promise<Buffer> {
  const body = lines.map(
    (text) => new Paragraph({ children: [new TextRun({ text, bold: /^[一二三]、/.test(text) })] }),
  );
  const children = [
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: title, size: 44 })] }),
    ...body,
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(source)] }),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}
