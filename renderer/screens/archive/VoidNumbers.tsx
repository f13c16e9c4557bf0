import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { flow } from '../../strings/flow.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { voidNumberGroups, voidNumbersText } from './voidNumberLines.ts';

/** 断号簿: the numbers that were granted and are void, with who made them void, when and why. */
export function VoidNumbers({ onBack }: { readonly onBack?: (() => void) | undefined }) {
  const { value: entries, refusal } = useAnswer('void-numbers', () => office.listVoidNumbers({}), ['issues']);
  const save = async () => {
    if (!entries) return;
    const bytes = new TextEncoder().encode(voidNumbersText(entries));
    await saveFiles({ title: flow.exportVoidNumbers, files: [{ name: `${flow.voidNumbers}.txt`, bytes }] });
  };
  const isEmpty = entries?.length === 0;
  return (
    <>
      <PaneHead title={flow.voidNumbers}>
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
        {entries && !isEmpty && (
          <Button icon="export" onClick={save}>
            {flow.exportVoidNumbers}
          </Button>
        )}
      </PaneHead>
      <div className="pane-body void-numbers">
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {isEmpty && (
          <EmptyState icon="archive" title={flow.voidNumbersEmpty}>
            {flow.voidNumbersEmptyHint}
          </EmptyState>
        )}
        {entries && !isEmpty && <p className="second">{flow.voidNumbersHint}</p>}
        {voidNumberGroups(entries ?? []).map(({ key, heading, entries: all }) => (
          <section key={key} aria-label={heading}>
            <h3>{heading}</h3>
            <table className="void-table">
              <thead>
                <tr>
                  {Object.entries(flow.columns).map(([column, name]) => (
                    <th key={column} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {all.map(({ issueId, numberText, grantedAt, voidedAt, personName, reason }) => (
                  <tr key={issueId}>
                    <td>
                      <Button
                        kind="quiet"
                        title={flow.openIssue}
                        onClick={() => goTo({ place: 'archive', id: issueId })}
                      >
                        {numberText}
                      </Button>
                    </td>
                    <td>{momentText(grantedAt)}</td>
                    <td>{momentText(voidedAt)}</td>
                    <td>{personName}</td>
                    <td>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </>
  );
}
