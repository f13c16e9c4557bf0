import { sm3 } from 'sm-crypto-v2';
import { canonicalJson } from './canonicalJson.ts';
import type { IssueDocument } from './issueDocument.ts';

/**
 * What every step before 签发 signs: SM3 (GB/T 32905-2016), lower-case hex, of the canonical document without what is only
 * decided at 签发 or after it (number, date, names and opinions, number of copies).
 */
export function contentHash(document: IssueDocument): string {
  return sm3(canonicalJson(hashedContent(document)));
}

/** What of a document is hashed. */
export function hashedContent(document: IssueDocument) {
  const { number: _number, date: _date, signOff: _signOff, copies: _copies, ...content } = document;
  return content;
}
