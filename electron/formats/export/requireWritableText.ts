import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { UnwritableTextError } from './unwritableTextError.ts';

/** Throws UnwritableTextError where a text that prints holds a control character or half of a character. */
export function requireWritableText(document: IssueDocument, draft: DraftStamp = {}): void {
  const stamp = { text: `${draft.name ?? ''}${draft.at ?? ''}`, place: '草稿标记' };
  const found = new Map<string, Set<string>>();
  for (const { text, place } of [...slotTexts(document, defaultLayoutParameters), stamp]) {
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (isWritable(code)) continue;
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      found.set(name, (found.get(name) ?? new Set()).add(place));
    }
  }
  if (found.size === 0) return;
  const listed = [...found].map(([name, places]) => `${name}（${[...places].join('、')}）`);
  throw new UnwritableTextError(`文字里有不能写入文件的控制字符：${listed.join('；')}。请删去后重新输入。`);
}

/** The characters of XML 1.0 (§2.2); tab, line feed and return are the only controls among them. */
function isWritable(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
}
