/** The way to 加入已有的编辑部, in the first chunk; the rest of its words are read with its dialog. */
export const joinEntry = {
  why: '编辑部已经在另一台机器上？',
  join: '加入已有的编辑部',
} as const;
