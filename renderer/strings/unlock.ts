/** 凭什么打开：口令、恢复码、恢复份额. */
export const unlock = {
  byPassword: '人员的口令',
  byPapers: { code: '恢复码', shares: '恢复份额（三份中的两份）' },
  code: '恢复码',
  codeHint: '抄写或打印收存的那一份，八组，每组四位。',
  firstShare: '恢复份额的一份',
  secondShare: '恢复份额的另一份',
  shareNumber: '编号',
  numbered: (number: number) => `第${number}份`,
  shareHint: '十组，每组四位。',
  person: '登录名',
  password: '口令',
} as const;
