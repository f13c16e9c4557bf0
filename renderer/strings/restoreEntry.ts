/** The way to 从备份恢复, in the first chunk; the rest of its words are read with its dialog. */
export const restoreEntry = {
  restore: '从备份恢复',
  why: '换了电脑，或者数据坏了？',
} as const;
