import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { CommandFailure } from './commandFailure.ts';
import type { JoinArguments, Settlement, Settling } from './joinArguments.ts';
import { partedLines } from './partedLines.ts';

/** `join --update`: takes over what is newer in a register that came; `present` is the security administrator beside whoever has signed in. */
export async function updateRegister(
  client: OfficeClient,
  given: Extract<JoinArguments, { kind: 'update' }>,
  present: Settlement['by'],
  print: (line: string) => void,
): Promise<void> {
  const packages = answered(await client.listPackages({}));
  const entry = packages.find(({ number, direction }) => direction === 'taken' && String(number) === given.update);
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
    ['岗位、口令或阅读稿件有变动的', taken.changed],
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

/** What is settled of what was listed; lists it anew and throws a CommandFailure where that is no longer so. */
async function settlementOf(
  client: OfficeClient,
  hash: string,
  { seen, chosen }: Settling,
  print: (line: string) => void,
): Promise<Settlement> {
  const parted = answered(await client.readPartedRoles({ hash }));
  if (!parted)
    throw new CommandFailure(1, '两台机器的人员和岗位已经一致，不用再定，没有采用。请去掉 --settle 再采用。');
  if (parted.seen.startsWith(seen)) return { seen: parted.seen, ...chosen };
  for (const line of partedLines(parted)) print(line);
  throw new CommandFailure(
    1,
    `列出以后，本机或“${parted.machine}”的人员和岗位又有变动，没有采用。请重新看过，用新的核对码定下。`,
  );
}
