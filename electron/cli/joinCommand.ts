import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { clockText } from '#shared/handover/packageWords.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { askLines, type Line } from './askLines.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { isDataDirectory } from './dataDirectory.ts';
import { fileFailure } from './fileFailure.ts';
import { filesAt } from './inspectCommand.ts';
import { machineNamed } from './machineNamed.ts';
import { openOffice } from './openOffice.ts';
import { partedLines } from './partedLines.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

export const joinUsage = `用法：npm run neikan -- join --request 机器名称 --out 文件 --data 空的数据目录 [--again]
  新机器：做入网申请（名片），写到文件，显示八个词；询问编辑部的名称和这份申请的口令。已有申请时要加 --again，原来的作废。
      npm run neikan -- join --approve 机器名称 --data 数据目录
  已有的机器：名片收下、核对以后，由安全保密管理员同意它入网。
      npm run neikan -- join --to 机器名称 --out 文件夹 --medium 介质编号 --data 数据目录 [--due 年-月-日] [--terms]
  已有的机器：把登记库写成入网包，旁边放上本机的名片（编审人员）；--terms 连同用语表。人员、刊物有变动后再写一次，带过去。
      npm run neikan -- join 文件夹 --words "八个词" --medium 介质编号 --data 空的数据目录
  新机器：用入网包建立数据目录。八个词由写包的机器念出；询问安全保密管理员的登录名和口令，再问申请的口令。
      npm run neikan -- join --update 登记簿条号 --data 数据目录 [--settle 核对码 [--here 登录名,…] [--there 登录名,…] [--papers here|there] [--present]]
  已入网的机器：先用 unpack 收下入网包，再采用其中较新的登记内容（编审人员）。两边各改了人员和岗位的，先列出两边的改动和核对码；看过以后加
  --settle 核对码 定下：两边不一样的人写在 --here（照本机）或 --there（照那边）里，恢复码用 --papers。定下的是安全保密管理员：
  登录的不是他，就加 --present，请他在场，一并输入他的登录名和口令。`;

type Settlement = NonNullable<CommandInput<'takeRegister'>['settlement']>;
type Given = ReturnType<typeof readArguments>;
/** Asks for so many lines; a test answers by itself. */
type Ask = (lines: readonly Line[]) => Promise<readonly string[]>;

/** `join …`: how a machine comes to belong to an office. Throws a CommandFailure in the office's words. */
export async function joinCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: Ask = askAll,
  credentials?: () => Promise<Credentials>,
): Promise<void> {
  const given = readArguments(args);
  if (given.kind === 'request') return request(given, print, ask);
  if (given.kind === 'found') return found(given, print, warn, ask);
  let present: Settlement['by'];
  // All at once: what is read ahead from standard input is gone with its reader.
  const withAdministrator = async (): Promise<Credentials> => {
    const [personId = '', password = '', administrator = '', administratorPassword = ''] = await ask([
      { prompt: '登录名：', isHidden: false },
      { prompt: '口令：', isHidden: true },
      { prompt: '安全保密管理员的登录名：', isHidden: false },
      { prompt: '安全保密管理员的口令：', isHidden: true },
    ]);
    present = { personId: administrator.trim(), password: administratorPassword };
    return { personId: personId.trim(), password };
  };
  await withSignedInOffice(
    given.data,
    warn,
    async (client) => {
      if (given.kind === 'approve') {
        const card = await machineNamed(client, given.name);
        const { name } = answered(await client.approveJoin({ card }));
        print(`已同意“${name}”入网`);
      } else if (given.kind === 'write') {
        const { name, out, medium, due, hasTerms } = given;
        const card = await machineNamed(client, name);
        const { entry, files, senderCard } = answered(
          await client.writeJoinPackage({
            card,
            folder: out,
            medium,
            hasTerms,
            ...(due === undefined ? {} : { dueOn: due }),
          }),
        );
        for (const { path, bytes } of files) print(`已写 ${path}，${bytes}字节，已读回核对`);
        print(`本机的名片 ${senderCard.path}`);
        const [own] = answered(await client.listMachines({}));
        if (own) print(`念给对方的八个词：${digestLine(own.card)}`);
        print(`登记簿第${entry.number}条，交接包 ${entry.hash ?? ''}`);
      } else {
        const packages = answered(await client.listPackages({}));
        const entry = packages.find(
          ({ number, direction }) => direction === 'taken' && String(number) === given.update,
        );
        if (!entry?.hash) throw new CommandFailure(1, `登记簿中没有收下的第${given.update}条。`);
        const { hash } = entry;
        const settlement = given.settling && (await settlementOf(client, hash, given.settling, print));
        const by = present ? { by: present } : {};
        const answer = await client.takeRegister({
          hash,
          ...(settlement ? { settlement: { ...settlement, ...by } } : {}),
        });
        if (!answer.ok && answer.details?.parted === true) {
          for (const line of partedLines(answered(await client.readPartedRoles({ hash })))) print(line);
        }
        const taken = answered(answer);
        const lines = [
          ['新来', taken.admitted],
          ['离任', taken.left],
          ['岗位、钥匙或阅读稿件的变动', taken.changed],
          ['刊物', taken.publications],
          ['各机器能办什么有变动的刊物', taken.duties],
          ['从现在起在本机签发编号的刊物', taken.numbering],
          ['从现在起不在本机签发编号的刊物', taken.numberingGone],
        ] as const;
        print(`已采用登记簿第${entry.number}条的登记内容`);
        for (const [what, names] of lines) if (names.length > 0) print(`  ${what}：${names.join('、')}`);
        if (taken.units > 0) print(`  单位：${taken.units}个`);
        if (taken.terms > 0) print(`  用语：${taken.terms}条`);
        if (taken.recoveryChanged) print('  恢复码换了新的，旧的在本机也不能用了');
      }
    },
    given.kind === 'update' && given.settling?.isPresent ? withAdministrator : credentials,
  );
}

async function request(
  { data, name, out, replaces }: Extract<Given, { kind: 'request' }>,
  print: (line: string) => void,
  ask: Ask,
): Promise<void> {
  checkOutput(out);
  if (isDataDirectory(data))
    throw new CommandFailure(1, `${data} 中已经有一个编辑部，不能再加入别的。请另指一个空的目录。`);
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileFailure(error, dirname(data), 'write');
  }
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const [named = '', password = '', again = ''] = await ask([
      { prompt: '编辑部的名称（与已有的机器上一样）：', isHidden: false },
      { prompt: '给这份申请定一个口令：', isHidden: true },
      { prompt: '再输一次：', isHidden: true },
    ]);
    if (password !== again) throw new CommandFailure(1, '两次输入的口令不一样，没有做申请。');
    const made = answered(await office.client.requestJoin({ name, office: named.trim(), password, replaces }));
    writeOutput(out, made.file.bytes);
    print(`入网申请已写到 ${out}，请带到已有的机器上，由安全保密管理员收下、核对`);
    print(`念给对方的八个词：${digestLine(made.card)}`);
  } finally {
    office.close();
  }
}

async function found(
  { data, path, words, medium }: Extract<Given, { kind: 'found' }>,
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: Ask,
): Promise<void> {
  if (isDataDirectory(data)) {
    throw new CommandFailure(
      1,
      `${data} 中已经有一个编辑部。已入网的机器请先用 unpack 收下，再用 join --update 采用。`,
    );
  }
  const files = filesAt(path, ['.nkh']);
  const cards = filesAt(path, ['.nkcard']);
  const [card, ...others] = cards;
  if (files.length === 0) throw new CommandFailure(1, `${path} 中没有交接包（*.nkh）`);
  if (!card || others.length > 0) {
    throw new CommandFailure(
      1,
      `${path} 中要有写包的机器的一张名片（*.nkcard），现在有${cards.length}张。请只留下那一张。`,
    );
  }
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const [personId = '', personPassword = '', password = ''] = await ask([
      { prompt: '安全保密管理员的登录名：', isHidden: false },
      { prompt: '他的口令：', isHidden: true },
      { prompt: '入网申请的口令：', isHidden: true },
    ]);
    const joined = answered(
      await office.client.joinOffice({
        files: [...files],
        senderCard: new Uint8Array(readInput(card)),
        words: words.trim().split(/[\s　]+/),
        medium,
        password,
        personId: personId.trim(),
        personPassword,
      }),
    );
    print(
      `“${joined.machine}”已加入${joined.office}：人员${joined.people}名，单位${joined.units}个，刊物${joined.publications}种`,
    );
    if (joined.terms > 0) print(`用语${joined.terms}条`);
    if (joined.daysApart !== 0) {
      warn(`注意：${clockText(joined.daysApart)}`);
    }
    print(
      `每个人用自己的口令登录。请给“${joined.sender}”写一张回执：unpack --taken ${joined.package.slice(0, 16)} --receipt 文件夹`,
    );
  } finally {
    office.close();
  }
}

/** Every line, or a CommandFailure. */
async function askAll(lines: readonly Line[]): Promise<readonly string[]> {
  const { end, given, isTerminal } = await askLines(lines);
  if (end === 'interrupted') throw new CommandFailure(130, '没有输完，没有办理。');
  if (given.length === lines.length) return given;
  if (isTerminal) throw new CommandFailure(1, '没有输完，没有办理。');
  const names = lines.map(({ prompt }) => prompt.replace('：', '')).join('，');
  throw new CommandFailure(2, `请从标准输入依次给出${lines.length}行：${names}。`);
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    request: { type: 'string' },
    again: { type: 'boolean', default: false },
    approve: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    medium: { type: 'string' },
    due: { type: 'string' },
    terms: { type: 'boolean', default: false },
    words: { type: 'string' },
    update: { type: 'string' },
    settle: { type: 'string' },
    here: { type: 'string' },
    there: { type: 'string' },
    papers: { type: 'string' },
    present: { type: 'boolean', default: false },
  } as const;
  const { positionals, values } = readOptions(args, options, joinUsage);
  const { request: asked, approve, to, update, out, medium, words, due } = values;
  const [path, ...more] = positionals;
  const ways = [asked, approve, to, update, path].filter((one) => one !== undefined);
  if (ways.length !== 1 || more.length > 0) throw new CommandFailure(2, joinUsage);
  if (values.data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${joinUsage}`);
  const data = commandPath(values.data);
  if (asked !== undefined && out !== undefined) {
    return { kind: 'request', data, name: asked, out: commandPath(out), replaces: values.again } as const;
  }
  if (approve !== undefined) return { kind: 'approve', data, name: approve } as const;
  if (to !== undefined && out !== undefined && medium !== undefined) {
    return { kind: 'write', data, name: to, out: commandPath(out), medium, due, hasTerms: values.terms } as const;
  }
  if (update !== undefined) return { kind: 'update', data, update, settling: settlingOf(values) } as const;
  if (path !== undefined && words !== undefined && medium !== undefined) {
    return { kind: 'found', data, path: commandPath(path), words, medium } as const;
  }
  throw new CommandFailure(2, joinUsage);
}

interface SettlingArguments {
  readonly settle?: string | undefined;
  readonly here?: string | undefined;
  readonly there?: string | undefined;
  readonly papers?: string | undefined;
  readonly present: boolean;
}

interface Settling {
  /** The first letters of what stands for the changes as they were listed. */
  readonly seen: string;
  readonly chosen: Omit<Settlement, 'seen' | 'by'>;
  /** Whether the security administrator is beside whoever signs in. */
  readonly isPresent: boolean;
}

/** Which side holds of whom; undefined where nothing is to be settled. Throws a CommandFailure for what says neither. */
function settlingOf({ settle, here, there, papers, present }: SettlingArguments): Settling | undefined {
  if (settle === undefined) {
    if (present || [here, there, papers].some((one) => one !== undefined)) throw new CommandFailure(2, joinUsage);
    return undefined;
  }
  if (!/^[0-9a-f]{16,64}$/.test(settle)) throw new CommandFailure(2, joinUsage);
  if (papers !== undefined && papers !== 'here' && papers !== 'there') throw new CommandFailure(2, joinUsage);
  const of = (list: string | undefined, side: 'here' | 'there') =>
    (list ?? '').split(/[,，]/).flatMap((id) => (id.trim() === '' ? [] : [{ personId: id.trim(), side }]));
  const people = [...of(here, 'here'), ...of(there, 'there')];
  const chosen: Settling['chosen'] = { people, ...(papers === undefined ? {} : { recovery: papers }) };
  return { seen: settle, chosen, isPresent: present };
}

/** What is settled of what was listed; lists it anew and throws a CommandFailure where that is no longer so. */
async function settlementOf(
  client: OfficeClient,
  hash: string,
  { seen, chosen }: Settling,
  print: (line: string) => void,
): Promise<Settlement> {
  const parted = answered(await client.readPartedRoles({ hash }));
  if (!parted) throw new CommandFailure(1, '两边的人员和岗位已经接上，不用再定，没有采用。请去掉 --settle 再采用。');
  if (parted.seen.startsWith(seen)) return { seen: parted.seen, ...chosen };
  for (const line of partedLines(parted)) print(line);
  throw new CommandFailure(1, '两边的改动与列出时不一样了，没有采用。请重新看过，用新的核对码定下。');
}
