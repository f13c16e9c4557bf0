import type { ReactNode } from 'react';
import { titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { archive } from '../../strings/archive.ts';
import { Button } from '../../ui/Button.tsx';

/** What the issue holds and where it went: contents, recipients, marking, who signed. */
export function ContentsTab({
  document,
  onArticle,
}: {
  readonly document: IssueDocument;
  readonly onArticle: (articleId: string) => void;
}) {
  const { articles, column, marking, reportTo, copyTo, sendTo, copies, signOff } = document;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [archive.marking, marking.join('、')],
    [archive.column, column],
    [archive.reportTo, reportTo.join('、')],
    [archive.copyTo, copyTo.join('、')],
    [archive.sendTo, sendTo.join('、')],
    [archive.copies, copies && archive.copiesOf(copies)],
    [
      archive.signOffs,
      signOff
        .map(({ label, person, paper }) => archive.signedBy(label, person) + (paper ? paperText(paper) : ''))
        .join('　'),
    ],
  ];
  return (
    <div className="archive-sheet">
      <h3>{archive.articleList}</h3>
      <ol className="archive-articles">
        {articles.map(({ id, title, source }) => (
          <li key={id}>
            <Button kind="quiet" onClick={() => onArticle(id)}>
              {titleInOneLine(title)}
            </Button>
            {source && <span className="second">{source.line}</span>}
          </li>
        ))}
      </ol>
      <dl className="archive-facts">
        {rows.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  );
}
