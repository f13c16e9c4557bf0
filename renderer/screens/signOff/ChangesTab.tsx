import type { Answer } from '#shared/contract/errorCode.ts';
import { signOff } from '../../strings/signOff.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { type ComparedPart, type ComparedRow, compareTexts } from './compareTexts.ts';
import { articleLines, type Correction } from './corrections.ts';

export type Corrections = Answer<readonly Correction[]>;

/** 改前 and 改后 of every corrected article beside each other; what did not change is folded. */
export function ChangesTab({ corrections }: { readonly corrections: readonly Correction[] }) {
  if (corrections.length === 0) return <EmptyState icon="article" title={signOff.noChanges} />;
  return (
    <div className="changes">
      {corrections.map(({ articleId, title, before, after }) => (
        <ArticleChanges key={articleId} title={title} rows={compareTexts(articleLines(before), articleLines(after))} />
      ))}
    </div>
  );
}

function ArticleChanges({ title, rows }: { readonly title: string; readonly rows: readonly ComparedRow[] }) {
  return (
    <section className="changes-article" aria-label={title}>
      <h3>
        《{title}》<span className="second">{signOff.changedLines(rows.filter((row) => row.isChanged).length)}</span>
      </h3>
      <table className="changes-table">
        <thead>
          <tr>
            <th scope="col">{signOff.before}</th>
            <th scope="col">{signOff.after}</th>
          </tr>
        </thead>
        <tbody>
          {folded(rows).map(({ key, row, folded: count }) =>
            row ? (
              <tr key={key}>
                <td>{row.before.map(partView('del'))}</td>
                <td>{row.after.map(partView('ins'))}</td>
              </tr>
            ) : (
              <tr key={key} className="changes-fold">
                <td colSpan={2}>{signOff.unchanged(count)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function partView(Mark: 'del' | 'ins') {
  return ({ text, isChanged }: ComparedPart, index: number) =>
    isChanged ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>;
}

interface ShownRow {
  readonly key: number;
  readonly row?: ComparedRow;
  readonly folded: number;
}

/** One unchanged line stays on either side of a change; longer stretches become one row that counts them. */
function folded(rows: readonly ComparedRow[]): readonly ShownRow[] {
  const isNear = (index: number) => [-1, 0, 1].some((step) => rows[index + step]?.isChanged);
  const shown: ShownRow[] = [];
  for (const [key, row] of rows.entries()) {
    const last = shown.at(-1);
    if (isNear(key)) shown.push({ key, row, folded: 0 });
    else if (last && !last.row) shown[shown.length - 1] = { ...last, folded: last.folded + 1 };
    else shown.push({ key, folded: 1 });
  }
  return shown;
}
