import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';

/**
 * Printed texts with characters that neither XML nor HTML can carry: controls, and halves of a character. A Chinese
 * sentence each that begins with the place; empty where all can be written.
 */
export function unwritableTexts(document: IssueDocument, draft: DraftStamp = {}): readonly string[] {
  const stamp = { text: `${draft.name ?? ''}${draft.at ?? ''}`, place: '草稿标记' };
  const found = new Map<string, Set<string>>();
  for (const { text, place } of [...slotTexts(document, defaultLayoutParameters), stamp]) {
    for (const [character] of text.matchAll(unwritable)) {
      const number = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
      found.set(place, (found.get(place) ?? new Set()).add(`U+${number}`));
    }
  }
  return [...found].map(
    ([place, names]) => `${place}有不能写入文件的控制字符或残缺的字${[...names].join('、')}，请删去后重新输入。`,
  );
}

/** All but the characters of XML 1.0 (§2.2); tab, line feed and return are the only controls among them. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
