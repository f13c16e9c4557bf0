import { waitingText } from './waitingText.ts';

/** 系统—安全设置. */
export const security = {
  rulePassword:
    '口令至少8个字符，不能含有登录名。输错后要等一会儿再试：第1次2秒，以后每次加倍，最长15分钟；由别人设定的口令，首次登录时必须修改。',
  ruleDays: (days: number) => (days === 0 ? '不提示口令用了多久。' : `口令用满${days}天，登录时提示修改。`),
  ruleCopy: (characters: number) =>
    characters === 0 ? '不记录复制文字。' : `一次复制的文字超过${characters}字，记入审计。`,
  ruleSeal: (days: number) => (days === 0 ? '不提示封存审计记录。' : `每${days}天封存一次审计记录。`),
  setBy: '这些规定由安全保密管理员设置。',
  passwordDays: '口令的期限（天）',
  passwordDaysHint: '到期在登录时提示。0为不提示。',
  copyCharacters: '记录复制的字数',
  copyCharactersHint: '一次复制超过这么多字，记入审计。0为不记录。',
  sealDays: '封存审计的间隔（天）',
  sealDaysHint: '到期在审计员登录时提示。0为不提示。',
  between: (most: number) => `填0到${most}之间的整数。`,
  save: '保存设置',
  saved: '安全设置已保存。',
  waits: '口令输错的情况',
  refresh: '刷新',
  nobodyWaits: '现在没有人输错口令。',
  collective: { unknownNames: '不在册的登录名', recovery: '恢复码', backup: '备份的口令或恢复码' },
  failures: (name: string, count: number) => `${name}：连续输错${count}次`,
  secondsLeft: waitingText,
  mayTry: '可以再试',
  lift: '解除等待',
  lifted: (name: string) => `${name}可以马上再试。`,
} as const;
