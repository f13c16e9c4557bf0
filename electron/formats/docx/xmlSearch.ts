import type { XmlElement } from './xmlTree.ts';

/** The child elements, text left out. */
export function childElements(element: XmlElement | undefined): readonly XmlElement[] {
  return (element?.children ?? []).filter((child) => typeof child !== 'string');
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childElements(element).find((each) => each.name === name);
}

/** Every descendant of that name, in order, not those inside one found. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return childElements(element).flatMap((each) => (each.name === name ? [each] : descendants(each, name)));
}

/** `w:val` of a child, as most properties are written. */
export function value(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val'];
}

/** Whether an on/off property (w:b, w:vanish …) is on; undefined when it is not written. */
export function isOn(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  return found && !['0', 'false', 'off', 'none'].includes(found.attributes['w:val'] ?? '');
}

/** The text of runs as Word shows it, deleted text too. */
export function shownText(element: XmlElement): string {
  return childElements(element)
    .map((each) => {
      if (each.name === 'w:t' || each.name === 'w:delText' || each.name === 'm:t') {
        return each.children.filter((part) => typeof part === 'string').join('');
      }
      if (each.name === 'w:tab' || each.name === 'w:br') return ' ';
      return shownText(each) + (each.name === 'w:p' ? ' ' : '');
    })
    .join('');
}

/** For a message: one line, not longer than a glance. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
