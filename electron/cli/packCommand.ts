import type { CommandOutput } from '#shared/contract/contract.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { packageDirectionNames, packageKindNames } from '#shared/handover/packageWords.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { machineNamed } from './machineNamed.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { ticketNumbered } from './ticketNumbered.ts';

export const packUsage = `用法：npm run neikan -- pack 刊期 --kind submit|return|signed --to 机器名称 [--to …] --out 文件夹
                            --medium 介质编号 --data 数据目录 [--copy] [--due 年-月-日] [--ticket 输出票编号] [--volume 兆字节]
  刊期是它的编号，或者第一篇的标题；把它写成交接包，放进介质上的文件夹，读回核对，记入登记簿；询问登录名和口令。--volume 限定每卷的大小，装不下就分卷。
  刊期随包转到第一台机器办理，本机从此只能查阅；其余的机器也只能查阅。--copy 只送副本，刊期留在本机。
      npm run neikan -- pack --article 稿件 [--article …] --to 机器名称 --out 文件夹 --medium 介质编号 --data 数据目录
                            [--due 年-月-日] [--volume 兆字节]
  稿件是它的编号或者标题，没有编入刊期的；连同各版本、批注和来稿写成交接包，从此在那台机器上改，本机只能看。
      npm run neikan -- pack 刊期 --kind cancel --out 文件夹 --medium 介质编号 --data 数据目录 [--due 年-月-日]
  写出取回：对方还没有打开就退还，带回它的回执后刊期才回到本机。
      npm run neikan -- pack --list --data 数据目录
  列出登记簿：写出、收下和没有收的交接包，缺回执而过期的注明。`;

const kinds = ['submit', 'return', 'signed', 'cancel'] as const;

/** `pack ISSUE …`, `pack --article …`: a package on a medium, whole or not at all. Throws a CommandFailure in the office's words. */
export async function packCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const given = readArguments(args);
  await withSignedInOffice(
    given.data,
    warn,
    async (client) => {
      if (given.kind === 'list') {
        for (const entry of answered(await client.listPackages({}))) {
          const { direction, kind, machines, at, personName, medium, isOverdue, reason, issueId } = entry;
          const who = machines.map(({ name, sequence }) => (sequence ? `${name}第${sequence}包` : name)).join('、');
          const what = kind ? `${packageKindNames[kind]}${issueId ? `（刊期${issueId}）` : ''}` : (reason ?? '');
          const overdue = isOverdue ? '，回执已过期' : '';
          print(
            `${entry.number}　${momentLine(at)}　${packageDirectionNames[direction]}　${what}　${who}　${medium}　${personName}${overdue}`,
          );
        }
        return;
      }
      if (given.package === 'cancel') {
        const { issue, out, medium, more } = given;
        const { dueOn } = more;
        const issueId = await issueCalled(client, issue);
        tellWritten(
          answered(
            await client.cancelPackage({ issueId, folder: out, medium, ...(dueOn === undefined ? {} : { dueOn }) }),
          ),
          print,
        );
        return;
      }
      if (given.package === 'articles') {
        const [to = ''] = given.to;
        const articleIds: string[] = [];
        for (const called of given.articles) articleIds.push(await articleCalled(client, called));
        const { dueOn, volumeMegabytes } = given.more;
        const written = await client.writeArticlePackage({
          articleIds,
          machine: await machineNamed(client, to),
          folder: given.out,
          medium: given.medium,
          ...(dueOn === undefined ? {} : { dueOn }),
          ...(volumeMegabytes === undefined ? {} : { volumeMegabytes }),
        });
        tellWritten(answered(written), print);
        return;
      }
      const machines: string[] = [];
      for (const name of given.to) machines.push(await machineNamed(client, name));
      const written = answered(
        await client.writePackage({
          issueId: await issueCalled(client, given.issue),
          kind: given.package,
          machines,
          folder: given.out,
          medium: given.medium,
          ...(given.ticket === undefined ? {} : { ticketId: await ticketNumbered(client, given.ticket) }),
          ...given.more,
        }),
      );
      tellWritten(written, print);
    },
    ask,
  );
}

function tellWritten({ entry, files }: CommandOutput<'writePackage'>, print: (line: string) => void): void {
  for (const { path, bytes } of files) print(`已写 ${path}，${bytes}字节，已读回核对`);
  print(`登记簿第${entry.number}条，交接包 ${entry.hash ?? ''}`);
}

/** The id of an issue that is named by its id, by its number (澜溪信息2024年第6期) or by the title of its first article. */
async function issueCalled(client: OfficeClient, called: string): Promise<string> {
  const issues = answered(await client.listIssues({}));
  const found = issues.filter(
    ({ id, publicationName, numberText, titles }) =>
      id === called || (numberText !== undefined && publicationName + numberText === called) || titles[0] === called,
  );
  const [only, ...more] = found;
  if (only && more.length === 0) return only.id;
  throw new CommandFailure(1, only ? `叫“${called}”的刊期有${found.length}个，请写编号。` : `找不到刊期“${called}”。`);
}

/** The id of an article that is named by its id or its title. */
async function articleCalled(client: OfficeClient, called: string): Promise<string> {
  const found = answered(await client.listArticles({})).filter(({ id, title }) => id === called || title === called);
  const [only, ...more] = found;
  if (only && more.length === 0) return only.id;
  throw new CommandFailure(1, only ? `叫“${called}”的稿件有${found.length}篇，请写编号。` : `找不到稿件“${called}”。`);
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    kind: { type: 'string' },
    article: { type: 'string', multiple: true },
    to: { type: 'string', multiple: true },
    out: { type: 'string' },
    medium: { type: 'string' },
    due: { type: 'string' },
    ticket: { type: 'string' },
    volume: { type: 'string' },
    list: { type: 'boolean' },
    copy: { type: 'boolean' },
  } as const;
  const { positionals, values } = readOptions(args, options, packUsage);
  if (values.data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${packUsage}`);
  const data = commandPath(values.data);
  if (values.list && positionals.length === 0) return { kind: 'list', data } as const;
  const [issue, ...others] = positionals;
  const { to, out, medium, due, ticket, volume, copy, article: articles = [] } = values;
  const kind = articles.length > 0 ? 'articles' : kinds.find((one) => one === values.kind);
  // Articles go to one machine, and nobody is told as what: they are neither handed over nor returned.
  const isOfArticles =
    !issue && !values.kind && !ticket && !copy && to?.length === 1 && new Set(articles).size === articles.length;
  const megabytes = volume === undefined ? undefined : Number(volume);
  const isMeant = megabytes === undefined || (Number.isInteger(megabytes) && megabytes >= 1 && megabytes <= 4000);
  if (
    (kind === 'articles' ? !isOfArticles : !issue) ||
    others.length > 0 ||
    !kind ||
    (!to && kind !== 'cancel') ||
    !out ||
    !medium ||
    values.list ||
    !isMeant
  ) {
    throw new CommandFailure(2, packUsage);
  }
  return {
    kind: 'write',
    data,
    issue: issue ?? '',
    articles,
    package: kind,
    to: to ?? [],
    out: commandPath(out),
    medium,
    ticket,
    more: {
      ...(due === undefined ? {} : { dueOn: due }),
      ...(copy ? { isCopy: true } : {}),
      ...(megabytes === undefined ? {} : { volumeMegabytes: megabytes }),
    },
  } as const;
}
