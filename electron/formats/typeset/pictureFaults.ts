import { createHash } from 'node:crypto';
import { pictureFault } from '#formats/picture/pictureFault.ts';
import type { IssueDocument, IssueImage } from '#shared/issue/issueDocument.ts';
import type { PartFault } from '#shared/layout/partPlace.ts';

/** By SHA-256 and kind: a picture is looked through once in the life of the process, and told of by its name after that. */
const known = new Map<string, Promise<string | undefined>>();

/** Pictures that no page can show, a Chinese sentence each that begins with the place, as slotTexts names it. */
export async function pictureFaults({ articles, images }: IssueDocument): Promise<readonly PartFault[]> {
  const figures = articles.flatMap(({ body }, article) =>
    body.flatMap((block, index) => (block.role === 'figure' ? [{ key: block.image, article, block: index }] : [])),
  );
  const faults = await Promise.all(
    figures.map(async ({ key, article, block }) => {
      // An object has more than its own entries: a name of one of those is no picture.
      const image = Object.hasOwn(images, key) ? images[key] : undefined;
      const fault = image ? await faultOf(key, image) : '不在文件中，请重新插入。';
      if (fault === undefined) return [];
      const message = `第${article + 1}篇第${block + 1}段的图片${fault}`;
      return [{ message, at: { part: 'article' as const, article, block } }];
    }),
  );
  return faults.flat();
}

async function faultOf(key: string, { mime, bytes: base64 }: IssueImage): Promise<string | undefined> {
  const bytes = Buffer.from(base64, 'base64');
  if (createHash('sha256').update(bytes).digest('hex') !== key) return '与记下的编号不符，已被改动，请重新插入。';
  const name = `${key} ${mime}`;
  let fault = known.get(name);
  if (!fault) {
    fault = pictureFault(bytes, mime);
    known.set(name, fault);
  }
  return fault;
}
