/** 重发恢复码. */
export const reissue = {
  open: '重发恢复码…',
  title: '重发恢复码',
  text: '旧的恢复码立即作废。系统管理员和安全保密管理员要同时在场，各自输入口令；两人都不能阅读稿件的，还要一位能阅读稿件的同事。',
  verb: '重发，旧的作废',
  doneTitle: '请抄写新的恢复码',
  ownPassword: (name: string) => `${name}的口令`,
  other: { systemAdministrator: '系统管理员', securityAdministrator: '安全保密管理员' },
  reader: '能阅读稿件的同事',
  choose: '请选择在场的人',
  passwordOf: (who: string) => `${who}的口令`,
} as const;
