/** The way to 从备份恢复, in the first chunk; the rest of its words are read with its dialog. */
export const restoreEntry = {
  restore: '从备份恢复',
  salvage: '抢救数据',
  broken: '用最近一份备份恢复最稳妥；没有可用的备份，再抢救读得出的内容。',
  why: '换了电脑，或者数据坏了？',
} as const;
