import { sm3 } from 'sm-crypto-v2';
import type { AuditExport } from '#shared/audit/auditExport.ts';
import { signFile } from '#shared/audit/signedFile.ts';
import type { AuditFilter } from '#shared/contract/auditCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { auditHead } from '#store/auditChain.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { officeOf } from '../accounts/openSession.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectAudit } from './auditQueries.ts';

const columns = ['序号', '时间', '登录名', '姓名', '事项', '事项代码', '对象', '详情', '链值（SM3）'];
const chainNames: Readonly<Record<AuditFilter['chain'], string>> = { register: '登记和人员', content: '稿件和刊期' };

/** The rows of a filter, oldest first, as CSV with its signed description; that they were taken is a row of its own. */
export function exportAudit(
  context: OfficeContext,
  { actionNames, ...filter }: CheckedInput<'exportAudit'>,
): CommandOutput<'exportAudit'> {
  const { register, personId, personName, keys } = sessionOf(context);
  const at = instantOf(context);
  const head = auditHead(register, filter.chain === 'register' ? registerAudit : contentAuditMirror);
  const found = selectAudit(register, filter, { before: head.sequence + 1, limit: -1, offset: 0 });
  const names = new Map(selectPeople(register).map(({ id, name }) => [id, name]));
  const lines = found
    .toReversed()
    .map(({ sequence, at: rowAt, person, action, subject, details, hash }) => [
      String(sequence),
      rowAt,
      person,
      names.get(person) ?? '',
      actionNames[action] ?? action,
      action,
      subject,
      canonicalJson(details as Json),
      hash,
    ]);
  // With the mark that tells a spreadsheet the characters are UTF-8.
  const csv = `\ufeff${[columns, ...lines].map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`;
  const bytes = new TextEncoder().encode(csv);
  const stem = `审计记录_${chainNames[filter.chain]}_${at.slice(0, 10)}`;
  const body = {
    format: 'neikan-audit-export',
    version: 1,
    office: officeOf(register).name,
    at,
    filter,
    rows: lines.length,
    head,
    file: { name: `${stem}.csv`, sm3: sm3(bytes) },
    by: { personId, name: personName, publicKey: keys.publicKey },
  } as const;
  const signed: AuditExport = signFile(body, keys.privateKey);
  changeRegister(context, (_register, record) => {
    record('exportAudit', 'audit', { chain: filter.chain, rows: lines.length });
  });
  return {
    rows: lines.length,
    folderName: stem,
    files: [
      { name: `${stem}.csv`, bytes },
      { name: `${stem}.签名.json`, bytes: new TextEncoder().encode(`${JSON.stringify(signed, undefined, 2)}\n`) },
    ],
  };
}

/** RFC 4180; what a spreadsheet would take for a formula begins with a sign that makes it text. */
function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
