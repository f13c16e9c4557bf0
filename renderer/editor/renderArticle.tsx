import { use } from 'react';
import type { RenderChunkProps, RenderElementProps, RenderLeafProps } from 'slate-react';
import type { EditorElement, FigureElement } from '#shared/document/editorDocument.ts';
import { editor as strings } from '../strings/editor.ts';
import { imageAddress } from './ArticleView.tsx';
import { ImageSource } from './imageSource.ts';
import { TableView } from './TableView.tsx';
import { TextChunk } from './TextChunk.tsx';

export function renderChunk({ attributes, lowest, children }: RenderChunkProps) {
  return lowest ? <TextChunk attributes={attributes}>{children}</TextChunk> : <div {...attributes}>{children}</div>;
}

export function renderLeaf({ attributes, leaf, children }: RenderLeafProps) {
  const names = [
    leaf.bold && 'article-bold',
    leaf.emphasis && 'article-emphasis',
    leaf.runIn && 'article-runIn',
    leaf.superscript && 'article-superscript',
  ].filter(Boolean);
  return (
    <span {...attributes} className={names.length > 0 ? names.join(' ') : undefined}>
      {children}
    </span>
  );
}

export function renderElement({ attributes, element, children }: RenderElementProps) {
  switch (element.role) {
    case 'table':
      return (
        <TableView attributes={attributes} element={element}>
          {children}
        </TableView>
      );
    case 'row':
      return <tr {...attributes}>{children}</tr>;
    case 'cell':
      return (
        <td {...attributes} rowSpan={element.rowSpan} colSpan={element.columnSpan}>
          {children}
        </td>
      );
    case 'figure':
      return (
        <figure {...attributes} className="article-figure">
          <Picture element={element} />
          <figcaption data-placeholder={placeholderOf(element)}>{children}</figcaption>
        </figure>
      );
    case 'list':
      return (
        <div {...attributes} className={`article-list ${element.ordered ? 'article-ordered' : 'article-bullets'}`}>
          {children}
        </div>
      );
    default:
      return (
        <p {...attributes} className={`article-${element.role}`} data-placeholder={placeholderOf(element)}>
          {children}
        </p>
      );
  }
}

function Picture({ element }: { readonly element: FigureElement }) {
  const image = use(ImageSource).get(element.image);
  return (
    <div contentEditable={false} className="article-picture">
      {image ? <img alt={strings.figure} src={imageAddress(image)} /> : <p>{strings.missingImage}</p>}
    </div>
  );
}

/** What an empty line is for; undefined where something stands in it. */
function placeholderOf(element: EditorElement): string | undefined {
  const [only, second] = element.children;
  if (second || !only || !('text' in only) || only.text !== '') return undefined;
  switch (element.role) {
    case 'title':
      return strings.titlePlaceholder;
    case 'subtitle':
      return strings.subtitlePlaceholder;
    case 'byline':
      return strings.bylinePlaceholder;
    case 'source':
      return strings.sourcePlaceholder;
    case 'figure':
      return strings.captionPlaceholder;
    default:
      return undefined;
  }
}
