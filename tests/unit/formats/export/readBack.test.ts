import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { textFile, textFormats } from '#formats/export/issueFiles.ts';
import { readBackFaults } from '#formats/export/readBack.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { anyIssue } from '../docx/anyIssue.ts';

async function textFiles(document: IssueDocument): Promise<readonly ExportFile[]> {
  return Promise.all(textFormats.map((format) => textFile(format, document, defaultLayoutParameters)));
}

describe('formats that hold text, read back', () => {
  test('say what the document says', async () => {
    expect(await readBackFaults(fullIssue, await textFiles(fullIssue))).toEqual([]);
  });

  test('of any document, too', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyIssue, async (document) => {
        expect(await readBackFaults(document, await textFiles(document))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(textFormats)('a %s of another text is named with what it lacks', async (format) => {
    const [article] = fullIssue.articles;
    if (!article) throw new Error('there is no article');
    const without = { ...fullIssue, articles: [{ ...article, body: article.body.slice(1) }] };
    const file = await textFile(format, without, defaultLayoutParameters);
    expect(await readBackFaults(fullIssue, [file])).toEqual([
      { file: `issue.${format}`, message: expect.stringMatching(/^缺少“.+”，或者次序不对$/) },
    ]);
  });

  test.each(['pdf', 'ofd', 'docx'])('a %s that cannot be read is named', async (format) => {
    const bytes = new TextEncoder().encode('没有这样的文件');
    expect(await readBackFaults(fullIssue, [{ name: `issue.${format}`, bytes }])).toEqual([
      { file: `issue.${format}`, message: '读不出来，文件已损坏' },
    ]);
  });
});
