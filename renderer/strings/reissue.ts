/** 重发恢复码. */
export const reissue = {
  open: '重发恢复码…',
  title: '重发恢复码',
  text: '先显示新的恢复码，确认收存以后才启用。旧的从那时起打不开现在的数据，但还能打开以前的备份：请把旧的恢复码和用它的旧备份一起销毁，再做一次新备份。系统管理员和安全保密管理员要同时在场，各自输入口令；两人都不能阅读稿件的，还要一位能阅读稿件的同事。',
  verb: '制作新的恢复码',
  confirm: '启用新的',
  giveUp: '不启用，仍用旧的',
  held: '新的恢复码还没有启用。请抄写收存后点“启用新的”，或者点“不启用，仍用旧的”。',
  confirmed: '新的恢复码已经启用。旧的恢复码和旧备份请一起销毁，再做一次新备份。',
  doneTitle: '请抄写新的恢复码',
  ownPassword: (name: string) => `${name}的口令`,
  other: { systemAdministrator: '系统管理员', securityAdministrator: '安全保密管理员' },
  reader: '能阅读稿件的同事',
  choose: '请选择在场的人',
  passwordOf: (who: string) => `${who}的口令`,
} as const;
