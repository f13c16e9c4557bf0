import type { EditorDocument } from '#shared/document/editorDocument.ts';
import { blockOf, isBody } from '#shared/document/toArticleContent.ts';

/**
 * Parts of an article as they print: 0 is the title with what stands under it, then every block of the body that holds
 * something, then the source. An empty line counts to the block before it.
 */
export function partOfElement(document: EditorDocument, index: number): number {
  const upTo = document.slice(0, index + 1).filter((element) => isBody(element) && blockOf(element)).length;
  return document[index]?.role === 'source' ? upTo + 1 : upTo;
}

/** Where a part begins in the editor's document; undefined where there is no such part. */
export function elementOfPart(document: EditorDocument, part: number): number | undefined {
  if (part === 0) return 0;
  const indexes = document.flatMap((element, index) => {
    if (element.role === 'source') return [index];
    return isBody(element) && blockOf(element) ? [index] : [];
  });
  return indexes[part - 1];
}
