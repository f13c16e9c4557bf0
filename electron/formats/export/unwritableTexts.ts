import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { PartFault, PartPlace } from '#shared/layout/partPlace.ts';
import { type SlotText, slotTexts } from '#shared/layout/slotTexts.ts';

/**
 * Printed texts with characters that neither XML nor HTML can carry: controls, and halves of a character. A Chinese
 * sentence each that begins with the place; empty where all can be written.
 */
export function unwritableTexts(document: IssueDocument, draft: DraftStamp = {}): readonly PartFault[] {
  const stamp: Pick<SlotText, 'text' | 'place' | 'at'> = {
    text: `${draft.name ?? ''}${draft.at ?? ''}`,
    place: '草稿标记',
  };
  const head: PartPlace = { part: 'head' };
  const found = new Map<string, { readonly names: Set<string>; readonly at: PartPlace }>();
  for (const { text, place, at = head } of [...slotTexts(document, defaultLayoutParameters), stamp]) {
    for (const [character] of text.matchAll(unwritable)) {
      const number = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
      const entry = found.get(place) ?? { names: new Set(), at };
      entry.names.add(`U+${number}`);
      found.set(place, entry);
    }
  }
  return [...found].map(([place, { names, at }]) => ({
    message: `${place}有不能写入文件的控制字符或残缺的字${[...names].join('、')}，请删去后重新输入。`,
    at,
  }));
}

/** All but the characters of XML 1.0 (§2.2); tab, line feed and return are the only controls among them. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
