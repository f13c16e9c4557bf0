import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { AuditExport } from '#shared/audit/auditExport.ts';
import { AuditSeal } from '#shared/audit/auditSeal.ts';
import { isSigned } from '#shared/audit/signedFile.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fileFailure } from './fileFailure.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';

type Print = (line: string) => void;

/** No file of the audit is larger; a larger one is not read to find out what it is. */
const mostBytes = 1_000_000;

/** Whether a path is a file that the audit has given out: a seal, or what stands beside exported rows. */
export function isAuditFile(path: string): boolean {
  try {
    const { size } = statSync(path);
    return (
      size <= mostBytes && /"format": "neikan-audit-(?:seal|export)"/.test(readFileSync(path, 'utf8').slice(0, 200))
    );
  } catch {
    return false;
  }
}

/**
 * `verify 封存文件 [--data DIR]`: the signature, and with a data directory whether its bases and keyring still hold what was
 * sealed, as the auditor who signs in. `verify …签名.json`: the exported rows beside it. Throws a CommandFailure that names
 * what does not hold.
 */
export async function verifyAuditFile(
  args: readonly string[],
  print: Print,
  warn: Print,
  usage: string,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { positionals, values } = readOptions(args, { data: { type: 'string' } }, usage);
  const [given = '', ...more] = positionals;
  if (given === '' || more.length > 0) throw new CommandFailure(2, usage);
  const path = commandPath(given);
  const bytes = readInput(path);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CommandFailure(1, `校验不通过：${path} 不完整`);
  }
  const exported = AuditExport.safeParse(content);
  if (exported.success) return verifyExported(path, exported.data, print);
  const seal = AuditSeal.safeParse(content);
  if (!seal.success) throw new CommandFailure(1, `校验不通过：${path} 的内容不是本程序写下的样子，被改动过`);
  requireSigned(path, seal.data);
  const { number, at, by, register, content: sealed, office } = seal.data;
  print(
    `${office.name}审计记录第${number}次封存，${momentLine(at)}，${by.name}（钥匙指纹 ${keyFingerprint(by.publicKey)}）`,
  );
  print(`登记和人员：第${register.from}条到第${register.to}条；稿件和刊期：第${sealed.from}条到第${sealed.to}条`);
  if (values.data === undefined) {
    print('封存文件相符。要与数据目录核对，请加上 --data 数据目录，由审计员登录。');
    return;
  }
  const faults: string[] = [];
  await withSignedInOffice(
    commandPath(values.data),
    (line) => {
      warn(line);
      faults.push(line);
    },
    async (client) => {
      faults.push(...answered(await client.compareSeal({ bytes: new Uint8Array(bytes) })).faults);
    },
    ask,
  );
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
  print('数据目录与封存相符：封存的记录一条不少，没有改动，钥匙文件也不比封存时旧。');
}

function verifyExported(path: string, exported: AuditExport, print: Print): void {
  requireSigned(path, exported);
  const { file, rows, by, at, office } = exported;
  const beside = join(dirname(path), basename(file.name));
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(beside);
  } catch (error) {
    throw fileFailure(error, beside, 'read');
  }
  if (sm3(bytes) !== file.sm3) throw new CommandFailure(1, `校验不通过：${file.name}：内容与签名的不符，已被改动`);
  print(
    `${office}的审计记录${rows}条，${momentLine(at)}由${by.name}导出（钥匙指纹 ${keyFingerprint(by.publicKey)}）：相符`,
  );
}

function requireSigned(path: string, file: AuditSeal | AuditExport): void {
  if (!isSigned(file)) throw new CommandFailure(1, `校验不通过：${path}：签名不成立，文件在签名以后被改动过`);
}
