import { Encrypter } from 'age-encryption';
import { sm3 } from 'sm-crypto-v2';
import { documentNumber, recordTitle } from '#formats/eep/describeRecord.ts';
import { elementAt, textAt } from '#formats/eep/eepElement.ts';
import { verifyEep } from '#formats/eep/verifyEep.ts';
import { eepFileName, writeEep } from '#formats/eep/writeEep.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { type Retention, retentionNames, retentions } from '#shared/records/recordSettings.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { takeOutput } from '../tickets/takeOutput.ts';
import { findRecord, selectRecord, selectRecordFiles } from './recordQueries.ts';
import { insertRecord } from './registerRecord.ts';

/**
 * The package of an item, proved before it leaves, under a ticket where its publication asks for one. Throws illegalState,
 * ticketNeeded, and dataDamaged where it does not prove.
 */
export async function exportRecord(
  context: OfficeContext,
  { recordNumber, medium, passphrase, ticketId }: CheckedInput<'exportRecord'>,
): Promise<CommandOutput<'exportRecord'>> {
  const content = contentOf(context);
  const row = selectRecord(content, recordNumber);
  if (row.destroyedAt !== null) throw new OfficeError('illegalState', `${recordNumber}已经销毁，只有销毁清册。`);
  const bytes = writeEep(row.description, row.statement, selectRecordFiles(content, row));
  const [fault] = verifyEep(bytes).faults;
  if (fault) {
    throw new OfficeError('dataDamaged', `${recordNumber}没有通过校验，没有导出。${fault.place}：${fault.message}`);
  }
  const file =
    passphrase === undefined
      ? { name: eepFileName(recordNumber), bytes }
      : { name: `${eepFileName(recordNumber)}.age`, bytes: await enveloped(bytes, passphrase) };
  const taken =
    row.issueId === null
      ? undefined
      : takeOutput(context, {
          issueId: row.issueId,
          forms: ['export', 'burn'],
          ticket: ticketId === undefined ? undefined : { id: ticketId, copies: 1 },
        });
  const hash = sm3(file.bytes);
  changeContent(context, (_base, record) =>
    record('exportRecord', row.issueId ?? recordNumber, {
      recordNumber,
      medium,
      sm3: hash,
      ...(taken ? { ticket: taken.number } : {}),
    }),
  );
  return { file, sm3: hash };
}

async function enveloped(bytes: Uint8Array, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return new Uint8Array(await encrypter.encrypt(bytes));
}

/** Throws unreadableFile where anything in the package is wrong, conflict where its number or place is another item's. */
export function importRecord(context: OfficeContext, bytes: Uint8Array): CommandOutput<'importRecord'> {
  const content = contentOf(context);
  const { faults, description, statement, files, signed, issue } = verifyEep(bytes);
  const [fault] = faults;
  const document = issue?.document;
  if (fault || !description || !statement || !files || !document) {
    throw new OfficeError(
      'unreadableFile',
      `封装包没有通过校验，没有导入。${fault ? `${fault.place}：${fault.message}` : ''}`,
    );
  }
  const { recordNumber } = statement;
  const known = findRecord(content, recordNumber);
  if (known) {
    if (known.destroyedAt !== null) throw new OfficeError('conflict', `${recordNumber}已经按规定销毁，没有导入。`);
    if (known.description === description && known.statement.signature === statement.signature) {
      return { recordNumber, outcome: 'known' };
    }
    throw new OfficeError('conflict', `档案中已有${recordNumber}，与这个封装包不同，没有导入。`);
  }
  const entity = elementAt(signed, '封装内容', '文件实体块', '文件实体');
  const said = (...path: readonly string[]) => textAt(entity, ...path) ?? '';
  const retention = retentions.find((one) => retentionNames[one] === said('档号', '保管期限'));
  const place = {
    fonds: said('档号', '全宗号'),
    category: said('档号', '类别号'),
    year: Number(said('档号', '年度')),
    retention: retention as Retention,
    division: said('档号', '机构或问题'),
    serial: Number(said('档号', '室编件号')),
  };
  const pages = Number(said('形式特征', '页数'));
  const isWhole = retention && place.fonds && place.category && place.division && place.year > 0 && place.serial > 0;
  if (!isWhole || !(pages > 0) || !document.date) {
    throw new OfficeError('unreadableFile', '封装包的档号或页数不全，没有导入。');
  }
  const { personId } = sessionOf(context);
  const at = instantOf(context);
  changeContent(context, (base, record) => {
    const isTaken = base
      .prepare(
        `SELECT 1 FROM record_items WHERE fonds = ? AND category = ? AND year = ? AND retention = ? AND division = ?
           AND serial = ?`,
      )
      .get(place.fonds, place.category, place.year, place.retention, place.division, place.serial);
    if (isTaken)
      throw new OfficeError('conflict', `同一类目的第${place.serial}件已有别的档案，没有导入${recordNumber}。`);
    insertRecord(
      base,
      {
        recordNumber,
        issueId: null,
        place,
        title: recordTitle(document),
        documentNumber: documentNumber(document),
        organ: document.publication.organ,
        dated: document.date ?? '',
        pages,
        files: files.length,
        description,
        statement,
        at: statement.at,
      },
      { personId, at },
    );
    const add = base.prepare('INSERT INTO record_files (record_number, name, bytes, sm3) VALUES (?, ?, ?, ?)');
    for (const file of files) add.run(recordNumber, file.name, Buffer.from(file.bytes), sm3(file.bytes));
    record('importRecord', recordNumber, { files: files.length, hash: statement.hash });
  });
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
  return { recordNumber, outcome: 'taken' };
}
