import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { imageSize } from '#shared/issue/imageSize.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { greyPng, pngOf } from '../office/printing/madePictures.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 30_000, interval: 200 };

/** A PNG of one colour, 30 by 20 pixels. */
function colouredPng(red: number, green: number, blue: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30, 0);
  header.writeUInt32BE(20, 4);
  // Eight bits a sample, three samples a pixel.
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array<Buffer>(30).fill(Buffer.from([red, green, blue])))]);
  return pngOf(header, deflateSync(Buffer.concat(Array<Buffer>(20).fill(row))));
}

interface SavedFigure {
  readonly hash: string;
  readonly image: IssueImage;
  readonly bytes: Buffer;
}

/** The only figure of the article as it is on the disk. */
async function savedFigure(page: Page, id: string): Promise<SavedFigure> {
  const answer = (await page.evaluate((one) => window.neikan.call('readArticle', { id: one }), id)) as {
    readonly value: {
      readonly content: { readonly body: readonly { readonly role: string; readonly image?: string }[] };
      readonly images: Readonly<Record<string, IssueImage>>;
    };
  };
  const { content, images } = answer.value;
  const hash = content.body.find(({ role }) => role === 'figure')?.image ?? '';
  const image = images[hash];
  if (!image) throw new Error('there is no figure');
  return { hash, image, bytes: Buffer.from(image.bytes, 'base64') };
}

/** The colour in the middle of a picture, as the window draws it. */
async function colourOf(page: Page, { mime, bytes }: IssueImage): Promise<readonly number[]> {
  return page.evaluate(async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    return [...(context?.getImageData(picture.width / 2, picture.height / 2, 1, 1).data ?? [])];
  }, `data:${mime};base64,${bytes}`);
}

const onePlace = {
  title: ['渡口的灯'],
  source: null,
  body: [{ role: 'paragraph' as const, inlines: [{ text: '前文。' }] }],
};

test.skipIf(whyNot)(
  titled('a picture is made grey, back again, replaced and taken out; its caption stays with it'),
  async () => {
    const { page, id } = await openArticle(onePlace);
    await caretBehind(page, '前文。');
    const red = colouredPng(200, 40, 40);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: '红.png', mimeType: 'image/png', buffer: red });
    await page.getByAltText('图片').waitFor();
    await page.keyboard.type('渡口夜景');
    await vi.waitFor(async () => {
      const { hash } = await savedFigure(page, id);
      // One that paper can show stays byte for byte.
      expect(hash).toBe(createHash('sha256').update(red).digest('hex'));
    }, soon);

    await page.getByRole('button', { name: '转为灰度' }).click();
    await vi.waitFor(async () => {
      const { image, bytes } = await savedFigure(page, id);
      const [r = 0, g = 0, b = 0] = await colourOf(page, image);
      expect([r, g]).toEqual([g, b]);
      expect(r).toBeGreaterThan(50);
      expect(imageSize(bytes)).toEqual({ width: 30, height: 20 });
    }, soon);
    await page.keyboard.press('Control+z');
    await vi.waitFor(
      async () => expect(await colourOf(page, (await savedFigure(page, id)).image)).toEqual([200, 40, 40, 255]),
      soon,
    );

    const green = colouredPng(40, 160, 60);
    await page
      .locator('input[type=file]:not([multiple])[aria-label="换图片"]')
      .setInputFiles({ name: '绿.png', mimeType: 'image/png', buffer: green });
    await vi.waitFor(async () => expect((await savedFigure(page, id)).bytes.equals(green)).toBe(true), soon);
    await page.getByText('渡口夜景').waitFor();
    await page.getByRole('button', { name: '删除图片' }).click();
    await vi.waitFor(async () => expect(await page.getByAltText('图片').count()).toBe(0), soon);
    await page.keyboard.press('Control+z');
    await page.getByText('渡口夜景').waitFor();
  },
);

test.skipIf(whyNot)(titled('a picture larger than paper can show is made smaller, and said to be'), async () => {
  const { page, id } = await openArticle(onePlace);
  await caretBehind(page, '前文。');
  const buffer = greyPng(4960, 3000);
  await page.locator('input[type=file][multiple]').setInputFiles({ name: '大.png', mimeType: 'image/png', buffer });
  await page.getByText('图片有4960×3000像素，超过印刷需要，已缩小为2480×1500像素。').waitFor();
  await vi.waitFor(async () => {
    const { hash, bytes } = await savedFigure(page, id);
    expect(imageSize(bytes)).toEqual({ width: 2480, height: 1500 });
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  }, soon);
});
