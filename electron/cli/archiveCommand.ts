import { join } from 'node:path';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { askCredentials, type Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fillFree, requireFree } from './freeFolder.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { eepFilesAt, provedEep } from './verifyEepFiles.ts';
import { writeOutput } from './writeOutput.ts';

export const archiveUsage = `用法：npm run neikan -- archive list --data 数据目录
      npm run neikan -- archive export --data 数据目录 --out 文件夹 --medium encrypted|controlled [--year 年度]
  把归档文件写成DA/T 48-2009封装包，写完读回核对。封装包按标准不加密：medium说明写到加密载体还是受控载体。
      npm run neikan -- archive import 封装包或文件夹 --data 数据目录
  校验后导入封装包；有一处不符就不导入。
      npm run neikan -- archive test --data 数据目录
  对全部归档文件做四性检测，报告存档。
  由档案员办理，询问登录名和口令。`;

const media = ['encrypted', 'controlled'] as const;
type Print = (line: string) => void;

/** `archive list|export|import|test`: what the archivist does without a window. Throws a CommandFailure in the office's words. */
export async function archiveCommand(
  args: readonly string[],
  print: Print,
  warn: Print,
  ask: () => Promise<Credentials> = () => askCredentials(),
): Promise<void> {
  const { action, data, out, medium, year, from } = readArguments(args);
  const work = (does: (client: OfficeClient) => Promise<void>) => withSignedInOffice(data, warn, does, ask);
  switch (action) {
    case 'list':
      return work(async (client) => {
        const { items, unnumbered } = answered(await client.listRecords({}));
        for (const { recordNumber, title, destroyedAt, isDue } of items) {
          print(`${recordNumber}　${title}${destroyedAt ? '（已销毁）' : isDue ? '（保管期满）' : ''}`);
        }
        for (const { publicationName, numberText } of unnumbered) print(`未编档号　${publicationName}${numberText}`);
        print(`共${items.length}件`);
      });
    case 'export':
      requireFree(out);
      return work((client) => exportTo(client, { out, medium, year }, print, warn));
    case 'import': {
      const paths = eepFilesAt(from);
      if (!paths) throw new CommandFailure(1, `${from} 中没有封装包（文件名以.eep.xml结尾）`);
      return work(async (client) => {
        for (const path of paths) {
          const { recordNumber, outcome } = answered(
            await client.importRecord({ bytes: new Uint8Array(readInput(path)) }),
          );
          print(`${recordNumber}：${outcome === 'taken' ? '已导入' : '档案中已有，内容相同'}`);
        }
      });
    }
    case 'test':
      return work(async (client) => {
        const { number, items, failed, report } = answered(await client.testRecords({}));
        for (const { recordNumber, rules } of report) {
          for (const { name, isPassed, evidence } of rules)
            if (!isPassed) print(`${recordNumber}　${name}：${evidence}`);
        }
        print(`四性检测第${number}号：${items}件，${failed}件不合格`);
        if (failed > 0) throw new CommandFailure(1, '四性检测没有通过，处理办法见报告。');
      });
    default:
      return action satisfies never;
  }
}

interface Wanted {
  readonly out: string;
  readonly medium: (typeof media)[number];
  readonly year: number | undefined;
}

/** All packages or none: a folder beside is filled, each file read back from the medium and proved, then given its name. */
async function exportTo(client: OfficeClient, { out, medium, year }: Wanted, print: Print, warn: Print): Promise<void> {
  warn('注意：封装包按DA/T 48不加密，任何拿到载体的人都能读。请只写到加密载体或受控载体，并登记。');
  const { items } = answered(await client.listRecords({}));
  const wanted = items.filter((item) => !item.destroyedAt && (year === undefined || item.year === year));
  if (wanted.length === 0) throw new CommandFailure(1, '没有可以导出的归档文件');
  await fillFree(out, async (folder) => {
    for (const { recordNumber } of wanted) {
      const { file } = answered(await client.exportRecord({ recordNumber, medium }));
      const path = join(folder, file.name);
      writeOutput(path, file.bytes);
      const [fault] = (await provedEep(readInput(path))).faults;
      if (fault)
        throw new CommandFailure(1, `${file.name} 写出后读回不符（${fault.place}：${fault.message}），没有导出`);
      print(`${recordNumber}：${file.bytes.length}字节，已读回核对`);
    }
  });
  print(`共${wanted.length}件，在 ${out}`);
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    out: { type: 'string' },
    medium: { type: 'string' },
    year: { type: 'string' },
  } as const;
  const { positionals, values } = readOptions(args, options, archiveUsage);
  const [action, from, ...more] = positionals;
  const medium = media.find((one) => one === values.medium);
  const wrong = () => new CommandFailure(2, archiveUsage);
  const isExport = action === 'export';
  if (values.data === undefined || more.length > 0) throw wrong();
  if (action !== 'list' && !isExport && action !== 'import' && action !== 'test') throw wrong();
  if ((action === 'import') !== (from !== undefined)) throw wrong();
  if (isExport !== (values.out !== undefined) || isExport !== (medium !== undefined)) throw wrong();
  if (values.year !== undefined && (!isExport || !/^\d{4}$/.test(values.year))) throw wrong();
  return {
    action: action as 'list' | 'export' | 'import' | 'test',
    data: commandPath(values.data),
    out: commandPath(values.out ?? '.'),
    medium: medium ?? ('controlled' as const),
    year: values.year === undefined ? undefined : Number(values.year),
    from: commandPath(from ?? '.'),
  };
}
