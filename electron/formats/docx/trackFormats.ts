import type { ReportEntry } from '#formats/text/textLine.ts';
import { excerpt, isOn, value } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** Looks that mean nothing to a bulletin: counted, not placed. */
const counted = { 'w:u': '下划线', 'w:i': '斜体', 'w:highlight': '突出显示' } as const;

/** Lists the looks of runs that an article does not carry; those that change the meaning are listed with their place. */
export function trackFormats(report: ReportEntry[], say: (kind: string, message: string) => void) {
  const counts = new Map<string, number>();
  return {
    see(properties: XmlElement | undefined, text: string): void {
      if (value(properties, 'w:vertAlign') === 'subscript') say('format', `下标改为普通文字：${excerpt(text)}`);
      if (isOn(properties, 'w:strike') || isOn(properties, 'w:dstrike')) {
        say('format', `带删除线的文字已收入：${excerpt(text)}`);
      }
      for (const [name, word] of Object.entries(counted)) {
        if (isOn(properties, name)) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    },
    /** One entry for the file as a whole. */
    summarise(): void {
      const words = [...counts].map(([word, count]) => `${word}${count}处`);
      if (words.length > 0) report.push({ line: 0, kind: 'format', message: `没有保留的格式：${words.join('、')}` });
    },
  };
}
