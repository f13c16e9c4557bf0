import { Fragment, type MouseEvent } from 'react';
import type { EditorElement, EditorText, TableElement, TopElement } from '#shared/document/editorDocument.ts';
import { listNumber, subtitleLine } from '#shared/layout/printedLines.ts';
import type { Revised, RevisedText } from '#shared/revision/token.ts';
import { type Images, imageAddress } from '../editor/ArticleView.tsx';
import '../editor/article.css';
import './MarkedView.css';

export interface MarkedViewProps {
  /** As `markedDocument` makes it. */
  readonly elements: readonly TopElement[];
  readonly images: Images;
  /** The change that is chosen, by its number. */
  readonly chosen?: number | undefined;
  readonly onChoose?: (change: number) => void;
}

/** 花脸稿 on the screen: an article to be read with what was taken out and put in, each change with its number. */
export function MarkedView({ elements, images, chosen, onChoose }: MarkedViewProps) {
  const choose = (event: MouseEvent) => {
    const change = (event.target as Element).closest<HTMLElement>('[data-change]')?.dataset.change;
    if (change !== undefined) onChoose?.(Number(change));
  };
  const shown: Shown = { chosen, images };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list of changes is the way by keyboard
    <article className="article marked" onClick={choose}>
      {elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other name than their place
        <ElementView key={index} element={element} shown={shown} />
      ))}
    </article>
  );
}

type Shown = Pick<MarkedViewProps, 'chosen' | 'images'>;

function ElementView({ element, shown }: { readonly element: TopElement; readonly shown: Shown }) {
  switch (element.role) {
    case 'list':
      return element.children.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place
        <p key={index} className="article-item">
          <span className="article-sign">{element.ordered ? listNumber(index) : '•'}</span>
          <Texts texts={item.children} shown={shown} />
        </p>
      ));
    case 'table':
      return (
        <div {...changeOf(element, 'article-block article-table', shown)}>
          <TableView table={element} shown={shown} />
        </div>
      );
    case 'figure': {
      const image = shown.images[element.image];
      return (
        <figure {...changeOf(element, 'article-block article-figure', shown)}>
          {image && <img alt="" src={imageAddress(image)} />}
          <figcaption>
            <Texts texts={element.children} shown={shown} />
          </figcaption>
        </figure>
      );
    }
    case 'subtitle':
      return (
        <p className="article-subtitle">
          {subtitleLine('')}
          <Texts texts={element.children} shown={shown} />
        </p>
      );
    default:
      return (
        <p className={`article-${element.role}`}>
          <Texts texts={element.children} shown={shown} />
        </p>
      );
  }
}

/** What says that a picture or a table was put in or taken out as a whole, and that it is the change that is chosen. */
function changeOf({ revision, change }: EditorElement & Revised, className: string, { chosen }: Shown) {
  if (revision === undefined) return { className };
  const isChosen = change !== undefined && change === chosen;
  return {
    className: isChosen ? `${className} marked-chosen` : className,
    'data-revision': revision,
    'data-change': change,
  };
}

function TableView({ table, shown }: { readonly table: TableElement; readonly shown: Shown }) {
  return (
    <table>
      <tbody>
        {table.children.map((row, index) => {
          const Cell = index < table.headerRows ? 'th' : 'td';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
            <tr key={index}>
              {row.children.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                <Cell key={at} rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
                  <Texts texts={cell.children} shown={shown} />
                </Cell>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Texts({ texts, shown }: { readonly texts: readonly EditorText[]; readonly shown: Shown }) {
  return (texts as readonly RevisedText[]).map(({ text, bold, emphasis, superscript, revision, change }, index) => {
    const raised = superscript ? <sup>{text}</sup> : text;
    const stressed = emphasis ? <em>{raised}</em> : raised;
    const strong = bold ? <b>{stressed}</b> : stressed;
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name than their place
    if (revision === undefined || change === undefined) return <Fragment key={index}>{strong}</Fragment>;
    const Mark = revision === 'added' ? 'ins' : 'del';
    return (
      <Mark
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name than their place
        key={index}
        data-change={change}
        className={change === shown.chosen ? 'marked-chosen' : undefined}
      >
        {strong}
      </Mark>
    );
  });
}
