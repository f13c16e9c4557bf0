/** The roles type plays on a page: 小标宋, 仿宋, 楷体, 黑体, 宋体, and the digits and Latin letters that stand in 仿宋. */
export const fontSlots = ['title', 'body', 'kai', 'hei', 'song', 'digits'] as const;
export type FontSlot = (typeof fontSlots)[number];

export const fontSlotNames: Readonly<Record<FontSlot, string>> = {
  title: '小标宋',
  body: '仿宋',
  kai: '楷体',
  hei: '黑体',
  song: '宋体',
  digits: '数字',
};

/** A face the page carries in itself: `dataUrl` holds a static TrueType font. */
export interface FontFace {
  readonly slot: FontSlot;
  readonly dataUrl: string;
}
