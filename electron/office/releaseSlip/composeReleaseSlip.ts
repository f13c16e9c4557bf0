import { titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument, SignOffEntry } from '#shared/issue/issueDocument.ts';
import { signedName } from '#shared/issue/signedName.ts';
import { issueNumberLine, recipientLines } from '#shared/layout/printedLines.ts';
import type { ReleaseSlip, SlipSignOff } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { markText } from '#shared/marking/markText.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { consentWords } from '../marking/originatorConsents.ts';
import { selectSignature } from './signaturePictures.ts';

/** A signature that counts, as it prints, with the person who gave it. */
export interface SlipSignature {
  readonly personId: string;
  readonly entry: SignOffEntry;
}

export interface SlipFacts {
  readonly document: IssueDocument;
  readonly contentHash: string;
  /** In the order they were given. */
  readonly signed: readonly SlipSignature[];
  /** What the stations are called that nobody has signed yet; there is room for them. */
  readonly awaited: readonly string[];
  /** Of the issue, once it was typeset. */
  readonly pages?: number | undefined;
  readonly isReleased: boolean;
}

/** 发稿单 from what is known of the issue; every field is data, nothing is typed into it. */
export function composeReleaseSlip(content: ReadableDatabase, facts: SlipFacts): ReleaseSlip {
  const { document, contentHash, signed, awaited, pages, isReleased } = facts;
  const { articles, articleMarkings = {} } = document;
  const sources = articles.flatMap(({ source }) => (source ? [source.unit === '' ? source.line : source.unit] : []));
  return {
    publication: document.publication.name,
    organ: document.publication.organ,
    number: document.number ? `${document.number.year}年${issueNumberLine(document.number)}` : undefined,
    date: document.date ?? undefined,
    marking: document.marking,
    urgency: document.urgency ?? 'ordinary',
    column: document.column,
    titles: articles.map(({ title }) => titleInOneLine(title)),
    sources: [...new Set(sources)],
    pages,
    copies: document.copies,
    signOffs: [...signed.map((signature) => signOffOf(content, signature)), ...awaited.map((label) => ({ label }))],
    recipients: recipientLines(document),
    decision: document.markingDecision,
    articleMarkings: articles.flatMap(({ id, title }) => {
      const decision = articleMarkings[id];
      if (!decision) return [];
      const consent = consentWords(content, id);
      return [
        { title: titleInOneLine(title), mark: markText(decision), ...(consent === undefined ? {} : { consent }) },
      ];
    }),
    contentHash,
    isReleased,
  };
}

function signOffOf(content: ReadableDatabase, { personId, entry }: SlipSignature): SlipSignOff {
  const { label, opinion, at, paper } = entry;
  // A picture stands for the own hand at the own desk; what was written on paper is seen on its scan.
  const picture = paper ? undefined : selectSignature(content, personId);
  return {
    label,
    person: signedName(entry),
    ...(opinion === undefined ? {} : { opinion }),
    ...(at === undefined ? {} : { at }),
    ...(paper === undefined ? {} : { paper }),
    ...(picture ? { signature: { mime: picture.mime, bytes: picture.bytes.toString('base64') } } : {}),
  };
}
