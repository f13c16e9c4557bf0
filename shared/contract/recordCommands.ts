import { z } from 'zod';
import { RecordSettings, retentions } from '#shared/records/recordSettings.ts';
import { TestedItem, testOccasions } from '#shared/records/recordTest.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, hash, id, instant, note, nothing, password } from './values.ts';

const recordNumber = z.string().min(1).max(200);
const retention = z.enum(retentions);
const file = z.strictObject({ name: z.string(), bytes });

/** One 件 of the archive as lists show it. */
export const RecordItem = z.strictObject({
  recordNumber,
  /** Left out where it came in by a package. */
  issueId: id.optional(),
  title: z.string(),
  documentNumber: z.string(),
  organ: z.string(),
  dated: day,
  year: z.int(),
  retention,
  serial: z.int(),
  pages: z.int(),
  archivedAt: instant,
  /** The last year of its term; left out where it is kept for good. */
  lastYear: z.int().optional(),
  isDue: z.boolean(),
  destroyedAt: instant.optional(),
  /** Of the newest test it was in. */
  lastTest: z.strictObject({ at: instant, isPassed: z.boolean() }).optional(),
});
export type RecordItem = z.infer<typeof RecordItem>;

const correction = z.strictObject({
  issueId: id,
  publicationName: z.string(),
  numberText: z.string(),
  note: z.string(),
  personName: z.string(),
  at: instant,
});

export const RecordTestHead = z.strictObject({
  number: z.int(),
  occasion: z.enum(testOccasions),
  items: z.int(),
  failed: z.int(),
  /** Of everything in the archive, not of one item. */
  isWhole: z.boolean(),
  personName: z.string(),
  at: instant,
});
export type RecordTestHead = z.infer<typeof RecordTestHead>;

const wholeTest = RecordTestHead.extend({ report: z.array(TestedItem) });

export const RecordDisposal = z.strictObject({
  id,
  reason: z.string(),
  items: z.array(z.strictObject({ recordNumber, title: z.string(), year: z.int(), retention })),
  proposedByName: z.string(),
  proposedAt: instant,
  state: z.enum(['proposed', 'refused', 'destroyed']),
  decidedByName: z.string().optional(),
  decidedAt: instant.optional(),
  decision: z.string().optional(),
  mayDecide: z.boolean(),
});
export type RecordDisposal = z.infer<typeof RecordDisposal>;

const draftsDue = z.strictObject({
  versions: z.int(),
  articles: z.int(),
  /** Of issues of this year and before. */
  lastYear: z.int().optional(),
});

/** 电子档案 are handed over unencrypted: what the medium is, or that they go in an envelope of one's own. */
export const recordMedia = ['encrypted', 'controlled', 'envelope'] as const;

export const recordCommands = {
  /** The settings in force and an example of the next number; nothing before any were made. */
  readRecordSettings: {
    role: editorialRoles,
    input: nothing,
    output: z.strictObject({ settings: RecordSettings.optional(), example: z.string().optional() }),
  },
  saveRecordSettings: { role: ['archivist'], input: z.strictObject({ settings: RecordSettings }), output: nothing },
  listRecords: {
    role: editorialRoles,
    input: nothing,
    output: z.strictObject({
      items: z.array(RecordItem),
      /** Issues in the archive that have no number yet. */
      unnumbered: z.array(z.strictObject({ issueId: id, publicationName: z.string(), numberText: z.string() })),
      /** Whether the whole archive is to be tested again. */
      isTestDue: z.boolean(),
    }),
  },
  /** What an issue is in the archive: its item, if it has one, and the corrections on either side of it. */
  readRecord: {
    role: editorialRoles,
    input: z.strictObject({ issueId: id }),
    output: z.strictObject({
      item: RecordItem.optional(),
      /** In later issues, of this one. */
      correctedBy: z.array(correction),
      /** In earlier issues, by this one. */
      corrects: z.array(correction),
    }),
  },
  /** Gives an archived issue its number, signed by the archivist; refused where the four-property test finds anything. */
  registerRecord: {
    role: ['archivist'],
    input: z.strictObject({ issueId: id, retention: retention.optional() }),
    output: RecordItem,
  },
  /** One package of DA/T 48; in an envelope it is encrypted with the passphrase (age). */
  exportRecord: {
    role: ['archivist'],
    input: z
      .strictObject({
        recordNumber,
        medium: z.enum(recordMedia),
        passphrase: z.string().min(12).max(200).optional(),
        ticketId: id.optional(),
      })
      .refine(({ medium, passphrase }) => (medium === 'envelope') === (passphrase !== undefined)),
    output: z.strictObject({ file, sm3: hash }),
  },
  /** Takes in a package as it is, proved; refused where anything in it is wrong or its number is taken. */
  importRecord: {
    role: ['archivist'],
    input: z.strictObject({ bytes }),
    output: z.strictObject({ recordNumber, outcome: z.enum(['taken', 'known']) }),
  },
  /** 四性检测 of the whole archive, or of one item. */
  testRecords: {
    role: ['archivist'],
    input: z.strictObject({
      recordNumber: recordNumber.optional(),
      occasion: z.enum(['demand', 'due']).default('demand'),
    }),
    output: wholeTest,
  },
  listRecordTests: { role: editorialRoles, input: nothing, output: z.array(RecordTestHead) },
  readRecordTest: { role: editorialRoles, input: z.strictObject({ number: z.int().min(1) }), output: wholeTest },
  printRecordTest: {
    role: editorialRoles,
    input: z.strictObject({ number: z.int().min(1) }),
    output: z.strictObject({ pdf: bytes }),
  },
  /** 归档文件目录 of a year and a term. */
  printRecordCatalogue: {
    role: editorialRoles,
    input: z.strictObject({ year: z.int().min(1949).max(2999), retention }),
    output: z.strictObject({ pdf: bytes }),
  },
  /** 归档章 on a sheet of its own, to be laid before the first page. */
  printRecordStamp: {
    role: editorialRoles,
    input: z.strictObject({ recordNumber }),
    output: z.strictObject({ pdf: bytes }),
  },
  /** 更正: says that a later issue corrects this one. */
  linkCorrection: {
    role: ['editor', 'archivist'],
    input: z.strictObject({ correctedIssue: id, correctingIssue: id, note: z.string().trim().min(1).max(1000) }),
    output: nothing,
  },
  listDisposals: { role: editorialRoles, input: nothing, output: z.array(RecordDisposal) },
  /** 销毁清册 of items past their terms, signed by whoever proposes it. */
  proposeDisposal: {
    role: ['archivist'],
    input: z.strictObject({
      recordNumbers: z.array(recordNumber).min(1).max(500),
      reason: z.string().trim().min(1).max(2000),
      password,
    }),
    output: RecordDisposal,
  },
  /** By another person, with the password: what is approved is destroyed at once; the register of it stays for good. */
  decideDisposal: {
    role: ['archivist', 'signer'],
    input: z.strictObject({ id, isApproved: z.boolean(), reason: note.default(''), password }),
    output: RecordDisposal,
  },
  /** 历次修改稿 that may be removed by the rule for drafts, which are no part of the archive. */
  readDraftsDue: { role: editorialRoles, input: nothing, output: draftsDue },
  /** Removes them where they are as many as were shown; what was removed. */
  disposeDrafts: { role: ['archivist'], input: z.strictObject({ versions: z.int().min(1) }), output: draftsDue },
} as const satisfies CommandTable;
