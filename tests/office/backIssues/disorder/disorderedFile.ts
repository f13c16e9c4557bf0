import type { Print } from '../pastFolder.ts';
import { chanceOf } from './chance.ts';
import { layOutIssue, type ReadableIssue } from './layOutIssue.ts';
import { type Disorder, disorderKinds, type Format, formats, type Plan, planOf } from './plan.ts';
import { trueIssue } from './trueIssue.ts';
import { writePage } from './writePage.ts';
import { writePlainDocx } from './writePlainDocx.ts';
import { writeTxt } from './writeTxt.ts';

export interface DisorderedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind: Disorder;
  readonly plan: Plan;
  readonly readable: ReadableIssue;
  /** Why somebody has to look at it, because the file leaves something out or contradicts itself. */
  readonly asked: readonly string[];
}

/** The `index`-th file of a folder of past issues, its issue set with one to three kinds of disorder. */
export async function disorderedFile(seed: number, index: number, print: Print): Promise<DisorderedFile> {
  const chance = chanceOf(seed * 7_000_003 + index);
  const kind = disorderKinds[index % disorderKinds.length] ?? 'masthead';
  const format = chance.one(formats);
  const plan = planOf(kind, chance);
  const { lines, readable } = layOutIssue(trueIssue(seed, index), plan, format, chance);
  const { issue, number, date } = readable;
  const bytes = await written(format);
  async function written(as: Format): Promise<Uint8Array> {
    switch (as) {
      case 'txt':
        return writeTxt(lines, plan, chance);
      case 'docx':
        return writePlainDocx(lines, plan, chance);
      case 'pdf':
        return print(await writePage(lines, plan, issue));
    }
  }
  const { year, serial } = issue.number;
  const named = plan.file === 'name' ? serial + chance.between(1, 5) : serial;
  const name = chance.one([`${issue.publication}${year}年第${named}期`, `第${named}期`, `新建 文档 (${index})`]);
  const isNamedOtherwise = plan.file === 'name' && name.includes('期');
  return {
    path: `${year}/${String(index).padStart(4, '0')}/${name}.${format}`,
    bytes,
    kind,
    plan,
    readable,
    asked: [
      ...(number === null ? ['noNumber'] : []),
      ...(date === null ? ['noDate'] : []),
      ...(number !== null && isNamedOtherwise ? ['otherNumberInName'] : []),
    ],
  };
}
