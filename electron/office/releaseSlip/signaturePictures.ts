import { createHash } from 'node:crypto';
import type { SignaturePicture } from '#shared/contract/slipCommands.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

interface StoredPicture {
  readonly mime: IssueImage['mime'];
  readonly bytes: Buffer;
}

/** The written name of a person as it is now; undefined for those who keep none. */
export function selectSignature(content: ReadableDatabase, personId: string): StoredPicture | undefined {
  return content
    .prepare(
      `SELECT mime, bytes FROM person_signatures JOIN signature_pictures USING (sha256)
       WHERE person = ?`,
    )
    .get(personId) as StoredPicture | undefined;
}

/** Gives a person this picture or none; one that nobody has any more is removed. The hash of what was set, if anything. */
export function replaceSignature(
  content: WritableDatabase,
  { personId, at, picture }: { readonly personId: string; readonly at: string; readonly picture?: SignaturePicture },
): string | undefined {
  content.prepare('DELETE FROM person_signatures WHERE person = ?').run(personId);
  const sha256 = picture && createHash('sha256').update(picture.bytes).digest('hex');
  if (picture && sha256) {
    content
      .prepare('INSERT OR IGNORE INTO signature_pictures (sha256, mime, bytes) VALUES (?, ?, ?)')
      .run(sha256, picture.mime, Buffer.from(picture.bytes));
    content
      .prepare('INSERT INTO person_signatures (person, sha256, set_at) VALUES (?, ?, ?)')
      .run(personId, sha256, at);
  }
  content.prepare('DELETE FROM signature_pictures WHERE sha256 NOT IN (SELECT sha256 FROM person_signatures)').run();
  return sha256;
}
