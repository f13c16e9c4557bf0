import { z } from 'zod';

/** 保管期限 (国家档案局令第8号): 永久, 30年, 10年. */
export const retentions = ['permanent', 'thirty', 'ten'] as const;
export type Retention = (typeof retentions)[number];

export const retentionNames = { permanent: '永久', thirty: '30年', ten: '10年' } as const satisfies Record<
  Retention,
  string
>;

const retentionYears = { permanent: undefined, thirty: 30, ten: 10 } as const satisfies Record<
  Retention,
  number | undefined
>;

/** The parts of 档号 (DA/T 22-2015), each of which a mask has once. */
export const maskParts = ['fonds', 'category', 'year', 'retention', 'division', 'item'] as const;
type MaskPart = (typeof maskParts)[number];

export const maskPartNames = {
  fonds: '全宗号',
  category: '门类',
  year: '年度',
  retention: '保管期限',
  division: '机构或问题',
  item: '件号',
} as const satisfies Record<MaskPart, string>;

/** “-” between levels, “·” inside a level. */
export const usualMask = '全宗号-门类·年度-保管期限-机构或问题-件号';

/** Nothing in it that a mask parts numbers by, so that two numbers are never read as one. */
const code = z.string().regex(/^[0-9A-Za-z\u4e00-\u9fff]{1,20}$/u);
const line = z.string().trim().max(100);

const mask = z
  .string()
  .max(60)
  .refine((value) => maskFault(value) === undefined);

/** What the records office wants of 档号 and of the terms; kept as versions, the newest of which holds. */
export const RecordSettings = z.strictObject({
  fonds: z.string().regex(/^[0-9A-Za-z]{1,8}$/),
  fondsName: line.min(1),
  /** 立档单位. */
  organization: line.min(1),
  archivesName: line.default(''),
  archivesCode: z
    .string()
    .regex(/^[0-9A-Za-z]{0,12}$/)
    .default(''),
  category: code.default('WS'),
  division: code,
  retentionCodes: z
    .strictObject({ permanent: code, thirty: code, ten: code })
    .refine(({ permanent, thirty, ten }) => new Set([permanent, thirty, ten]).size === 3)
    .default({ permanent: 'Y', thirty: 'D30', ten: 'D10' }),
  itemDigits: z.int().min(3).max(6).default(4),
  mask: mask.default(usualMask),
  /** What is proposed when an issue is put into the archive. */
  retention: z.enum(retentions).default('permanent'),
  /** How many months may pass between two tests of the whole archive. */
  testMonths: z.int().min(1).max(60).default(12),
  /** How many years after its issue an earlier draft is kept; drafts are no part of the archive. */
  draftYears: z.int().min(1).max(30).default(5),
});
export type RecordSettings = z.infer<typeof RecordSettings>;

/** What keeps a text from being a mask, in Chinese; undefined where nothing does. */
export function maskFault(value: string): string | undefined {
  let rest = value;
  for (const part of maskParts) {
    const name = maskPartNames[part];
    if (rest.split(name).length !== 2) return `“${name}”应当出现一次`;
    rest = rest.replace(name, '\0');
  }
  if (/^[^\0]/.test(rest) || /\0\0/.test(rest) || /[^\0]$/.test(rest)) return '各部分之间要有分隔符，首尾不能有';
  return /^[\0\-·._—]+$/.test(rest) ? undefined : '分隔符只能用“-”“·”“.”“_”“—”';
}

/** Where an item stands: the lowest class of its number and its place there. */
export interface RecordPlace {
  readonly fonds: string;
  readonly category: string;
  readonly year: number;
  readonly retention: Retention;
  readonly division: string;
  readonly serial: number;
}

/** 档号 by the mask of the settings. */
export function recordNumber(
  { mask: form, retentionCodes, itemDigits }: Pick<RecordSettings, 'mask' | 'retentionCodes' | 'itemDigits'>,
  { fonds, category, year, retention, division, serial }: RecordPlace,
): string {
  const values: Readonly<Record<MaskPart, string>> = {
    fonds,
    category,
    year: String(year),
    retention: retentionCodes[retention],
    division,
    item: String(serial).padStart(itemDigits, '0'),
  };
  const pattern = new RegExp(maskParts.map((part) => maskPartNames[part]).join('|'), 'g');
  const partOf = new Map(maskParts.map((part) => [maskPartNames[part] as string, part] as const));
  return form.replace(pattern, (name) => values[partOf.get(name) ?? 'item']);
}

/** The last year of the term; undefined for 永久. The term runs from the end of the year of the item. */
export function lastYearKept({ year, retention }: Pick<RecordPlace, 'year' | 'retention'>): number | undefined {
  const years = retentionYears[retention];
  return years === undefined ? undefined : year + years;
}
