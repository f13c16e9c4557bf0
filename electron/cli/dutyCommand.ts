import type { CommandOutput } from '#shared/contract/contract.ts';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { LastNumber } from '#shared/handover/lastNumber.ts';
import { type FreeStep, freeSteps, machineStepNames } from '#shared/handover/machineDuty.ts';
import { packageKindNames } from '#shared/handover/packageWords.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { machineNamed } from './machineNamed.ts';
import { publicationNamed } from './publicationNamed.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';

export const dutyUsage = `用法：npm run neikan -- duty --data 数据目录
  列出每种刊物在各台机器上能办什么、由哪台机器签发编号；询问登录名和口令。加上其中一项则办理：
      --may 机器名称 --publication 刊物 --steps edit,review,archive   决定一台机器能办什么（都不办写 none）
      --numbering 机器名称 --publication 刊物                         把签发编号交给另一台机器，本机从此不再签发
      --take-over --publication 刊物 --because 原因 [--last 2026-7-130 …]
          签发编号的机器丢失、名片已作废，或两台机器的登记说的不一样：由本机接着编号。--last 是那台机器已用到的年-期号[-总期号]，增刊写 2026-S2
      --missing 机器名称                                              列出那台机器上有而这里没有的（编审人员）
  前三项由安全保密管理员办（三员分设），否则由系统管理员办；别的机器要再收一次入网包才知道。`;

const seriesNames = { regular: '', supplement: '增刊' } as const;

type Given = ReturnType<typeof readArguments>;

/** `duty …`: what each machine may do, and what is wanting after one is lost. Throws a CommandFailure in the office's words. */
export async function dutyCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const given = readArguments(args);
  await withSignedInOffice(given.data, warn, (client) => doOne(client, given, print), ask);
}

async function doOne(client: OfficeClient, given: Given, print: (line: string) => void): Promise<void> {
  if (given.kind === 'missing') {
    const card = await machineNamed(client, given.name, { isVoidToo: true });
    sayMissing(answered(await client.listMissing({ card })), print);
    return;
  }
  if (given.kind === 'list') {
    const duties = answered(await client.listMachineDuties({}));
    for (const duty of duties) sayDuty(duty, print);
    if (duties.length === 0) print('还没有刊物');
    return;
  }
  const publicationId = await publicationNamed(client, given.publication);
  if (given.kind === 'takeOver') {
    const { reason, last } = given;
    sayDuty(answered(await client.takeOverNumbering({ publicationId, reason, last: [...last] })), print);
    return;
  }
  const card = await machineNamed(client, given.name, { isOwnToo: given.kind === 'may' });
  sayDuty(
    answered(
      given.kind === 'may'
        ? await client.decideMachineDuty({ publicationId, card, steps: [...given.steps] })
        : await client.giveNumbering({ publicationId, card }),
    ),
    print,
  );
}

function sayDuty({ publicationName, machines, numbering }: MachineDuty, print: (line: string) => void): void {
  const holder = numbering.isHere ? '本机' : `“${numbering.name ?? '别的机器'}”`;
  const lost = numbering.isLost ? '，它的名片已经作废' : '';
  const disputed =
    numbering.disputedBy === undefined ? '' : `，“${numbering.disputedBy}”的登记说的不一样，定下以前本机不签发`;
  const otherwise =
    numbering.otherwiseBy === undefined ? '' : `，“${numbering.otherwiseBy}”的登记说的不一样，但没有人作过这样的决定`;
  const sent = numbering.isToBeSent && disputed === '' ? '，已交出，请写入网包告诉它' : '';
  print(`《${publicationName}》由${holder}签发编号${lost}${disputed}${otherwise}${sent}`);
  for (const { name, isOwn, steps, decidedAt, decidedByName, apartFrom } of machines) {
    const may = steps.length === 0 ? '什么也不办' : steps.map((step) => machineStepNames[step]).join('、');
    const by = decidedAt === undefined ? '' : `（${decidedByName ?? ''}，${momentLine(decidedAt)}）`;
    const apart = apartFrom === undefined ? '' : `，“${apartFrom}”的登记说的不一样，请用--may重新定一次`;
    print(`  ${isOwn ? '本机 ' : ''}“${name}”：${may}${by}${apart}`);
  }
}

function sayMissing(
  { issues, articles, numbers, numbering, chains }: CommandOutput<'listMissing'>,
  print: (line: string) => void,
): void {
  for (const { issueId, publicationName, titles, kind, at, receiptAt } of issues) {
    const what = publicationName === undefined ? issueId : `《${publicationName}》${titles[0] ?? issueId}`;
    print(
      `没有回来：${what}，${momentLine(at)}${packageKindNames[kind]}${receiptAt === undefined ? '，没有回执' : '，有回执'}`,
    );
  }
  for (const { articleId, title, at, receiptAt } of articles) {
    print(
      `没有回来：稿件“${title || articleId}”，${momentLine(at)}交出${receiptAt === undefined ? '，没有回执' : '，有回执'}`,
    );
  }
  for (const { publicationName, series, year, serial } of numbers) {
    print(`没有这一期：《${publicationName}》${year}年${seriesNames[series]}第${serial}期`);
  }
  for (const { publicationName } of numbering) {
    print(`《${publicationName}》由那台机器签发编号，这里不知道的期号可能还有`);
  }
  for (const { direction, issueId, kind, sequence, at } of chains) {
    const about = issueId === undefined ? '' : `，刊期${issueId}`;
    print(
      `最后一包：${direction === 'written' ? '写给它' : '从它收'}第${sequence}包，${packageKindNames[kind]}${about}，${momentLine(at)}`,
    );
  }
  if (issues.length + articles.length + numbers.length + numbering.length + chains.length === 0)
    print('没有缺什么，也没有与它往来过');
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    may: { type: 'string' },
    numbering: { type: 'string' },
    'take-over': { type: 'boolean' },
    missing: { type: 'string' },
    publication: { type: 'string' },
    steps: { type: 'string' },
    because: { type: 'string' },
    last: { type: 'string', multiple: true },
  } as const;
  const { positionals, values } = readOptions(args, options, dutyUsage);
  if (values.data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${dutyUsage}`);
  const data = commandPath(values.data);
  const { may, numbering, missing, publication, steps, because } = values;
  const ways = [may, numbering, missing, values['take-over']].filter((one) => one !== undefined);
  if (ways.length > 1 || positionals.length > 0) throw new CommandFailure(2, dutyUsage);
  if (ways.length === 0) return { kind: 'list', data } as const;
  if (missing !== undefined) return { kind: 'missing', data, name: missing } as const;
  if (publication === undefined) throw new CommandFailure(2, dutyUsage);
  if (may !== undefined && steps !== undefined) {
    return { kind: 'may', data, name: may, publication, steps: stepsIn(steps) } as const;
  }
  if (numbering !== undefined) return { kind: 'numbering', data, name: numbering, publication } as const;
  if (values['take-over'] && because !== undefined) {
    const last = (values.last ?? []).map(lastIn);
    return { kind: 'takeOver', data, publication, reason: because, last } as const;
  }
  throw new CommandFailure(2, dutyUsage);
}

function stepsIn(typed: string): readonly FreeStep[] {
  if (typed === 'none') return [];
  return typed.split(/[,，、\s]+/).map((word) => {
    const step = freeSteps.find((one) => one === word);
    if (!step) throw new CommandFailure(2, `能办的只有${freeSteps.join('、')}。\n${dutyUsage}`);
    return step;
  });
}

function lastIn(typed: string): LastNumber {
  const read = /^(\d{4})-(S?)(\d{1,5})(?:-(\d{1,7}))?$/i.exec(typed);
  if (!read) throw new CommandFailure(2, `“${typed}”不是“年-期号”。\n${dutyUsage}`);
  const [, year, supplement, serial, running] = read;
  return {
    series: supplement ? 'supplement' : 'regular',
    year: Number(year),
    serial: Number(serial),
    ...(running === undefined ? {} : { running: Number(running) }),
  };
}
