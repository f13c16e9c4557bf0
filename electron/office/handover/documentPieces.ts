import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** The bytes of a picture by the SHA-256 it is named by. */
export type PictureOf = (sha256: string) => Buffer;

/**
 * SQL for a document in this column or expression without the bytes of its pictures, which may be nearly all of it: they are
 * left out by the base, so that they are never held here.
 */
export function withoutPictures(document: string): string {
  return `CASE WHEN json_type(${document}, '$.images') IS NULL THEN ${document} ELSE json_set(
    json_remove(${document}, '$.images'), '$.images', json((
      SELECT json_group_object(key, json_object('bytes', '', 'mime', json_extract(value, '$.mime')))
      FROM json_each(${document}, '$.images')
    ))
  ) END`;
}

/**
 * The canonical form (UTF-8) of a document, or of a part of one, whose pictures have no bytes, with them, so that no more than
 * one picture is held at a time.
 */
export function* documentPieces(document: Partial<IssueDocument>, pictureOf: PictureOf): Generator<Buffer> {
  const members = Object.entries(document)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [index, [name, value]] of members.entries()) {
    yield Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    if (name === 'images') yield* imagePieces(document.images ?? {}, pictureOf);
    else yield Buffer.from(canonicalJson(value as Json));
  }
  yield Buffer.from(members.length === 0 ? '{}' : '}');
}

function* imagePieces(images: IssueDocument['images'], pictureOf: PictureOf): Generator<Buffer> {
  const names = Object.keys(images).sort();
  yield Buffer.from('{');
  for (const [index, name] of names.entries()) {
    yield Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(name)}:{"bytes":"`);
    yield Buffer.from(pictureOf(name).toString('base64'), 'latin1');
    yield Buffer.from(`","mime":${JSON.stringify(images[name]?.mime)}}`);
  }
  yield Buffer.from('}');
}

/** Pictures that this base keeps. */
export function keptPictures(content: ReadableDatabase): PictureOf {
  const select = content.prepare('SELECT bytes FROM images WHERE sha256 = ?').pluck();
  return (sha256) => {
    const bytes = select.get(sha256) as Buffer | undefined;
    if (!bytes) throw new Error(`the picture ${sha256} is not kept`);
    return bytes;
  };
}
