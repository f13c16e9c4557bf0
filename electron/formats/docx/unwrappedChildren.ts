import { child, childElements } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** Elements that only stand round their content. */
export const unwrapped: ReadonlySet<string> = new Set(
  'w:hyperlink w:smartTag w:customXml w:sdtContent w:dir w:bdo w:moveTo w:ins'.split(' '),
);

/** Children of a table or row, those in content controls and the like among them. */
export function unwrappedChildren(element: XmlElement): readonly XmlElement[] {
  return childElements(element).flatMap((each) => {
    if (each.name === 'w:sdt') return unwrappedChildren(child(each, 'w:sdtContent') ?? each);
    return unwrapped.has(each.name) ? unwrappedChildren(each) : [each];
  });
}
