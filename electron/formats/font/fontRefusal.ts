import type { FontFacts } from './fontFacts.ts';

/** Bits of OS/2 `fsType` (OpenType, "OS/2"): of the first three the one that allows more counts where a font sets several. */
const embedding = { kinds: 0x000e, restricted: 0x0002, noSubset: 0x0100, bitmapOnly: 0x0200 } as const;

/** Why a font is not printed with, as a part of a Chinese sentence; undefined where nothing is against it. */
export function fontRefusal({ embedding: rights, outlines, isVariable }: FontFacts): string | undefined {
  if ((rights & embedding.kinds) === embedding.restricted) return '字体的授权不允许嵌入文件';
  if (rights & embedding.noSubset) return '字体的授权不允许只嵌入用到的字';
  if (rights & embedding.bitmapOnly) return '字体的授权只允许嵌入点阵';
  if (outlines === undefined) return '字体没有轮廓';
  // The browser turns a variable font into drawings without text.
  if (isVariable) return '是可变字体，不能用于排印';
  return undefined;
}
