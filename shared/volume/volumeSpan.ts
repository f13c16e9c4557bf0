import { z } from 'zod';
import type { IssueNumber } from '#shared/issue/issueDocument.ts';
import { serialsText } from '#shared/issue/issueSerials.ts';

const year = z.int().min(1949).max(2999);
const serial = z.int().min(1).max(99_999);

/** Which issues of a publication a volume binds: those of a year, of half a year by their dates, or by their numbers. */
export const VolumeSpan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year'), year }),
  z.strictObject({ kind: z.literal('half'), year, half: z.union([z.literal(1), z.literal(2)]) }),
  z
    .strictObject({ kind: z.literal('issues'), year, first: serial, last: serial })
    .refine(({ first, last }) => first <= last),
]);
export type VolumeSpan = z.infer<typeof VolumeSpan>;

/** 2024年, 2024年上半年, 2024年第1—12期: as it is named on the title page and in the records. */
export function spanName(span: VolumeSpan): string {
  switch (span.kind) {
    case 'year':
      return `${span.year}年`;
    case 'half':
      return `${span.year}年${span.half === 1 ? '上' : '下'}半年`;
    case 'issues':
      return `${span.year}年${serialsText(span.first, span.last)}`;
    default:
      return span satisfies never;
  }
}

/** Whether an issue belongs to the span. Supplements have a count of their own: they come by year and by date, not by number. */
export function isInSpan(span: VolumeSpan, { number, date }: { readonly number: IssueNumber; readonly date: string }) {
  if (number.year !== span.year) return false;
  switch (span.kind) {
    case 'year':
      return true;
    case 'half':
      return Number(date.slice(5, 7)) <= 6 === (span.half === 1);
    case 'issues':
      return number.series === 'regular' && number.serial >= span.first && number.serial <= span.last;
    default:
      return span satisfies never;
  }
}
