import { digestLine } from '#shared/issue/digestWords.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { type AskEvery, askEvery } from './askEvery.ts';
import { readJoinArguments, type Settlement } from './joinArguments.ts';
import { foundByJoining, requestJoin } from './joinNewMachine.ts';
import { machineNamed } from './machineNamed.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { updateRegister } from './updateRegister.ts';

/** `join …`: how a machine comes to belong to an office. Throws a CommandFailure in the office's words. */
export async function joinCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: AskEvery = askEvery,
  credentials?: () => Promise<Credentials>,
): Promise<void> {
  const given = readJoinArguments(args);
  if (given.kind === 'request') return requestJoin(given, print, ask);
  if (given.kind === 'found') return foundByJoining(given, print, warn, ask);
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
        await updateRegister(client, given, present, print);
      }
    },
    given.kind === 'update' && given.settling?.isPresent ? withAdministrator : credentials,
  );
}
