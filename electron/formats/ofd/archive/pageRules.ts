import { child, childElements } from '#formats/docx/xmlSearch.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { elementText } from '../elementText.ts';
import type { ArchiveParts } from './archiveParts.ts';
import type { ArchiveRule } from './archiveRule.ts';

/** Attributes that say how an outline is drawn. */
const strokeAttributes = ['LineWidth', 'Cap', 'Join', 'MiterLimit', 'DashOffset', 'DashPattern'];

/** Blocks may be nested so deep (6.2.3e). */
const deepestBlocks = 3;

interface PageObject {
  readonly path: string;
  readonly object: XmlElement;
}

/** What pages and the objects on them must be like. */
export const pageRules: readonly ArchiveRule[] = [
  {
    name: 'pageBox',
    check: ({ document, pages }) => {
      const common = child(child(document?.element, 'CommonData'), 'PageArea');
      return pages
        .filter(({ element }) => !isBox(elementText(child(child(element, 'Area') ?? common, 'PhysicalBox'))))
        .map(({ path }) => ({ place: path, message: '页面没有物理区域，或区域不是正的长宽' }));
    },
  },
  {
    name: 'boundary',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) => numbersIn(object.attributes.Boundary ?? '').length !== 4)
        .map(({ path, object }) => ({
          place: path,
          message: `图元没有外接矩形（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
  {
    name: 'blockDepth',
    check: ({ pages }) =>
      pages
        .filter(({ element }) =>
          childElements(child(element, 'Content')).some((layer) => blockDepth(layer) > deepestBlocks),
        )
        .map(({ path }) => ({ place: path, message: `页块嵌套超过 ${deepestBlocks} 层` })),
  },
  {
    name: 'clip',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) =>
          childElements(child(object, 'Clips'))
            .flatMap(childElements)
            .some((area) => isIdle(area, object)),
        )
        .map(({ path, object }) => ({
          place: path,
          message: `图元的裁剪区没有面积，或没有裁去任何内容（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
  {
    name: 'strokeAttributes',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) => !isStroked(object) && strokeAttributes.some((name) => name in object.attributes))
        .map(({ path, object }) => ({
          place: path,
          message: `不勾边的图元带有线条属性（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
  {
    name: 'textSize',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) => object.name === 'TextObject' && !(Number(object.attributes.Size) > 0))
        .map(({ path, object }) => ({
          place: path,
          message: `文字没有标明大小（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
  {
    name: 'textScale',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) => object.name === 'TextObject' && isScale(numbersIn(object.attributes.CTM ?? '')))
        .map(({ path, object }) => ({
          place: path,
          message: `文字用变换矩阵缩放，应当用 Size 和 HScale（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
  {
    name: 'interpolation',
    check: (parts) =>
      pageObjects(parts)
        .filter(({ object }) => object.attributes.Interpolate === 'true')
        .map(({ path, object }) => ({
          place: path,
          message: `图像要求插值绘制（标识 ${object.attributes.ID ?? '空'}）`,
        })),
  },
];

function pageObjects({ pages }: ArchiveParts): readonly PageObject[] {
  return pages.flatMap(({ path, element }) =>
    childElements(child(element, 'Content'))
      .flatMap(objectsIn)
      .map((object) => ({ path, object })),
  );
}

function objectsIn(block: XmlElement): readonly XmlElement[] {
  return childElements(block).flatMap((element) => {
    if (element.name === 'PageBlock') return objectsIn(element);
    return element.name.endsWith('Object') ? [element] : [];
  });
}

function blockDepth(block: XmlElement): number {
  const inner = childElements(block).filter(({ name }) => name === 'PageBlock');
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(blockDepth));
}

/** Text is not stroked unless it says so, a path is unless it says not. */
function isStroked({ name, attributes }: XmlElement): boolean {
  return name === 'PathObject' ? attributes.Stroke !== 'false' : attributes.Stroke === 'true';
}

/** A clip is in the units of its object, whose boundary begins at 0, 0. */
function isIdle(area: XmlElement, object: XmlElement): boolean {
  const [left = 0, top = 0, width = 0, height = 0] = numbersIn(childElements(area)[0]?.attributes.Boundary ?? '');
  if (width <= 0 || height <= 0) return true;
  const [, , objectWidth = 0, objectHeight = 0] = numbersIn(object.attributes.Boundary ?? '');
  const isWhole = left <= 0 && top <= 0 && left + width >= objectWidth && top + height >= objectHeight;
  return isWhole && area.attributes.CTM === undefined;
}

function isScale([a = 1, b = 0, c = 0, d = 1]: readonly number[]): boolean {
  return b === 0 && c === 0 && (a !== 1 || d !== 1);
}

function isBox(text: string): boolean {
  const [, , width = 0, height = 0, ...more] = numbersIn(text);
  return width > 0 && height > 0 && more.length === 0;
}

function numbersIn(text: string): readonly number[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && Number.isFinite(Number(word)))
    .map(Number);
}
