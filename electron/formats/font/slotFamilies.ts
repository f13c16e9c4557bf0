import type { FontSlot } from '#shared/layout/fontSlot.ts';

/**
 * The families that offices have licensed for a slot, the usual one first, by the names that their files give for
 * themselves in Chinese or in English. 数字 has the face that Word sets them in.
 */
export const slotFamilies: Readonly<Record<FontSlot, readonly string[]>> = {
  title: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05'],
  body: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '仿宋',
    'FangSong',
    '方正仿宋_GB2312',
    '方正仿宋_GBK',
    'FZFangSong-Z02',
    '方正仿宋简体',
    'FZFangSong-Z02S',
    '华文仿宋',
    'STFangsong',
  ],
  kai: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '楷体',
    'KaiTi',
    '方正楷体_GB2312',
    '方正楷体_GBK',
    'FZKai-Z03',
    '方正楷体简体',
    'FZKai-Z03S',
    '华文楷体',
    'STKaiti',
  ],
  hei: ['黑体', 'SimHei', '方正黑体_GBK', 'FZHei-B01', '方正黑体简体', 'FZHei-B01S', '华文黑体', 'STHeiti'],
  song: ['宋体', 'SimSun', '方正书宋_GBK', 'FZShuSong-Z01', '方正书宋简体', 'FZShuSong-Z01S', '华文宋体', 'STSong'],
  digits: ['Times New Roman'],
};
