import type { UsedCharacters } from '#formats/font/subsetFaces.ts';
import type { LastPages } from '#shared/layout/renderIssueHtml.ts';
import { plainLastPages } from './lastPages.ts';

/** What one setting of an issue leaves to the next one of the same issue; it changes how soon the pages come, not what is on them. */
export interface EarlierPages {
  readonly usedCharacters: UsedCharacters;
  lastPages: LastPages;
}

export function noEarlierPages(): EarlierPages {
  return { usedCharacters: new Map(), lastPages: plainLastPages };
}
