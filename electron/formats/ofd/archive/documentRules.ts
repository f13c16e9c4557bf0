import { child, childElements, descendants } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import type { ArchiveParts } from './archiveParts.ts';
import type { ArchiveRule } from './archiveRule.ts';

/** A rule that Document.xml has no such child. */
function without(name: string, element: string, message: string): ArchiveRule {
  return {
    name,
    check: ({ document }) => (document && child(document.element, element) ? [{ place: document.path, message }] : []),
  };
}

/** What Document.xml must not hold, and where its actions may lead. */
export const documentRules: readonly ArchiveRule[] = [
  without('permissions', 'Permissions', '带有权限声明'),
  without('viewPreferences', 'VPreferences', '带有视图首选项'),
  without('extensions', 'Extensions', '带有扩展信息'),
  without('attachments', 'Attachments', '带有附件'),
  without('annotations', 'Annotations', '带有注释'),
  {
    name: 'gotoOnly',
    check: (parts) =>
      documentsAndPages(parts).flatMap(({ path, element }) =>
        descendants(element, 'Actions')
          .flatMap((actions) => childElements(actions))
          .flatMap((action) => childElements(action))
          .filter(({ name }) => name !== 'Goto' && name !== 'Region')
          .map(({ name }) => ({ place: path, message: `有跳转以外的动作（${name}）` })),
      ),
  },
  {
    name: 'objectActions',
    check: ({ pages }) =>
      pages.flatMap(({ path, element }) =>
        childElements(child(element, 'Content'))
          .flatMap((layer) => descendants(layer, 'Actions'))
          .map(() => ({ place: path, message: '页面中的图元带有动作' })),
      ),
  },
  {
    name: 'gotoTarget',
    check: (parts) => {
      const pages = new Set(
        childElements(child(parts.document?.element, 'Pages')).map(({ attributes }) => attributes.ID),
      );
      const bookmarks = new Set(
        childElements(child(parts.document?.element, 'Bookmarks')).map(({ attributes }) => attributes.Name),
      );
      return documentsAndPages(parts).flatMap(({ path, element }) =>
        gotos(element)
          .flatMap(childElements)
          .filter(({ name, attributes }) =>
            name === 'Dest' ? !pages.has(attributes.PageID) : !bookmarks.has(attributes.Name),
          )
          .map(({ attributes }) => ({
            place: path,
            message: `跳转的目标不存在（${attributes.PageID ?? attributes.Name ?? '空'}）`,
          })),
      );
    },
  },
];

function documentsAndPages({ document, pages }: ArchiveParts) {
  return document ? [document, ...pages] : pages;
}

function gotos(element: XmlElement): readonly XmlElement[] {
  return descendants(element, 'Goto');
}
