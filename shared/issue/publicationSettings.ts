import { z } from 'zod';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { MarkingRule } from '#shared/marking/markingRule.ts';
import { Flow, usualFlow } from '#shared/workflow/flowSchema.ts';
import { MarkingDecision } from './issueDocument.ts';
import { OutputApproval } from './outputApproval.ts';

const lines = z.array(z.string().trim().min(1).max(500)).max(100).default([]);

/** What a publication gives to each of its issues: the words on them, the numbers they get, the look of their pages. */
export const PublicationSettings = z.strictObject({
  /** 编发单位, as it prints above the red rule. */
  organ: z.string().trim().max(200).default(''),
  columns: lines,
  marking: lines,
  /** What a record of an issue begins with; the record itself is made for each issue by its people. */
  markingDecision: MarkingDecision.optional(),
  /** Left out where an issue is printed and handed out without a ticket. */
  outputApproval: OutputApproval.optional(),
  /** Which printed marks need a record before 送审. */
  markingRule: MarkingRule.default('classified'),
  reportTo: lines,
  /** Where it is there, 报 also names the committees over the units of the articles; `suffix` follows the last of them. */
  reportToCommittees: z.strictObject({ suffix: z.string().trim().max(50).default('分管领导') }).optional(),
  copyTo: lines,
  sendTo: lines,
  copies: z.int().min(1).max(1_000_000).optional(),
  /** The stations an issue is signed at; their words print before the names. */
  flow: Flow.default(usualFlow),
  /** Whether a station after the first may be signed by hand on the printed 发稿单 and recorded by two others. */
  allowsPaperSignOff: z.boolean().default(false),
  /** Where counting begins in this program: the year's issue, and the running number where the publication has one. */
  firstNumber: z
    .strictObject({
      year: z.int().min(1949).max(2999).optional(),
      serial: z.int().min(1).default(1),
      running: z.int().min(1).optional(),
    })
    .prefault({}),
  layout: LayoutParameters.prefault({}),
});
export type PublicationSettings = z.infer<typeof PublicationSettings>;
