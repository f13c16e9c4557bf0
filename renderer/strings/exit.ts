/** 退出时的提醒. */
export const exit = {
  title: '退出前',
  backupSince: (at: string) => `上次备份是${at}，已经到期。`,
  backupNever: '还没有做过备份。电脑或磁盘坏了，没有备份就找不回来。',
  seal: '审计记录该封存了，封存文件由您保管。',
  hint: '现在办，办完程序自动退出；也可以直接退出，下次登录再办。',
  backUp: '现在备份…',
  sealNow: '现在封存…',
  keepSeal: '存封存文件…',
  notKept: '已经封存，封存文件还没有存到介质上。',
  stay: '不退出',
  quit: '直接退出',
  stopAndQuit: '停止备份，直接退出',
  sealing: '正在封存…',
} as const;
