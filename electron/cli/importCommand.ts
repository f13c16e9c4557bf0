import type { BackIssueItem } from '#shared/contract/backIssueCommands.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { backIssueDoubtText } from '#shared/issue/backIssueDoubt.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';

export const importUsage = `用法：npm run neikan -- import 文件夹 --data 数据目录 [--publication 刊名] [--confirm]
  把文件夹里的以往刊期（.docx、.txt、有文字的PDF）导入档案，逐个报告存疑、重复和读不出的文件。中断后再办一次，从停下的地方继续。
  不加 --confirm 只读不入库，存疑的在窗口“档案—以往刊期”中核对；加 --confirm 且没有存疑的，读完就入库。
  由档案员办理，询问登录名和口令。`;

const lookEveryMs = 150;

/** `import DIR --data DIR`: past issues of a folder into a batch of the office, gone on with where one was cut off. */
export async function importCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { folder, data, publication, isConfirmed } = readArguments(args);
  await withSignedInOffice(
    data,
    warn,
    async (client) => {
      const id = await beginOrGoOn(client, folder, publication, print);
      const { batch, items } = await whenOver(client, id, print);
      for (const item of items) if (isTold(item)) warn(`${item.path}：${toldOf(item)}`);
      const { parsed, accepted, unsure, duplicate, failed, skipped, waiting } = batch.counts;
      if (batch.isMissing)
        throw new CommandFailure(1, '文件夹读到一半不见了，介质可能已经取出。插好后再办一次，从停下的地方继续。');
      if (waiting > 0) throw new CommandFailure(1, `还有${waiting}个文件没有读，导入已在窗口中停下。请在窗口中继续。`);
      print(
        `共${items.length}个文件：认出${parsed + accepted}期，存疑${unsure}个，重复${duplicate}个，读不出${failed}个，不收${skipped}个`,
      );
      if (!isConfirmed) {
        print('还没有入库。请在窗口“档案—以往刊期”中核对后确认入库；整批撤销也在那里。');
        return;
      }
      answered(await client.confirmBackIssueImport({ id }));
      const { batch: confirmed } = await whenOver(client, id, () => {});
      print(`已入库${confirmed.kept}期`);
    },
    ask,
  );
}

async function beginOrGoOn(
  client: OfficeClient,
  folder: string,
  publication: string | undefined,
  print: (line: string) => void,
): Promise<string> {
  const publications = answered(await client.listPublications({}));
  const chosen =
    publication === undefined && publications.length === 1
      ? publications[0]
      : publications.find(({ name }) => name === publication);
  if (!chosen) {
    const names = publications.map(({ name }) => name).join('、');
    throw new CommandFailure(
      publication === undefined ? 2 : 1,
      names === '' ? '还没有刊物，请先在窗口“系统—刊物”中建立' : `请用 --publication 指明刊物：${names}`,
    );
  }
  const started = await client.startBackIssueImport({ publicationId: chosen.id, folder });
  if (started.ok) return started.value.id;
  const under = started.details?.id;
  if (typeof under !== 'string') throw new CommandFailure(1, started.message);
  print('接着上次停下的地方继续');
  const { batch } = answered(await client.readBackIssueBatch({ id: under }));
  if (batch.state === 'paused') answered(await client.resumeBackIssueImport({ id: under }));
  return under;
}

async function whenOver(client: OfficeClient, id: string, print: (line: string) => void) {
  let told = 0;
  for (;;) {
    const read = answered(await client.readBackIssueBatch({ id }));
    const { state, counts } = read.batch;
    const done = read.items.length - counts.waiting;
    if (state === 'reading' && done >= told + 100) {
      told = done - (done % 100);
      print(`已读${done}个，共${read.items.length}个`);
    }
    if (state !== 'reading' && state !== 'confirming') return read;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function isTold({ state }: BackIssueItem): boolean {
  return state === 'unsure' || state === 'duplicate' || state === 'failed';
}

function toldOf({ failure, reasons, duplicateOf }: BackIssueItem): string {
  const why = failure ?? reasons.map(backIssueDoubtText).join('；');
  return duplicateOf ? `${why}：${duplicateOf.shown}` : why;
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    publication: { type: 'string' },
    confirm: { type: 'boolean', default: false },
  } as const;
  const { positionals, values } = readOptions(args, options, importUsage);
  const [folder = '', ...more] = positionals;
  if (folder === '' || more.length > 0) throw new CommandFailure(2, importUsage);
  if (values.data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${importUsage}`);
  return {
    folder: commandPath(folder),
    data: commandPath(values.data),
    publication: values.publication,
    isConfirmed: values.confirm,
  };
}
