import { describe, expect, test } from 'vitest';
import { type Article, titleInOneLine } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { checkPages } from '#shared/preflight/checkPages.ts';
import { printedDotsPerInch } from '#shared/preflight/checkPictures.ts';
import { cutWords } from '#shared/preflight/checkTitles.ts';
import { preflight } from '#shared/preflight/preflight.ts';

const text = (words: string, role: 'paragraph' | 'heading1' | 'heading2' = 'paragraph'): Block => ({
  role,
  inlines: [{ text: words }],
});

const sound: Article = {
  id: 'a1',
  title: ['青岚市推行', '渡船诊室'],
  source: { unit: '青岚市卫健委', line: '（青岚市卫健委）' },
  body: [text('一、做法', 'heading1'), text('船到哪里，诊室就开到哪里。')],
};

function issueOf(articles: readonly Article[], more: Partial<IssueDocument> = {}): IssueDocument {
  const empty = emptyIssueDocument({ name: '青岚信息', organ: '青岚市委办公室' });
  return { ...empty, marking: ['内部资料'], reportTo: ['市领导'], articles: [...articles], ...more };
}

const rulesOf = (document: IssueDocument) =>
  preflight(document, defaultLayoutParameters).map(({ level, rule }) => `${level} ${rule}`);

describe('the check before an issue goes on', () => {
  test('finds nothing in an issue that is whole', () => {
    expect(preflight(issueOf([sound]), defaultLayoutParameters)).toEqual([]);
  });

  test.each<[string, IssueDocument, readonly string[]]>([
    ['no article', issueOf([]), ['stop articles']],
    ['no title and no text', issueOf([{ ...sound, title: [], body: [] }]), ['stop title', 'stop body']],
    ['blank text only', issueOf([{ ...sound, body: [text('　 ')] }]), ['stop body']],
    ['one blank paragraph', issueOf([{ ...sound, body: [...sound.body, text('　')] }]), ['ask emptyBlock']],
    ['no source', issueOf([{ ...sound, source: null }]), ['ask source']],
    [
      'a heading at the end',
      issueOf([{ ...sound, body: [...sound.body, text('二、成效', 'heading1')] }]),
      ['ask emptyHeading'],
    ],
    [
      'a heading right under its equal',
      issueOf([{ ...sound, body: [text('一、做法', 'heading1'), ...sound.body] }]),
      ['ask emptyHeading'],
    ],
    [
      'a deeper heading under a heading',
      issueOf([{ ...sound, body: [text('一、做法', 'heading1'), text('（一）船', 'heading2'), text('船。')] }]),
      [],
    ],
    ['a word cut by the title', issueOf([{ ...sound, title: ['青岚市推行渡', '船诊室'] }]), ['ask titleBreak']],
    ['nobody to send it to', issueOf([sound], { reportTo: [] }), ['ask recipients']],
    ['no marking', issueOf([sound], { marking: [] }), ['tell marking']],
  ])('%s', (_name, document, expected) => {
    expect(rulesOf(document)).toEqual(expected);
  });

  test('leads to the place and puts the gravest first', () => {
    const issue = issueOf([
      { ...sound, source: null },
      { ...sound, id: 'a2', body: [] },
    ]);
    const [first, second] = preflight(issue, defaultLayoutParameters);
    expect(first).toMatchObject({ level: 'stop', place: { part: 'article', articleId: 'a2' } });
    expect(second).toMatchObject({ rule: 'source', place: { part: 'article', articleId: 'a1', block: 2 } });
    expect(first?.message).toBe(`“${titleInOneLine(sound.title)}”没有正文。`);
  });
});

test('a damaged picture is told of once, by whoever says more of it', () => {
  const broken = issueOf([
    { ...sound, body: [...sound.body, { role: 'figure', image: 'none', caption: [{ text: '渡船' }] }] },
  ]);
  const place = { part: 'article' as const, articleId: 'a1', block: 2 };
  const told = { level: 'stop' as const, rule: 'unprintable', message: '第1篇第3段的图片不在文件中。', place };
  expect(rulesOf(broken)).toEqual(['stop pictureDamaged']);
  const rules = (more: readonly (typeof told)[]) =>
    preflight(broken, defaultLayoutParameters, { more }).map(({ rule }) => rule);
  expect(rules([told])).toEqual(['unprintable']);
  expect(rules([{ ...told, place: { ...place, block: 0 } }])).toEqual(['pictureDamaged', 'unprintable']);
});

describe('title breaks', () => {
  test.each<[readonly string[], readonly string[]]>([
    [['深化改革', '深度下沉'], []],
    [['推动高质', '量发展'], ['质量']],
    [
      ['青年文', '明号集', '体风采'],
      ['文明', '集体'],
    ],
    [['一行'], []],
    [[], []],
  ])('%s', (title, words) => {
    expect(cutWords(title)).toEqual(words);
  });
});

describe('pictures', () => {
  /** The head of a PNG that says how large it is; nothing else of it is read. */
  const png = (width: number, height: number) => {
    const bytes = new Uint8Array(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return Buffer.from(bytes).toString('base64');
  };
  const withImage = (bytes: string, mime: 'image/png' | 'image/jpeg' = 'image/png') => {
    const key = 'a'.repeat(64);
    const figure: Block = { role: 'figure', image: key };
    return issueOf([{ ...sound, body: [...sound.body, figure] }], { images: { [key]: { mime, bytes } } });
  };

  test('coarse and damaged ones are named, fine ones are not', () => {
    expect(rulesOf(withImage(png(400, 300)))).toEqual(['ask pictureCoarse']);
    expect(rulesOf(withImage(png(1200, 800)))).toEqual([]);
    expect(rulesOf(withImage(png(0, 0)))).toEqual(['stop pictureDamaged']);
    expect(rulesOf(withImage('/9j/4AAQSkZJRg==', 'image/jpeg'))).toEqual(['stop pictureDamaged']);
    expect(rulesOf(withImage(Buffer.from('没有图').toString('base64')))).toEqual(['stop pictureDamaged']);
  });

  test('a JPEG is measured past its other segments', () => {
    const segments = [
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, 0xc2, 0, 17, 8, 0x04, 0xb0, 0x06, 0x40, 3, 0, 0, 0,
    ];
    expect(rulesOf(withImage(Buffer.from(segments).toString('base64'), 'image/jpeg'))).toEqual([]);
  });

  test('resolution follows the side that is shrunk', () => {
    // 156 mm are 6.14 inches; 18 lines of 225/22 mm are 7.25 inches.
    expect(printedDotsPerInch({ width: 1228, height: 10 }, defaultLayoutParameters)).toBeCloseTo(200, 0);
    expect(printedDotsPerInch({ width: 10, height: 1450 }, defaultLayoutParameters)).toBeCloseTo(200, 0);
    expect(printedDotsPerInch({ width: 100, height: 100 }, defaultLayoutParameters)).toBeCloseTo(96);
  });
});

test('pages: odd ones for the foot, and what a booklet needs', () => {
  const rules = (pages: number, more = {}) =>
    checkPages(pages, { ...defaultLayoutParameters, ...more }).map(({ rule, message }) => `${rule} ${message}`);
  expect(rules(16)).toEqual([]);
  expect(rules(15).map((line) => line.split(' ')[0])).toEqual(['footParity', 'pagesOfFour']);
  expect(rules(15)[1]).toContain('1页会是空白');
  expect(rules(14, { footOnEvenPage: true }).map((line) => line.split(' ')[0])).toEqual(['pagesOfFour']);
});
