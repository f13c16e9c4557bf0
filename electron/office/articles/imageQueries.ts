import { createHash } from 'node:crypto';
import type { Block } from '#shared/issue/block.ts';
import type { IssueDocument, IssueImage } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

type Images = IssueDocument['images'];

/** Keeps pictures under the SHA-256 of their bytes; throws malformed where a name is not that of its bytes. */
export function keepImages(content: WritableDatabase, images: Images): void {
  const insert = content.prepare('INSERT OR IGNORE INTO images (sha256, mime, bytes) VALUES (?, ?, ?)');
  for (const [name, { mime, bytes }] of Object.entries(images)) {
    const buffer = Buffer.from(bytes, 'base64');
    if (createHash('sha256').update(buffer).digest('hex') !== name) {
      throw new OfficeError('malformed', '图片内容与编号不符，没有保存。请重新插入图片。');
    }
    insert.run(name, mime, buffer);
  }
}

/** Keeps the pictures that come with a text, and makes sure that none it shows is missing. Throws malformed, incomplete. */
export function takeImages(content: WritableDatabase, blocks: readonly Block[], images: Images): void {
  keepImages(content, images);
  imagesOf(content, blocks);
}

/** The pictures that the blocks show; throws incomplete where one was never kept. */
export function imagesOf(content: ReadableDatabase, blocks: readonly Block[]): Images {
  const images: Images = {};
  const select = content.prepare('SELECT mime, bytes FROM images WHERE sha256 = ?');
  for (const block of blocks) {
    if (block.role !== 'figure' || block.image in images) continue;
    const row = select.get(block.image) as { mime: IssueImage['mime']; bytes: Buffer } | undefined;
    if (!row) throw new OfficeError('incomplete', '文中有一幅图片没有内容，请重新插入。', { missing: ['图片'] });
    images[block.image] = { mime: row.mime, bytes: row.bytes.toString('base64') };
  }
  return images;
}
