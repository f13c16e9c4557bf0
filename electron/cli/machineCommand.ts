import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { type RevocationReason, revocationReasons } from '#shared/handover/cardRevocation.ts';
import { isOfFormat } from '#shared/handover/isOfFormat.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

export const machineUsage = `用法：npm run neikan -- machine --data 数据目录
  列出本机和其他机器的名片，每张带八个词；询问登录名和口令。加上其中一项则办理：
      --make 名称 --out 文件     做本机的名片（编审人员）
      --card --out 文件          再存一份本机的名片
      --take 文件                收下名片或作废声明（安全保密管理员）
      --confirm "八个词"         核对一张名片：对方念出的八个词，用空格隔开（安全保密管理员）
        另一台机器的登记说它已作废、问清没有问题的，加上 --despite 那台机器的名称
      --revoke 名称 --reason lost|replaced|closed|mistaken   作废一张名片（安全保密管理员）
      --withdraw lost|replaced|closed|mistaken --out 文件    作废本机的名片，写出声明（编审人员）
      --revocation 名称 --out 文件   再存一份已作废名片的声明`;

const stateNames = { unconfirmed: '没有核对', confirmed: '已核对', revoked: '已作废' };
export const revocationReasonNames = { lost: '丢失', replaced: '更换', closed: '停用', mistaken: '弄错' };

type Values = ReturnType<typeof readArguments>;

/** `machine --data DIR`: cards of this machine and of others. Throws a CommandFailure in the office's words. */
export async function machineCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const given = readArguments(args);
  if (given.out !== undefined) checkOutput(given.out);
  await withSignedInOffice(given.data, warn, (client) => doOne(client, given, print), ask);
}

async function doOne(client: OfficeClient, given: Values, print: (line: string) => void): Promise<void> {
  const { make, card, take, confirm, despite, revoke, reason, withdraw, revocation, out = '' } = given;
  const say = (machine: MachineEntry) => {
    const { name, office, isOwn, state, card: hash, reason: why } = machine;
    print(
      `${isOwn ? '本机 ' : ''}“${name}”，${office}：${stateNames[state]}${why ? `（${revocationReasonNames[why]}）` : ''}`,
    );
    print(`  八个词：${digestLine(hash)}`);
  };
  const save = (file: { readonly name: string; readonly bytes: Uint8Array }) => {
    writeOutput(out, file.bytes);
    print(`已写到 ${out}`);
  };
  if (make !== undefined) {
    const { machine, file } = answered(await client.makeMachineCard({ name: make }));
    say(machine);
    save(file);
  } else if (card) save(answered(await client.readMachineCard({})));
  else if (take !== undefined) {
    const bytes = new Uint8Array(readInput(take));
    const isStatement = isOfFormat(new TextDecoder().decode(bytes), 'neikan-machine-revocation');
    say(answered(await (isStatement ? client.takeRevocation({ bytes }) : client.takeMachineCard({ bytes }))));
  } else if (confirm !== undefined) {
    const words = confirm.trim().split(/[\s　]+/);
    const machines = answered(await client.listMachines({}));
    const meant = machines.find((one) => one.state === 'unconfirmed' && one.words.join(' ') === words.join(' '));
    if (!meant)
      throw new CommandFailure(1, '没有一张等着核对的名片是这八个词。请对方对着屏幕再念一遍；仍不一致，名片不能用。');
    const { card: meantCard, words: said, toldVoid } = meant;
    const isDespite = toldVoid !== undefined && toldVoid.name === despite;
    say(
      answered(
        await client.confirmMachine({ card: meantCard, words: said, ...(isDespite ? { despite: toldVoid.card } : {}) }),
      ),
    );
  } else if (revoke !== undefined && reason !== undefined) {
    const machines = answered(await client.listMachines({}));
    const meant = machines.filter((one) => one.name === revoke && !one.isOwn && one.state !== 'revoked');
    const [only, ...more] = meant;
    if (!only || more.length > 0)
      throw new CommandFailure(1, `叫“${revoke}”而没有作废的名片有${meant.length}张，没有办理。`);
    say(answered(await client.revokeMachine({ card: only.card, reason })));
  } else if (withdraw !== undefined) {
    const { machine, file } = answered(await client.withdrawMachineCard({ reason: withdraw }));
    say(machine);
    save(file);
  } else if (revocation !== undefined) {
    const machines = answered(await client.listMachines({}));
    const meant = machines.findLast((one) => one.name === revocation && one.state === 'revoked');
    if (!meant) throw new CommandFailure(1, `没有叫“${revocation}”而已经作废的名片。`);
    save(answered(await client.readCardRevocation({ card: meant.card })));
  } else {
    const machines = answered(await client.listMachines({}));
    for (const machine of machines) say(machine);
    if (machines.length === 0) print('还没有名片');
  }
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    out: { type: 'string' },
    make: { type: 'string' },
    card: { type: 'boolean' },
    take: { type: 'string' },
    confirm: { type: 'string' },
    despite: { type: 'string' },
    revoke: { type: 'string' },
    reason: { type: 'string' },
    withdraw: { type: 'string' },
    revocation: { type: 'string' },
  } as const;
  const { positionals, values } = readOptions(args, options, machineUsage);
  const { data, out, make, card, take, confirm, despite, revoke, revocation } = values;
  if (data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${machineUsage}`);
  const asked = [make, card, take, confirm, revoke, values.withdraw, revocation].filter((one) => one !== undefined);
  const writes = make !== undefined || card === true || values.withdraw !== undefined || revocation !== undefined;
  const reason = reasonOf(values.reason);
  const withdraw = reasonOf(values.withdraw);
  const isOfConfirm = despite === undefined || confirm !== undefined;
  const isMeant = (revoke === undefined) === (reason === undefined) && writes === (out !== undefined) && isOfConfirm;
  if (positionals.length > 0 || asked.length > 1 || !isMeant) throw new CommandFailure(2, machineUsage);
  return {
    data: commandPath(data),
    out: out === undefined ? undefined : commandPath(out),
    take: take === undefined ? undefined : commandPath(take),
    make,
    card,
    confirm,
    despite,
    revoke,
    reason,
    withdraw,
    revocation,
  };
}

function reasonOf(typed: string | undefined): RevocationReason | undefined {
  if (typed === undefined) return undefined;
  const reason = revocationReasons.find((one) => one === typed);
  if (!reason) throw new CommandFailure(2, `原因只能是${revocationReasons.join('、')}。\n${machineUsage}`);
  return reason;
}
