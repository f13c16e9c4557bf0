import { UnwritableTextError } from '#formats/export/unwritableTextError.ts';
import { FontError } from '#formats/font/fontError.ts';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { MissingCharactersError } from '#formats/typeset/missingCharactersError.ts';
import { UnprintableError } from '#formats/typeset/unprintableError.ts';
import type { Answer, ErrorCode } from '#shared/contract/errorCode.ts';
import { StoreError, type StoreErrorCode } from '#store/storeError.ts';
import { OfficeError } from './officeError.ts';

const codeOfStore: Readonly<Record<StoreErrorCode, ErrorCode>> = {
  fileMissing: 'dataMissing',
  fileExists: 'illegalState',
  foreignFile: 'dataForeign',
  damagedFile: 'dataDamaged',
  wrongKey: 'dataDamaged',
  newerVersion: 'dataNewer',
  dataInUse: 'dataInUse',
  wrongPassword: 'wrongPassword',
  wrongRecoveryCode: 'wrongRecoveryCode',
  personExists: 'nameTaken',
  personUnknown: 'notFound',
  contentKeyNeeded: 'contentKeyNeeded',
  placingCutOff: 'failed',
};

/** What the base refuses for every command alike, by the words of its triggers. */
const ofTriggers: Readonly<Record<string, string>> = {
  'an issue that is lent out takes no step here': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that is lent out is signed where it is': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that is lent out is not changed here': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that was on another machine is kept': '这一期到过另一台机器，不能删除。',
  'an article of the issue has two texts': '有稿件在两台机器上都改过，还没有定下用哪一份。请先定下，再签署。',
};

type Refusal = Extract<Answer<never>, { ok: false }>;

/**
 * The answer for an error a person can understand; undefined for one that only the log can. `nameBase` says in words which
 * base is damaged, where that can be found out.
 */
export function answerError(error: unknown, nameBase?: () => string | undefined): Refusal | undefined {
  if (error instanceof OfficeError) {
    const { code, message, details } = error;
    return { ok: false, code, message, ...(details === undefined ? {} : { details }) };
  }
  if (error instanceof StoreError) return { ok: false, code: codeOfStore[error.code], message: error.message };
  if (error instanceof UnreadableFileError) return { ok: false, code: 'unreadableFile', message: error.message };
  if (error instanceof MissingCharactersError) {
    return { ok: false, code: 'missingCharacters', message: error.message, details: { missing: error.missing } };
  }
  if (error instanceof UnprintableError || error instanceof UnwritableTextError || error instanceof FontError) {
    return { ok: false, code: 'unprintable', message: error.message };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC') {
    return { ok: false, code: 'diskFull', message: '磁盘已满，没有保存这一步，原有内容没有变化。请腾出空间后再试。' };
  }
  if (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT')) {
    return {
      ok: false,
      code: 'dataDamaged',
      message: `${nameBase?.() ?? '数据文件'}有损坏的地方，这一步没有办成。请用最近一份备份恢复；没有可用的备份，可以抢救读得出的内容。`,
    };
  }
  const refused =
    code === 'SQLITE_CONSTRAINT_TRIGGER' && error instanceof Error ? ofTriggers[error.message] : undefined;
  return refused === undefined ? undefined : { ok: false, code: 'illegalState', message: refused };
}
