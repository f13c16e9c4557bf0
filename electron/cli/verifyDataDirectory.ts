import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { damagedBases } from '#office/accounts/damagedBases.ts';
import type { ChainVerdict } from '#shared/contract/auditCommands.ts';
import { editorialRoles } from '#shared/contract/command.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { ExportManifest, manifestName } from '#shared/issue/exportManifest.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { withSignedInOffice } from './signedInOffice.ts';

/** What a part of the check has found: lines to print, and faults, which are printed at the end. */
interface Findings {
  readonly lines: readonly string[];
  readonly faults: readonly string[];
}

/**
 * `verify DIR` on a data directory: as whoever signs in, every page of the bases is read, every signed issue is proved from its frozen files and by the
 * office's own keys and, for an auditor, both audit chains are hashed again. Says what was not checked. Throws a
 * CommandFailure that names what does not hold.
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
    const roles = signedIn?.roles ?? [];
    const isEditorial = editorialRoles.some((role) => roles.includes(role));
    const isAuditor = roles.includes('auditor');
    if (!isEditorial && !isAuditor) throw new CommandFailure(1, nothingToCheck(roles));
    const archive = isEditorial ? await verifyArchive(client) : notChecked('档案和稿件库没有校验：要由办刊的人员登录');
    const audit = isAuditor
      ? await verifyAudit(client, signedIn?.readsContent === true)
      : notChecked('审计记录没有校验：要由审计员登录');
    for (const line of [...archive.lines, ...audit.lines]) print(line);
    faults.push(...archive.faults, ...audit.faults);
  };
  const warnAndCount = (line: string) => {
    warn(line);
    faults.push(line);
  };
  await withSignedInOffice(directory, warnAndCount, work, ask, (credentials) => refuseDamaged(directory, credentials));
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}

async function refuseDamaged(directory: string, { personId, password }: Credentials): Promise<void> {
  const damaged = await damagedBases(directory, personId, password);
  if (damaged.length === 0) return;
  throw new CommandFailure(1, `校验不通过：${damaged.join('、')} 有损坏的地方。请用备份恢复。`);
}

function nothingToCheck(roles: readonly Role[]): string {
  const held = roles.map((role) => roleNames[role]).join('、');
  return `什么也没有校验：档案要由办刊的人员登录，审计记录要由审计员登录，登录的人是${held || '没有岗位的人'}。`;
}

function notChecked(line: string): Findings {
  return { lines: [line], faults: [] };
}

async function verifyArchive(client: OfficeClient): Promise<Findings> {
  const verdicts = answered(await client.verifyArchive({}));
  const archive = answered(await client.listArchive({}));
  const publicationOf = new Map(archive.map(({ issueId, publicationName }) => [issueId, publicationName]));
  const lines = verdicts.length === 0 ? ['档案：还没有签发的刊期'] : [];
  const faults: string[] = [];
  const fingerprints = new Set<string>();
  for (const { issueId, numberText, faults: found, signatures } of verdicts) {
    const name = `${publicationOf.get(issueId) ?? ''}${numberText}`;
    faults.push(...found.map(({ file, message }) => `${name} ${file}：${message}`));
    if (found.length > 0) continue;
    const papers = signatures.filter(({ paper }) => paper !== undefined);
    const onPaper = papers.map(({ label, person, paper }) => `，${label}${person}${paper ? paperText(paper) : ''}`);
    lines.push(`${name}：相符，${signatures.length - papers.length}个签名${onPaper.join('')}，钥匙都是本编辑部登记的`);
    for (const line of await fingerprintsIn(client, issueId)) fingerprints.add(line);
  }
  if (fingerprints.size > 0) lines.push(`登记的钥匙指纹：${[...fingerprints].sort().join('，')}`);
  return { lines, faults };
}

/** The names and keys under an issue whose keys have been found to be the office's. */
async function fingerprintsIn(client: OfficeClient, issueId: string): Promise<readonly string[]> {
  const { bytes } = answered(await client.readFrozenFile({ id: issueId, name: manifestName }));
  const { signatures } = ExportManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return signatures.map(({ person, publicKey }) => `${person} ${keyFingerprint(publicKey)}`);
}

async function verifyAudit(client: OfficeClient, readsContent: boolean): Promise<Findings> {
  const { register, content } = answered(await client.verifyAudit({}));
  const chains = [
    { name: '登记库的审计记录', verdict: register },
    { name: readsContent ? '稿件库的审计记录' : '稿件库的审计记录（按登记库中的副本）', verdict: content },
  ];
  const judged = chains.map(({ name, verdict }) => ({ name, verdict, found: chainFaults(verdict) }));
  return {
    lines: judged
      .filter(({ found }) => found.length === 0)
      .map(({ name, verdict: { rows, keptHead } }) => {
        const kept = keptHead === 'none' ? '，没有上次退出时的记录可比' : '';
        return `${name}：相符，${rows}条，首尾相接${kept}`;
      }),
    faults: judged.flatMap(({ name, found }) => found.map((fault) => `${name}：${fault}`)),
  };
}

function chainFaults({ broken, keptHead }: ChainVerdict): readonly string[] {
  return [
    ...(broken === undefined ? [] : [`第${broken}条对不上`]),
    ...(keptHead === 'behind' ? ['末尾少了记录'] : []),
    ...(keptHead === 'different' ? ['与上次退出时不同'] : []),
  ];
}
