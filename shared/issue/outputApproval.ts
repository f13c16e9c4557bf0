import { z } from 'zod';

/** 打印, 导出, 刻录. */
export const outputForms = ['print', 'export', 'burn'] as const;
export type OutputForm = (typeof outputForms)[number];

export const outputFormNames = { print: '打印', export: '导出', burn: '刻录' } as const satisfies Record<
  OutputForm,
  string
>;

/** Who may approve: any holder of the role but the applicant. */
export const outputApprovers = ['editor', 'reviewer', 'signer', 'archivist'] as const;

/** What a publication asks for before an issue of it is printed, handed out or burnt. */
export const OutputApproval = z.strictObject({
  /** Left out where a ticket holds as soon as it is applied for. */
  approver: z.enum(outputApprovers).optional(),
  /** Whether each copy shows in its foot who made it, when, under which ticket, and its number. */
  isStamped: z.boolean().default(false),
});
export type OutputApproval = z.infer<typeof OutputApproval>;
