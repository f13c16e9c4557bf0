import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';

const id = z.string().min(1).max(200);
const line = z.string().trim().min(1).max(200);
const day = z.iso.date().refine((date) => date >= '1949-01-01' && date <= '2999-12-31');
const note = z.string().trim().max(5000);
const unitIds = z.array(id).min(1).max(30);

/** Who may see whose words an instruction holds; its level and day count for everybody. */
export const InstructionScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('readers') }),
  z.strictObject({ kind: z.literal('people'), personIds: z.array(id).min(1).max(50) }),
]);
export type InstructionScope = z.infer<typeof InstructionScope>;

/** 批示. */
export const InstructionEntry = z.strictObject({
  kind: z.literal('instruction'),
  articleId: id.optional(),
  title: line,
  unitIds,
  level: line.max(40),
  day,
  person: line.max(100),
  text: note,
  /** SM3 of the page it is written on. */
  scan: hash.optional(),
  scope: InstructionScope,
  /** It may be told outside the office, as in 采用情况通报. */
  isTold: z.boolean(),
});
export type InstructionEntry = z.infer<typeof InstructionEntry>;

/** 约稿. */
export const RequestEntry = z.strictObject({
  kind: z.literal('request'),
  unitId: id,
  topic: line,
  requirement: note,
  dueOn: day,
  /** The manuscript that met it. */
  manuscriptId: id.optional(),
});
export type RequestEntry = z.infer<typeof RequestEntry>;

/** 上级采用: in the bulletin of a higher office. */
export const OutsideEntry = z.strictObject({
  kind: z.literal('outside'),
  articleId: id.optional(),
  title: line,
  unitIds,
  level: line.max(40),
  publication: line.max(100),
  day,
});
export type OutsideEntry = z.infer<typeof OutsideEntry>;

/** 差错. */
export const FaultEntry = z.strictObject({
  kind: z.literal('fault'),
  unitId: id,
  faultKind: line.max(40),
  title: line,
  day,
  note,
});
export type FaultEntry = z.infer<typeof FaultEntry>;

export const AdoptionRecordEntry = z.discriminatedUnion('kind', [
  InstructionEntry,
  RequestEntry,
  OutsideEntry,
  FaultEntry,
]);
export type AdoptionRecordEntry = z.infer<typeof AdoptionRecordEntry>;

export const recordKindNames = {
  instruction: '批示',
  request: '约稿',
  outside: '上级采用',
  fault: '差错',
} as const satisfies Record<AdoptionRecordEntry['kind'], string>;

/** Whether a person may see what an instruction says; who put it down may. */
export function maySeeInstruction(scope: InstructionScope, personId: string, recordedBy: string): boolean {
  return scope.kind === 'readers' || personId === recordedBy || scope.personIds.includes(personId);
}
