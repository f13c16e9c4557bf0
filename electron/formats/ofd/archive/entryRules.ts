import { child, childElements } from '#formats/docx/xmlSearch.ts';
import { elementText } from '../elementText.ts';
import { ofdNamespace } from '../ofdMarkup.ts';
import { entryPath } from '../openOfd.ts';
import type { ArchiveRule } from './archiveRule.ts';

/** Facts that an archived issue must give as custom data, beside those that DocInfo has elements for. */
const neededFacts = ['题名', '责任者', '日期'];

/** What OFD.xml and the package as a whole must be like. */
export const entryRules: readonly ArchiveRule[] = [
  {
    name: 'documentType',
    check: ({ entry }) =>
      entry.attributes.DocType === 'OFD-A'
        ? []
        : [{ place: entryPath, message: `文件类型应为 OFD-A，现为 ${entry.attributes.DocType ?? '空'}` }],
  },
  {
    name: 'singleDocument',
    check: ({ entry }) => {
      const count = childElements(entry).filter(({ name }) => name === 'DocBody').length;
      return count === 1 ? [] : [{ place: entryPath, message: `应只有一个文档，现有 ${count} 个` }];
    },
  },
  {
    name: 'metadata',
    check: ({ entry }) => {
      const information = child(child(entry, 'DocBody'), 'DocInfo');
      const custom = childElements(child(information, 'CustomDatas'));
      const has = (name: string) => elementText(child(information, name)).trim() !== '';
      const missing = [
        ...(/^[0-9a-f]{32}$/i.test(elementText(child(information, 'DocID'))) ? [] : ['DocID（32 位十六进制数）']),
        ...['Title', 'Author', 'CreationDate'].filter((name) => !has(name)),
        ...neededFacts.filter(
          (fact) => !custom.some((data) => data.attributes.Name === fact && elementText(data).trim() !== ''),
        ),
      ];
      return missing.length === 0 ? [] : [{ place: entryPath, message: `元数据不全，缺少：${missing.join('、')}` }];
    },
  },
  {
    name: 'encryption',
    check: ({ ofd }) =>
      ofd.names
        .filter((name) => /(^|\/)(encryptions\.xml|decyptseed\.dat|decryptseed\.dat)$/i.test(name))
        .map((place) => ({ place, message: '文件经过加密，归档前应解密为明文' })),
  },
  {
    name: 'signature',
    check: ({ entry }) =>
      childElements(entry)
        .filter((body) => child(body, 'Signatures'))
        .map(() => ({ place: entryPath, message: '文件带有电子签名，归档前应转为元数据或注释' })),
  },
  {
    name: 'namespace',
    check: ({ ofd }) =>
      ofd.names
        .filter(
          (name) => name.endsWith('.xml') && !new TextDecoder().decode(ofd.part(name)).includes(`"${ofdNamespace}"`),
        )
        .map((place) => ({ place, message: `没有使用 OFD 的命名空间 ${ofdNamespace}` })),
  },
  {
    name: 'missingFile',
    check: ({ named }) =>
      named
        .filter(({ path, isThere }) => path !== undefined && !isThere)
        .map(({ place, location }) => ({ place, message: `引用的文件“${location}”不在包内` })),
  },
  {
    name: 'externalReference',
    check: ({ named }) =>
      named
        .filter(({ path }) => path === undefined)
        .map(({ place, location }) => ({ place, message: `引用了包外的资源“${location}”` })),
  },
  {
    name: 'strayFile',
    check: ({ ofd, named }) => {
      const reached = new Set([entryPath, ...named.map(({ path }) => path)]);
      return ofd.names
        .filter((name) => !reached.has(name))
        .map((place) => ({ place, message: '文件与文档无关，没有任何地方引用它' }));
    },
  },
];
