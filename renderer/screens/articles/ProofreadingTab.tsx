import { useEffect, useRef, useState } from 'react';
import type { IgnoredFinding } from '#shared/contract/termCommands.ts';
import type { TextFinding } from '#shared/proofreading/proofreader.ts';
import type { Refusal } from '../../app/office.ts';
import { type Store, useStore } from '../../app/store.ts';
import type { FoundInText } from '../../editor/proofreading/createProofreading.ts';
import type { PlacedFinding } from '../../editor/proofreading/lineFindings.ts';
import { terms as strings } from '../../strings/terms.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './ProofreadingTab.css';

export interface ProofreadingTabProps {
  readonly found: Store<FoundInText>;
  readonly refusal: Refusal | undefined;
  /** Starts proofreading again, where it does not run. */
  readonly onRetry: () => void;
  readonly ignored: readonly IgnoredFinding[];
  readonly onGoTo: (finding: PlacedFinding) => void;
  readonly onReplace?: (finding: PlacedFinding, suggestion: string) => void;
  readonly onIgnore?: (finding: TextFinding) => void;
  readonly onHeed?: (finding: IgnoredFinding) => void;
}

/** Rows shown at once; the rest come by a button, so that a text of thousands of findings is opened as any other. */
const rowsAtOnce = 100;

/** What proofreading finds, in the order of the text; what is ignored in the article below. */
export function ProofreadingTab({
  found,
  refusal,
  onRetry,
  ignored,
  onGoTo,
  onReplace,
  onIgnore,
  onHeed,
}: ProofreadingTabProps) {
  const { findings, isUnderWay, isFailed } = useStore(found);
  const [shown, setShown] = useState(rowsAtOnce);
  const list = useRef<HTMLUListElement>(null);
  /** The row that was worked on: the keyboard goes on from there when it is gone. */
  const left = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows go with the findings
  useEffect(() => {
    if (left.current === undefined || document.activeElement !== document.body) return;
    const rows = list.current?.children;
    rows
      ?.item(Math.min(left.current, rows.length - 1))
      ?.querySelector('button')
      ?.focus();
    left.current = undefined;
  }, [findings]);
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  return (
    <div className="proofreading-tab">
      {isFailed ? (
        <Notice kind="error">
          {strings.failed} <Button onClick={onRetry}>{strings.retry}</Button>
        </Notice>
      ) : (
        <p className="proofreading-head" role="status">
          {isUnderWay && findings.length === 0 ? strings.stillChecking : strings.found(findings.length)}
        </p>
      )}
      {findings.length === 0 && !isUnderWay && !isFailed && (
        <EmptyState icon="check" title={strings.nothing}>
          {strings.nothingHint}
        </EmptyState>
      )}
      <ul ref={list} aria-label={strings.findings}>
        {findings.slice(0, shown).map((finding, row) => (
          <li key={`${finding.path.join()} ${finding.start} ${finding.source}`} className="proofreading-row">
            <button
              type="button"
              className="proofreading-message"
              aria-label={strings.goTo(finding.message)}
              onClick={() => onGoTo(finding)}
            >
              {finding.message}
            </button>
            <span className="proofreading-actions">
              {onReplace &&
                finding.suggestions.slice(0, 2).map((suggestion) => (
                  <Button
                    key={suggestion}
                    kind="quiet"
                    onClick={() => {
                      left.current = row;
                      onReplace(finding, suggestion);
                    }}
                  >
                    {strings.replaceBy(suggestion)}
                  </Button>
                ))}
              {onIgnore && (
                <Button
                  kind="quiet"
                  onClick={() => {
                    left.current = row;
                    onIgnore(finding);
                  }}
                >
                  {strings.ignore}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > shown && (
        <Button kind="quiet" onClick={() => setShown(shown + rowsAtOnce)}>
          {strings.showMore(findings.length - shown)}
        </Button>
      )}
      {ignored.length > 0 && (
        <details className="proofreading-ignored">
          <summary>{strings.ignored(ignored.length)}</summary>
          <ul aria-label={strings.ignored(ignored.length)}>
            {ignored.map((one) => (
              <li key={`${one.source} ${one.quote}`} className="proofreading-row">
                <span>{one.quote}</span>
                {onHeed && (
                  <Button kind="quiet" icon="undo" aria-label={strings.heedOf(one.quote)} onClick={() => onHeed(one)}>
                    {strings.heed}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
