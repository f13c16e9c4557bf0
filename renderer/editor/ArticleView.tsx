import { Fragment } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { listNumber, subtitleLine } from '#shared/layout/printedLines.ts';
import './article.css';

export type Images = Readonly<Record<string, IssueImage>>;

export interface ArticleViewProps {
  readonly content: ArticleContent;
  readonly images: Images;
}

/** An article to be read: title, blocks and source line as they print. Blocks carry `data-block`, counted from 0. */
export function ArticleView({ content, images }: ArticleViewProps) {
  return (
    <article className="article">
      {content.title.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
        <p key={index} className="article-title">
          {line}
        </p>
      ))}
      {content.subtitle && <p className="article-subtitle">{subtitleLine(content.subtitle)}</p>}
      {content.byline && <p className="article-byline">{content.byline}</p>}
      {content.body.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name than their place
        <div key={index} data-block={index} className={`article-block article-${block.role}`}>
          <BlockView block={block} images={images} />
        </div>
      ))}
      {content.source && <p className="article-source">{content.source.line}</p>}
    </article>
  );
}

/** The address of a picture that the page may show. */
export function imageAddress(image: IssueImage): string {
  return `data:${image.mime};base64,${image.bytes}`;
}

function BlockView({ block, images }: { readonly block: Block; readonly images: Images }) {
  switch (block.role) {
    case 'list':
      return block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place
        <p key={index} className="article-item">
          <span className="article-sign">{block.ordered ? listNumber(index) : '•'}</span>
          <Inlines inlines={item} />
        </p>
      ));
    case 'table':
      return <TableView block={block} />;
    case 'figure': {
      const image = images[block.image];
      return (
        <figure>
          {image && <img alt="" src={imageAddress(image)} />}
          {block.caption && (
            <figcaption>
              <Inlines inlines={block.caption} />
            </figcaption>
          )}
        </figure>
      );
    }
    default:
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      );
  }
}

function TableView({ block }: { readonly block: Extract<Block, { readonly role: 'table' }> }) {
  return (
    <table>
      {block.columnWidths && (
        <colgroup>
          {block.columnWidths.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
            <col key={index} style={{ width: `${width * 100}%` }} />
          ))}
        </colgroup>
      )}
      <tbody>
        {block.rows.map((row, index) => {
          const Cell = index < block.headerRows ? 'th' : 'td';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
            <tr key={index}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                <Cell key={at} rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
                  <Inlines inlines={cell.inlines} />
                </Cell>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Runs of text with their marks, the markup that every view of an article shares. */
export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => {
    const { text, bold, emphasis, superscript, runIn } = inline;
    const marked = superscript ? <sup>{text}</sup> : text;
    const stressed = emphasis ? <em>{marked}</em> : marked;
    const strong = bold ? <b>{stressed}</b> : stressed;
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name than their place
    return <Fragment key={index}>{runIn ? <span className="article-runIn">{strong}</span> : strong}</Fragment>;
  });
}
