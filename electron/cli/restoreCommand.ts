import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { momentLine } from '#shared/layout/momentLine.ts';
import { answered } from './answered.ts';
import { askUnlocks } from './askUnlocks.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { openOffice } from './openOffice.ts';
import { readOptions } from './readOptions.ts';

export const restoreUsage = `用法：npm run neikan -- restore 备份文件夹 --data 数据目录 [--code] [--set-aside] [--consent-code] [--replace-other]
  从备份恢复；询问备份时在任的人的登录名和口令，加 --code 则询问恢复码（分存的，询问其中两份和编号）。
  数据目录中已有数据时要加 --set-aside：现有数据整个移到其中的“恢复前的数据-…”，不会覆盖；现有的编辑部还能打开的，
  再询问现在的系统管理员的登录名和口令，加 --consent-code 则询问现在的恢复码。用另一个编辑部的备份替换，要加 --replace-other。`;

/**
 * `restore BACKUP --data DIR …`: puts a backup that was proved into a data directory, with the consent of the office that is
 * there. Throws a CommandFailure in the office's words; what was there is then as it was.
 */
export async function restoreCommand(
  args: readonly string[],
  print: (line: string) => void,
  ask: typeof askUnlocks = askUnlocks,
): Promise<void> {
  const { path, data, isCode, isConsentCode, setAside, replacesOther } = readArguments(args);
  if (!existsSync(join(path, 'backup.json'))) {
    throw new CommandFailure(1, `${path} 不是备份：其中没有 backup.json。请指明名为“内刊备份-…”的文件夹`);
  }
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const { facts, faults, present } = answered(await office.client.examineBackup({ path }));
    if (!facts) {
      const lines = faults.map(({ file, message }) => `  ${file}：${message}`);
      throw new CommandFailure(1, `备份已被改动或损坏，没有恢复：\n${lines.join('\n')}`);
    }
    print(`备份：${facts.office.name}，${momentLine(facts.madeAt)}，${facts.madeBy}，共${facts.bytes}字节`);
    if (present.kind !== 'none' && !setAside) {
      const text = `${data} 中已经有编辑部的数据，没有恢复。要把它整个移到一边再恢复，请加上 --set-aside。`;
      throw new CommandFailure(1, text);
    }
    if (present.kind === 'unopenable') print(`现有的数据打不开，不用征得同意。${present.reason}`);
    const isGuarded = present.kind === 'guarded';
    const [unlock, consent] = await ask([
      { prefix: isGuarded ? '打开备份，' : '', papers: isCode ? facts.recoveryKind : undefined },
      ...(isGuarded
        ? [{ prefix: '现在的系统管理员，', papers: isConsentCode ? present.recoveryKind : undefined }]
        : []),
    ]);
    if (!unlock) throw new Error('nothing opens the backup');
    const input = { path, unlock, setAside, replacesOther, ...(consent ? { consent } : {}) };
    const restored = answered(await office.client.restoreBackup(input));
    const content = restored.contentRows === null ? '稿件库没有打开（没有钥匙）' : `稿件库${restored.contentRows}行`;
    print(`已恢复到 ${data}：登记库${restored.registerRows}行，${content}，用了${restored.seconds.toFixed(1)}秒`);
    if (restored.setAside !== undefined) print(`原有数据移到 ${join(data, restored.setAside)}`);
  } finally {
    office.close();
  }
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    code: { type: 'boolean', default: false },
    'consent-code': { type: 'boolean', default: false },
    'set-aside': { type: 'boolean', default: false },
    'replace-other': { type: 'boolean', default: false },
  } as const;
  const { positionals, values } = readOptions(args, options, restoreUsage);
  const [path = '', ...more] = positionals;
  if (path === '' || more.length > 0 || values.data === undefined) throw new CommandFailure(2, restoreUsage);
  return {
    path: commandPath(path),
    data: commandPath(values.data),
    isCode: values.code,
    isConsentCode: values['consent-code'],
    setAside: values['set-aside'],
    replacesOther: values['replace-other'],
  };
}
