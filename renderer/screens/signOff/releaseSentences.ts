import type { CommandOutput } from '#shared/contract/contract.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { MarkingNote } from '#shared/contract/markingCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { urgencyNames } from '#shared/issue/issueDocument.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { markText } from '#shared/marking/markText.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { signing } from '../../strings/signing.ts';
import { dayText, momentText } from '../../strings/words.ts';

type Prepared = CommandOutput<'prepareRelease'>;

export interface ReleaseSentence {
  readonly text: string;
  /** Something the signer should weigh before signing. */
  readonly isWarning?: boolean;
  /** What the sentence counts, one a line. */
  readonly lines?: readonly string[];
}

/**
 * What is signed, in plain sentences: the thing, who answered for it before, what is different from last time, in the words
 * of `since`, and what is still open; `notes` are those of the office about the marks.
 */
export function releaseSentences(
  prepared: Prepared,
  issue: WholeIssue,
  since: string | undefined,
  corrected: readonly string[],
  notes: readonly MarkingNote[],
  now = new Date(),
): readonly ReleaseSentence[] {
  const { document, number, date, pages } = prepared;
  const open = issue.comments.filter(({ resolvedAt }) => resolvedAt === undefined);
  return [
    { text: signing.publication(document.publication.name, issueNumberText(number)) },
    { text: signing.date(dayText(date), pages) },
    ...(document.column ? [{ text: signing.column(document.column) }] : []),
    {
      text: signing.articles(document.articles.length),
      lines: document.articles.map(({ title }) => titleInOneLine(title)),
    },
    { text: document.copies ? signing.copies(document.copies) : signing.noCopies },
    ...markingSentences(document),
    ...notes.map(({ text, isWarning }) => (isWarning ? { text, isWarning } : { text })),
    ...signedSentences(prepared, now),
    ...(corrected.length > 0
      ? [{ text: signing.corrections(corrected.map((title) => `《${title}》`).join('、')) }]
      : []),
    ...(since === undefined ? [] : [{ text: since }]),
    open.length === 0
      ? { text: signing.noComments }
      : {
          text: signing.openComments(open.length),
          isWarning: true,
          lines: open.map(({ text, quote, personName }) => signing.comment(personName, quote, text)),
        },
  ];
}

/** The mark with the people and the ground behind it: whoever signs answers for it too. */
function markingSentences({ marking, markingDecision, urgency }: Prepared['document']): readonly ReleaseSentence[] {
  const urgent =
    urgency === undefined || urgency === 'ordinary' ? [] : [{ text: signing.urgency(urgencyNames[urgency]) }];
  if (!markingDecision) {
    return [...urgent, { text: marking.length > 0 ? signing.mark(marking.join('、')) : signing.noMark }];
  }
  const { ground, proposer, approver, paper, scope, lowerReason } = markingDecision;
  return [
    ...urgent,
    { text: signing.marking(markText(markingDecision), ground, scope) },
    { text: signing.markingPeople(proposer, paper ? `${approver}，${paperText(paper)}` : approver) },
    ...(lowerReason === undefined ? [] : [{ text: signing.markingLower(lowerReason), isWarning: true }]),
  ];
}

function signedSentences({ signOffs, contentHash }: Prepared, now: Date): readonly ReleaseSentence[] {
  const say = {
    responsibleEditor: signing.editedBy,
    countersigner: signing.countersignedBy,
    reviewer: signing.reviewedBy,
  };
  return signOffs.flatMap(({ step, label, personName, at, opinion, voidReason, paper, ...signed }) => {
    if (step === 'signer' || voidReason !== undefined) return [];
    const sentence = paper
      ? signing.onPaper(label, personName, dayText(paper.signedOn), paperText(paper))
      : say[step](label, personName, momentText(at, now));
    const isSame = signed.contentHash === contentHash;
    const whole = signing.sinceThen(opinion ? signing.withOpinion(sentence, opinion) : sentence, isSame);
    return [isSame ? { text: whole } : { text: whole, isWarning: true }];
  });
}
