import type { CommandInput } from '#shared/contract/contract.ts';
import type { Side } from '#shared/handover/parting.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { readOptions } from './readOptions.ts';

export const joinUsage = `用法：npm run neikan -- join --request 机器名称 --out 文件 --data 空的数据目录 [--again]
  新机器：做入网申请（名片），写到文件，显示八个词；询问编辑部的名称和这份申请的口令。已有申请时要加 --again，原来的作废。
      npm run neikan -- join --approve 机器名称 --data 数据目录
  已有的机器：名片收下、核对以后，由安全保密管理员同意它入网。
      npm run neikan -- join --to 机器名称 --out 文件夹 --medium 介质编号 --data 数据目录 [--due 年-月-日] [--terms]
  已有的机器：把登记库写成入网包，旁边放上本机的名片（编审人员）；--terms 连同用语表。人员、刊物有变动后再写一次，带过去。
      npm run neikan -- join 文件夹 --words "八个词" --medium 介质编号 --data 空的数据目录
  新机器：用入网包建立数据目录。八个词由写包的机器念出；询问安全保密管理员的登录名和口令，再问申请的口令。
      npm run neikan -- join --update 登记簿条号 --data 数据目录 [--settle 核对码 [--here 登录名,…] [--there 登录名,…] [--papers here|there] [--present]]
  已入网的机器：先用 unpack 收下入网包，再采用其中较新的登记内容（编审人员）。两台机器各改了人员和岗位的，先列出两台的改动和核对码；看过以后加
  --settle 核对码 定下：两台改得不一样的人写在 --here（照本机）或 --there（照对方）里，恢复码用 --papers。由安全保密管理员定下：
  登录的是别人，就加 --present，请安全保密管理员在场，一并输入登录名和口令。`;

export type Settlement = NonNullable<CommandInput<'takeRegister'>['settlement']>;

export type JoinArguments = ReturnType<typeof readJoinArguments>;

/** What `join …` is asked for. Throws a CommandFailure with the usage where it is nothing that there is. */
export function readJoinArguments(args: readonly string[]) {
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

/** How what two machines have changed apart is settled. */
export interface Settling {
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
  const of = (list: string | undefined, side: Side) =>
    (list ?? '').split(/[,，]/).flatMap((id) => (id.trim() === '' ? [] : [{ personId: id.trim(), side }]));
  const people = [...of(here, 'here'), ...of(there, 'there')];
  const chosen: Settling['chosen'] = { people, ...(papers === undefined ? {} : { recovery: papers }) };
  return { seen: settle, chosen, isPresent: present };
}
