import type { DocxPackage } from './openPackage.ts';
import { childElements } from './xmlSearch.ts';

export interface Relationship {
  readonly id: string;
  /** Last word of the type: image, header, hyperlink … */
  readonly type: string;
  /** Name of the part, or the address outside. */
  readonly target: string;
  readonly external: boolean;
}

/** What a part refers to; `part` is '' for the package itself. */
export function relationships(docx: DocxPackage, part: string): readonly Relationship[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const root = docx.xml(`${folder}_rels/${part.slice(folder.length)}.rels`);
  return childElements(root).map(({ attributes }) => {
    const external = attributes.TargetMode === 'External';
    const target = attributes.Target ?? '';
    return {
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').replace(/^.*\//, ''),
      target: external ? target : partName(folder, target),
      external,
    };
  });
}

function partName(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const names: string[] = [];
  for (const name of `${folder}${target}`.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}
