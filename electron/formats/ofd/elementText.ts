import type { XmlElement } from '#formats/docx/xmlTree.ts';

/** The text directly inside an element; empty where there is no element. */
export function elementText(element: XmlElement | undefined): string {
  return (element?.children ?? []).filter((each) => typeof each === 'string').join('');
}
