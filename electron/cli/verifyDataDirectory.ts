import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { withSignedInOffice } from './signedInOffice.ts';

/**
 * `verify DIR` on a data directory: as whoever signs in, every signed issue is proved from its frozen files and, for an
 * auditor, both audit chains are hashed again. Throws a CommandFailure that names what does not hold.
 */
export async function verifyDataDirectory(
  directory: string,
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const faults: string[] = [];
  const work = async (client: OfficeClient) => {
    const { signedIn } = answered(await client.officeStatus({}));
    if (signedIn?.readsContent) {
      for (const { numberText, faults: found, signatures } of answered(await client.verifyArchive({}))) {
        faults.push(...found.map(({ file, message }) => `${numberText} ${file}：${message}`));
        if (found.length === 0) print(`${numberText}：相符，${signatures.length}个签名`);
      }
    }
    if (!signedIn?.roles.includes('auditor')) return;
    for (const [chain, verdict] of Object.entries(answered(await client.verifyAudit({})))) {
      const name = chain === 'register' ? '登记库的审计记录' : '稿件库的审计记录';
      if (verdict.broken !== undefined) faults.push(`${name}：第${verdict.broken}条对不上`);
      if (verdict.keptHead === 'behind') faults.push(`${name}：末尾少了记录`);
      if (verdict.keptHead === 'different') faults.push(`${name}：与上次退出时不同`);
      print(`${name}：${verdict.rows}条`);
    }
  };
  const warnAndCount = (line: string) => {
    warn(line);
    faults.push(line);
  };
  await withSignedInOffice(directory, warnAndCount, work, ask);
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}
