import { z } from 'zod';
import { Article } from './article.ts';
import { hash } from './hash.ts';

/** 总第 N 期 is `running`; 第 N 期 of a year, or of its supplements (增刊), is `serial`. */
export const IssueNumber = z.strictObject({
  series: z.enum(['regular', 'supplement']),
  year: z.int().min(1949).max(2999),
  serial: z.int().min(1).max(99_999),
  running: z.int().min(1).max(999_999).optional(),
});
export type IssueNumber = z.infer<typeof IssueNumber>;

/** 纸质签批: who recorded a signature on paper, who compared it, its date (YYYY-MM-DD), and the SM3 of its scan. */
export const PaperNote = z.strictObject({
  recorder: z.string().min(1),
  confirmer: z.string().min(1),
  signedOn: z.iso.date(),
  scan: hash,
});
export type PaperNote = z.infer<typeof PaperNote>;

/** The record behind a marking (《工作秘密管理暂行办法》: who proposed it, who approved it, on what ground, for whom, until when). */
export const MarkingDecision = z.strictObject({
  /** 内部资料, 秘密 …; the term stands apart: 秘密 and 10年 print as 秘密★10年. */
  kind: z.string().min(1),
  ground: z.string().min(1),
  proposer: z.string().min(1),
  approver: z.string().min(1),
  /** The approver has approved by hand on paper, and these two answer for it. */
  paper: PaperNote.optional(),
  scope: z.string().min(1),
  term: z.string().min(1).optional(),
  liftDate: z.iso.date().optional(),
  decidedOn: z.iso.date().optional(),
  /** When somebody has to look at it again. */
  reviewOn: z.iso.date().optional(),
  /** The days on which it was looked at, from the first. */
  reviewedOn: z.array(z.iso.date()).max(100).optional(),
  /** 原定密单位: the unit whose mark came with the article; what goes out of it needs that unit's consent. */
  originator: z.string().min(1).optional(),
  /** Why it is lower than what the articles of the issue ask for. */
  lowerReason: z.string().min(1).optional(),
});
export type MarkingDecision = z.infer<typeof MarkingDecision>;

export const signOffSteps = ['responsibleEditor', 'countersigner', 'reviewer', 'signer'] as const;
export type SignOffStep = (typeof signOffSteps)[number];

/** What a step is called where no publication has words of its own for it. */
export const signOffStepNames = {
  responsibleEditor: '责任编辑',
  countersigner: '会签',
  reviewer: '审核',
  signer: '签发',
} as const satisfies Record<SignOffStep, string>;

export const SignOffEntry = z.strictObject({
  step: z.enum(signOffSteps),
  /** The word printed before the name, such as 责任编辑 or 编辑. */
  label: z.string().min(1),
  person: z.string().min(1),
  opinion: z.string().min(1).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  /** Which station of the issue's flow was signed, counted from 0; an older document has none. */
  station: z.int().min(0).max(5).optional(),
  /** In whose place the person signed; it prints as 王某（受李某委托）. */
  onBehalfOf: z.string().min(1).optional(),
  /** Signed by hand on paper, not with a key. */
  paper: PaperNote.optional(),
});
export type SignOffEntry = z.infer<typeof SignOffEntry>;

export const IssueImage = z.strictObject({
  mime: z.enum(['image/png', 'image/jpeg']),
  bytes: z.base64(),
});
export type IssueImage = z.infer<typeof IssueImage>;

/** 紧急程度 of an issue: how fast it has to go its way. */
export const urgencies = ['ordinary', 'urgent', 'mostUrgent'] as const;
export type Urgency = (typeof urgencies)[number];

export const urgencyNames = { ordinary: '平件', urgent: '加急', mostUrgent: '特急' } as const satisfies Record<
  Urgency,
  string
>;

/** The one form in which an issue crosses a border: command line, hand-over, archive, exporters. */
export const IssueDocument = z
  .strictObject({
    schema: z.literal(1),
    publication: z.strictObject({ name: z.string().min(1), organ: z.string() }),
    column: z.string().min(1).optional(),
    number: IssueNumber.nullable(),
    date: z.iso.date().nullable(),
    marking: z.array(z.string().min(1)),
    markingDecision: MarkingDecision.optional(),
    /** The records of those articles that have one of their own, by their ids. */
    articleMarkings: z.record(z.string().min(1).max(64), MarkingDecision).optional(),
    urgency: z.enum(urgencies).optional(),
    /** 编者按, without the label itself. */
    editorsNote: z.string().min(1).optional(),
    articles: z.array(Article),
    reportTo: z.array(z.string().min(1)),
    copyTo: z.array(z.string().min(1)),
    sendTo: z.array(z.string().min(1)),
    signOff: z.array(SignOffEntry),
    copies: z.int().min(1).max(1_000_000).optional(),
    images: z.record(hash, IssueImage),
  })
  .superRefine((document, context) => {
    const ids = new Set<string>();
    for (const [index, article] of document.articles.entries()) {
      if (ids.has(article.id)) {
        context.addIssue({ code: 'custom', path: ['articles', index, 'id'], message: `文章编号重复：${article.id}` });
      }
      ids.add(article.id);
      for (const [blockIndex, block] of article.body.entries()) {
        if (block.role === 'figure' && !(block.image in document.images)) {
          context.addIssue({
            code: 'custom',
            path: ['articles', index, 'body', blockIndex, 'image'],
            message: '图片不在文件中',
          });
        }
      }
    }
    for (const articleId of Object.keys(document.articleMarkings ?? {})) {
      if (ids.has(articleId)) continue;
      context.addIssue({ code: 'custom', path: ['articleMarkings', articleId], message: '标识记录的稿件不在本期中' });
    }
  });
export type IssueDocument = z.infer<typeof IssueDocument>;

/** An issue with nothing in it, to be filled. */
export function emptyIssueDocument(publication: IssueDocument['publication']): IssueDocument {
  return {
    schema: 1,
    publication,
    number: null,
    date: null,
    marking: [],
    articles: [],
    reportTo: [],
    copyTo: [],
    sendTo: [],
    signOff: [],
    images: {},
  };
}
