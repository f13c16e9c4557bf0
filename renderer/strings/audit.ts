import type { AuditActionGroup } from '../screens/system/auditActionGroups.ts';
import { auditActions } from './system.ts';

type Details = Readonly<Record<string, unknown>>;

const causes: Readonly<Record<string, string>> = {
  person: '锁定了窗口',
  idle: '离开太久，窗口自动锁定',
  screen: '锁了屏幕，窗口随着锁定',
};

/** 系统—审计. */
export const audit = {
  columns: { sequence: '序号', at: '时间', person: '人员', action: '事项', sentence: '说明' },
  table: (chain: string) => `${chain}的审计记录`,
  from: '从哪天',
  to: '到哪天',
  person: '谁',
  everybody: '所有人',
  nobody: '没有登录的人',
  left: (name: string) => `${name}（已离任）`,
  action: '什么事',
  everything: '所有事项',
  groups: {
    entry: '登录、锁定、口令输错',
    refused: '越权被拒',
    people: '人员、岗位、口令',
    reading: '阅读',
    out: '导出、打印、复制',
    steps: '送审、审核、签发、归档',
  } satisfies Readonly<Record<AuditActionGroup, string>>,
  subject: '对象',
  subjectHint: '编号、登录名或名称的一部分',
  clear: '清除条件',
  count: (rows: number) => `共${rows.toLocaleString('zh-CN')}条`,
  none: '没有相符的记录。放宽时间，或者清除条件再看。',
  exportVerb: '导出…',
  exportTitle: '导出审计记录',
  loadingRow: '…',
  chosen: '选中的一条',
  /** Rows that are told better than by their action, their subject and their details. */
  sentences: {
    signIn: (who: string, _what: string, details: Details) =>
      Array.isArray(details.alerts) ? `${who}登录，发现：${details.alerts.join('；')}` : `${who}登录`,
    signOut: (who: string) => `${who}退出登录`,
    signInFailed: (_who: string, what: string) => `有人用“${what}”的名义登录，口令不对，没有成功`,
    passwordFailed: (_who: string, what: string) => `有人输错了${what}的口令`,
    recoveryFailed: (_who: string, what: string) =>
      what === '' ? '有人输入了不对的恢复码，没有成功' : `有人要用恢复码重设“${what}”的口令，恢复码不对，没有成功`,
    backupUnlockFailed: (_who: string, what: string) =>
      what === '' ? '有人用不对的恢复码打开备份，没有成功' : `有人用“${what}”的名义打开备份，口令不对，没有成功`,
    joinUnlockFailed: (_who: string, what: string) => `入网时有人输错了“${what}”的口令，没有成功`,
    allowRestore: (who: string) =>
      who === '' ? '有人凭恢复码同意用备份替换现有的数据' : `${who}同意用备份替换现有的数据`,
    clockSetBack: () => '发现电脑的时钟被拨回，输错口令后的等待重新计算',
    liftWait: (who: string, what: string) => `${who}解除了${what}因输错而起的等待`,
    lock: (who: string, _what: string, details: Details) => `${who}${causes[String(details.cause)] ?? causes.person}`,
    refusedByRole: (who: string, what: string, details: Details) =>
      `${who}要办“${auditActions[what] ?? what}”，没有这个岗位或权限，${typeof details.times === 'number' ? `又被拒绝${details.times}次` : '被拒绝'}`,
    copyOut: (who: string, what: string, details: Details) => `${who}从“${what}”一次复制了${details.characters}字`,
    changePassword: (who: string) => `${who}修改了自己的口令`,
    recoverPassword: (who: string) => `${who}的口令用恢复码重设，首次登录须再修改`,
    readIssue: (who: string, what: string) => `${who}阅读了有标识的刊期：${what}`,
    readArticle: (who: string, what: string) => `${who}阅读了有标识的稿件：${what}`,
    sealAudit: (who: string, _what: string, details: Details) => `${who}封存了审计记录，第${details.number}次`,
    exportAudit: (who: string, _what: string, details: Details) => `${who}导出审计记录${details.rows}条`,
  },
} as const;
