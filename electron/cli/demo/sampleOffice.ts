import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import { staffings } from '#shared/workflow/roleSeparation.ts';

export interface SampleUnit {
  readonly name: string;
  readonly signature: string;
  readonly aliases: readonly string[];
  readonly parentCommittee?: string | undefined;
  readonly children?: readonly SampleUnit[] | undefined;
}

const SampleUnit: z.ZodType<SampleUnit> = z.strictObject({
  name: z.string(),
  signature: z.string(),
  aliases: z.array(z.string()),
  parentCommittee: z.string().optional(),
  get children() {
    return z.array(SampleUnit).optional();
  },
});

const SampleOffice = z.strictObject({
  office: z.strictObject({ name: z.string(), staffing: z.enum(staffings) }),
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) })),
  units: z.array(SampleUnit),
  publications: z.array(PublicationSettings.extend({ name: z.string() })).length(2),
});
export type SampleOffice = z.infer<typeof SampleOffice>;

export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const folder = new URL('../../../resources/sample/', import.meta.url);

/** The invented office of the sample: its people, units and publications. */
export function readSampleOffice(): SampleOffice {
  return SampleOffice.parse(JSON.parse(readFileSync(new URL('office.json', folder), 'utf8')));
}

/** The articles of the first issue as the units send them in, by name. */
export function readSampleManuscripts(): readonly SampleFile[] {
  const manuscripts = new URL('manuscripts/', folder);
  return readdirSync(manuscripts)
    .sort()
    .map((name) => readSampleFile(`manuscripts/${encodeURIComponent(name)}`));
}

/** A file of the sample; `path` lies below its folder, written as an address (Chinese names escaped). */
export function readSampleFile(path: string): SampleFile {
  const bytes = new Uint8Array(readFileSync(new URL(path, folder)));
  return { name: decodeURIComponent(basename(path)), bytes };
}

/** The sample guards nothing, so its passwords may stand here. */
export const samplePasswords: Readonly<Record<string, string>> = {
  suhe: '路边驿站灯火通明',
  chengwangchuan: '三审三校一字不苟',
  luzhixing: '落笔签发重若千钧',
};
