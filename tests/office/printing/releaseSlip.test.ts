import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetReleaseSlip } from '#formats/typeset/typesetReleaseSlip.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { ReleaseSlip } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { readPdf } from './readPdf.ts';

const parameters = LayoutParameters.parse({ fonts: shippedOnly });

const slip: ReleaseSlip = {
  publication: '澜溪信息',
  organ: '澜溪县办公室',
  number: '2024年第5期（总第128期）',
  date: '2024-06-18',
  marking: ['内部资料'],
  urgency: 'urgent',
  column: '基层经验',
  titles: ['村口的服务点', '渡口的服务点', '集市的服务点', '学校的服务点'],
  sources: ['澜溪县办公室', '澜溪县林场'],
  pages: 8,
  copies: 60,
  signOffs: [
    { label: '责任编辑', person: '闻禾', opinion: '请审核', at: '2024-06-03T08:00:00.000Z' },
    { label: '审核', person: '乔一', opinion: '同意', at: '2024-06-04T08:00:00.000Z' },
    { label: '签发', person: '沈钧', opinion: '同意印发', at: '2024-06-18T08:00:00.000Z' },
  ],
  recipients: [{ label: '发：', units: '各乡镇' }],
  articleMarkings: [],
  contentHash: 'a'.repeat(64),
  isReleased: true,
};

let printer: Awaited<ReturnType<typeof createPrinter>>;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer.close());

test('the form is one page of A4 with rules of 0.35 and 0.25 mm, and says all that it was given', async () => {
  const { pdf, pages } = await typesetReleaseSlip(slip, parameters, printer.print);
  expect(pages).toBe(1);
  const [page] = await readPdf(pdf);
  if (!page) throw new Error('the slip has a page');
  expect(page.width_mm).toBeCloseTo(210, 0);
  expect(page.height_mm).toBeCloseTo(297, 0);
  const text = page.items
    .map((item) => item.text)
    .join('')
    .replaceAll(/\s/g, '');
  for (const words of [
    '发稿单',
    '已签发',
    '加急',
    '2024年第5期（总第128期）',
    '同意印发',
    '沈钧',
    '发：各乡镇',
    '60份',
  ]) {
    expect(text).toContain(words);
  }
  const black = page.shapes.filter(({ colour }) => colour === '#000000');
  const weights = black.map(({ left_mm, right_mm, bottom_mm, top_mm }) =>
    Math.min(right_mm - left_mm, top_mm - bottom_mm),
  );
  const near = (wanted: number) => weights.filter((weight) => Math.abs(weight - wanted) < 0.02).length;
  expect(near(0.35)).toBeGreaterThan(10);
  expect(near(0.25)).toBeGreaterThan(10);
  expect(near(0.35) + near(0.25)).toBe(weights.length);
});

test('the same slip has the same bytes each time it is printed', async () => {
  const first = await typesetReleaseSlip(slip, parameters, printer.print);
  const second = await typesetReleaseSlip(slip, parameters, printer.print);
  expect(Buffer.from(first.pdf).equals(second.pdf)).toBe(true);
});

test('long opinions take a second page and lose no character', async () => {
  const opinion = '请把第二篇的数字再核一遍，没有依据的不印。'.repeat(40);
  const signOffs = slip.signOffs.map((entry) => ({ ...entry, opinion }));
  const { pdf, pages } = await typesetReleaseSlip({ ...slip, signOffs }, parameters, printer.print);
  expect(pages).toBeGreaterThan(1);
  const text = (await readPdf(pdf)).flatMap(({ items }) => items.map((item) => item.text)).join('');
  expect(text.match(/没/g)).toHaveLength(120);
  expect(text.match(/印。/g)).toHaveLength(120);
});

test('a character that no font of the form has stands as 〓 and stops nothing', async () => {
  const signOffs = [{ label: '审核', person: '乔一', opinion: '同意\u{1F600}\u0007。' }];
  const { pdf } = await typesetReleaseSlip({ ...slip, signOffs }, parameters, printer.print);
  const text = (await readPdf(pdf)).flatMap(({ items }) => items.map((item) => item.text)).join('');
  expect(text).toContain('同意〓。');
});
