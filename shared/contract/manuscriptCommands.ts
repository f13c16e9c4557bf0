import { z } from 'zod';
import { Article } from '#shared/issue/article.ts';
import { IssueImage } from '#shared/issue/issueDocument.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, hash, id, instant, note, text } from './values.ts';

const manuscriptStates = ['received', 'selected', 'rejected', 'reserved'] as const;
export type ManuscriptState = (typeof manuscriptStates)[number];

export const Manuscript = z.strictObject({
  id,
  /** 2024-0001: the year it arrived and its number in that year. */
  number: z.string().regex(/^\d{4}-\d{4,}$/),
  title: z.string(),
  unitId: id.optional(),
  author: z.string(),
  phone: z.string(),
  arrivedOn: day,
  receivedAt: instant,
  receivedBy: id,
  fileName: z.string(),
  fileSm3: hash,
  state: z.enum(manuscriptStates),
  reason: z.string(),
  decidedBy: id.optional(),
  decidedAt: instant.optional(),
  /** The article that was made of it. */
  articleId: id.optional(),
});
export type Manuscript = z.infer<typeof Manuscript>;

/** What reading the file healed, dropped or doubted; `line` counts lines of a text, paragraphs of a DOCX, from 1. */
export const ReadingReport = z.array(z.strictObject({ line: z.int(), kind: z.string(), message: z.string() }));
export type ReadingReport = z.infer<typeof ReadingReport>;

export const images = z.record(hash, IssueImage);

/** The year counts manuscripts; no bulletin of this kind is older than 1949, and a year beyond 2999 is a slip of the hand. */
const arrivalDay = day.refine((date) => date >= '1949-01-01' && date <= '2999-12-31');

export const manuscriptCommands = {
  receiveManuscript: {
    role: ['editor'],
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes,
      unitId: id.optional(),
      author: text.default(''),
      phone: text.default(''),
      arrivedOn: arrivalDay.optional(),
    }),
    output: z.strictObject({ manuscript: Manuscript, article: Article, report: ReadingReport }),
  },
  listManuscripts: {
    role: editorialRoles,
    input: z.strictObject({ state: z.enum(manuscriptStates).optional(), year: z.int().optional() }),
    output: z.array(Manuscript),
  },
  readManuscript: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ manuscript: Manuscript, article: Article, images, report: ReadingReport }),
  },
  readOriginalFile: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
  /** What was mistyped on receipt; the file itself is never touched. */
  describeManuscript: {
    role: ['editor'],
    input: z.strictObject({ id, unitId: id.optional(), author: text, phone: text, arrivedOn: arrivalDay }),
    output: Manuscript,
  },
  /** 选用 makes an article; 退稿 needs a reason; 备用 leaves it waiting. */
  decideManuscript: {
    role: ['editor'],
    input: z.strictObject({ id, decision: z.enum(['selected', 'rejected', 'reserved']), reason: note.default('') }),
    output: Manuscript,
  },
} as const satisfies CommandTable;
