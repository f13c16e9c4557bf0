import type { Absence } from './boundIssue.ts';
import type { VolumeIndex } from './volumeIndexes.ts';

/** What a volume says of itself before and after its issues. */
export interface VolumePages {
  readonly publication: string;
  readonly organ: string;
  readonly marking: readonly string[];
  /** 2024年上半年 */
  readonly span: string;
  /** 第1—6期，共6期 */
  readonly extent: string;
  readonly contents: readonly ContentsRow[];
  readonly indexes: readonly VolumeIndex[];
}

/** A row of the contents; `page` is one of the volume. */
export type ContentsRow =
  | { readonly kind: 'issue'; readonly text: string; readonly date: string; readonly page: number }
  | { readonly kind: 'article'; readonly text: string; readonly page: number }
  | { readonly kind: 'absent'; readonly text: string; readonly absence: Absence }
  | { readonly kind: 'index'; readonly text: string; readonly page: number };

export const volumeWord = '合订本';

/** What stands before and behind the number in the foot of each page of the volume. */
export const volumePageWords = { before: `${volumeWord}第`, after: '页' } as const;

/** The foot of a page of the volume, beside the number the page has in its issue. */
export function volumePageLine(page: number): string {
  return volumePageWords.before + page + volumePageWords.after;
}
