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
export const triggerWords: Readonly<Record<string, string>> = {
  'an issue that is lent out takes no step here': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that is lent out is signed where it is': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that is lent out is not changed here': '这一期已交到另一台机器，在那边办理；本机只能查阅。',
  'an issue that was on another machine is kept': '这一期到过另一台机器，不能删除。',
  'an article of the issue has two texts': '有稿件在两台机器上都改过，还没有定下用哪一份。请先定下，再签署。',
  'this machine does not take this step': '这一步不在本机办理，没有办。请在规定的机器上办。',
  'this number is granted elsewhere or was granted there':
    '这个期号由另一台机器签发，或者在那边已经签发过，没有签发。请在签发编号的机器上签发。',
  'a package follows the last one of its chain': '交接包的次序接不上，没有办。请重新写一份，或者先收前一包。',
  'an article that is lent out is not changed here':
    '这篇稿件已交到另一台机器，在那边改；本机只能看。回来或者作为丢失收回以后才能改。',
  'an article comes back once, by a package that was taken': '这篇稿件已经回到本机，没有改动。',
  'an article is lent out by a package that holds it': '这篇稿件没有写进交接包，不能记作交出。',
  'an issue goes one way after the other': '这一期的去向接不上，没有办。请核对它现在在哪台机器。',
  'an issue is lent out by a package that holds it': '这一期没有写进交接包，不能记作交出。',
  'changes of numbering follow each other': '由哪台机器签发编号的登记接不上，没有办。请先采用对方最新的入网包。',
  'what a machine may do is decided by whoever has the role': '机器的分工由决定刊物规则的管理员决定，没有改动。',
  'a decision about a machine is signed and goes on from the one before':
    '机器的分工没有签名，或者接不上前一次，没有改动。请先采用对方最新的入网包。',
  'numbering is given up by the machine that has it, by whoever has the role':
    '编号由现在签发编号的机器交出，由决定刊物规则的管理员办理，没有改动。',
  'a change of numbering is signed and goes on from the one before':
    '由哪台机器签发编号的登记没有签名，或者接不上前一次，没有改动。请先采用对方最新的入网包。',
  'numbering is taken from a package of the machine that gave it up':
    '编号要由交出它的机器写入网包送来，没有改动。请向那台机器要最新的入网包。',
  'nobody is told of a numbering that is here':
    '编号在本机，另一台机器的登记改不了，没有采用。请两边的管理员核对由哪台机器签发编号。',
  'a machine says of itself that it grants numbers only while it does':
    '编号不在本机，本机不能说在这里签发，没有办。请先采用签发编号的机器最新的入网包。',
  'that a machine grants numbers is signed by its card and tells no other numbers':
    '编号在哪台机器，要由那台机器的名片签名，也不能另写已用到的期号，没有改动。',
  'numbering comes here and goes from here only as somebody decides':
    '编号交到本机或者从本机交出，要由决定刊物规则的管理员决定，没有采用。请两边的管理员核对。',
  'numbering is taken over from a machine whose card is void, by whoever has the role':
    '名片没有作废的机器，编号要由它自己交出，没有改动。',
  'a card is confirmed once, by the security administrator':
    '这张名片已经核对过，或者已经作废，不能再核对。请安全保密管理员看“机器”中它的状态。',
  'a card is revoked once, by the security administrator, or by its own machine':
    '这张名片已经作废过，或者您不能作废它，没有改动。请安全保密管理员办理。',
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
    code === 'SQLITE_CONSTRAINT_TRIGGER' && error instanceof Error ? triggerWords[error.message] : undefined;
  return refused === undefined ? undefined : { ok: false, code: 'illegalState', message: refused };
}
