import { type KeyboardEvent, useState } from 'react';
import type { BackIssueItem } from '#shared/contract/backIssueCommands.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { backIssueDoubtText } from '#shared/issue/backIssueDoubt.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { words } from '../../strings/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface ItemReviewProps {
  readonly item: BackIssueItem;
  /** Its batch is not confirmed yet. */
  readonly isOpen: boolean;
  /** It was taken in or left out: the next one is looked at. */
  readonly onDecided: () => void;
}

type Read = CommandOutput<'readBackIssueItem'>;

/** A file that is looked at: why, what was recognised as fields, and its own text beside them. */
export function ItemReview({ item, isOpen, onDecided }: ItemReviewProps) {
  const { value, refusal } = useAnswer(`back-issue-item-${item.id}`, () => office.readBackIssueItem({ id: item.id }));
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return <p className="second back-review">{words.loading}</p>;
  return <OpenItem item={item} read={value} isOpen={isOpen} onDecided={onDecided} />;
}

interface Draft {
  readonly series: 'regular' | 'supplement';
  readonly year: string;
  readonly serial: string;
  readonly running: string;
  readonly date: string;
  readonly column: string;
  readonly articles: readonly { readonly id: string; readonly title: string; readonly unit: string }[];
}

function draftOf({ document }: Read): Draft {
  const number = document?.number;
  return {
    series: number?.series ?? 'regular',
    year: String(number?.year ?? document?.date?.slice(0, 4) ?? ''),
    serial: String(number?.serial ?? ''),
    running: String(number?.running ?? ''),
    date: document?.date ?? '',
    column: document?.column ?? '',
    articles: (document?.articles ?? []).map(({ id, title, source }) => ({
      id,
      title: titleInOneLine(title),
      unit: source?.unit ?? '',
    })),
  };
}

/** Undefined where the fields do not make a number. */
function correctionOf(id: string, draft: Draft): CommandInput<'correctBackIssueItem'> | undefined {
  const { series, year, serial, running, date, column, articles } = draft;
  const isNumberless = serial.trim() === '';
  const isNumber = /^\d{4}$/.test(year.trim()) && /^\d{1,5}$/.test(serial.trim()) && /^\d{0,6}$/.test(running.trim());
  if (!isNumberless && !isNumber) return undefined;
  return {
    id,
    ...(isNumberless
      ? {}
      : {
          number: {
            series,
            year: Number(year),
            serial: Number(serial),
            ...(running.trim() === '' ? {} : { running: Number(running) }),
          },
        }),
    ...(date === '' ? {} : { date }),
    column,
    articles: [...articles],
  };
}

function OpenItem({ item, read, isOpen, onDecided }: ItemReviewProps & { readonly read: Read }) {
  const [draft, setDraft] = useState(() => draftOf(read));
  const [kept, setKept] = useState(draft);
  const [wrong, setWrong] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { state, reasons, duplicateOf, failure, path } = item;
  const isDecided = state === 'accepted' || state === 'skipped';
  const mayCorrect = isOpen && read.document !== undefined && !isDecided;
  const isChanged = draft !== kept;
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const changeArticle = (id: string, more: { readonly title?: string; readonly unit?: string }) =>
    change({ articles: draft.articles.map((one) => (one.id === id ? { ...one, ...more } : one)) });

  /** The state it has then; undefined where it could not be saved. */
  const save = async (): Promise<BackIssueItem['state'] | undefined> => {
    const correction = correctionOf(item.id, draft);
    if (!correction) {
      setWrong(strings.wrongNumber);
      return undefined;
    }
    const answer = await office.correctBackIssueItem(correction);
    setWrong(answer.ok ? undefined : answer.message);
    if (!answer.ok) return undefined;
    setKept(draft);
    return answer.value.state;
  };
  const busy = async (work: () => Promise<void>) => {
    if (isBusy) return;
    setIsBusy(true);
    await work();
    setIsBusy(false);
  };
  const saveOnly = () =>
    busy(async () => {
      if ((await save()) !== undefined) announce('ok', strings.saved);
    });
  const accept = () =>
    busy(async () => {
      const now = isChanged ? await save() : state;
      if (now === undefined) return;
      if (now !== 'parsed') {
        const answer = await office.acceptBackIssueItems({ ids: [item.id] });
        if (!answer.ok) return setWrong(answer.message);
      }
      onDecided();
    });
  const skip = () =>
    busy(async () => {
      const answer = await office.skipBackIssueItems({ ids: [item.id] });
      if (!answer.ok) return announceRefusal(answer);
      onDecided();
    });
  const reconsider = () =>
    busy(async () => {
      const answer = await office.reconsiderBackIssueItems({ ids: [item.id] });
      if (!answer.ok) announceRefusal(answer);
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && mayCorrect) {
      event.preventDefault();
      void accept();
    }
    if (event.key === 'Escape') document.querySelector<HTMLElement>('.back-list [role="listbox"]')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the keys of the fields inside
    <div className="back-review" onKeyDown={onKeyDown}>
      <section className="back-form" aria-label={strings.form}>
        <h3 className="back-path">{path}</h3>
        {failure !== undefined && <Notice kind="error">{failure}</Notice>}
        {reasons.length > 0 && (
          <Notice
            kind="warn"
            action={
              duplicateOf && duplicateOf.kind !== 'file' ? (
                <Button kind="quiet" onClick={() => goTo({ place: 'archive', id: duplicateOf.id })}>
                  {strings.openDuplicate}
                </Button>
              ) : undefined
            }
          >
            <ul className="back-reasons">
              {reasons.map((reason) => (
                <li key={reason.kind}>
                  {backIssueDoubtText(reason)}
                  {duplicateOf && reason.kind.startsWith('same') ? `：${duplicateOf.shown}` : ''}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {read.document && (
          <fieldset className="back-fields" disabled={!mayCorrect}>
            <legend className="unseen">{strings.form}</legend>
            <div className="back-line">
              <SelectField
                label={strings.series}
                value={draft.series}
                onValue={(series) => change({ series: series === 'supplement' ? 'supplement' : 'regular' })}
                options={[
                  { value: 'regular', label: strings.regular },
                  { value: 'supplement', label: strings.supplement },
                ]}
              />
              <TextField label={strings.year} value={draft.year} onValue={(year) => change({ year })} />
              <TextField label={strings.serial} value={draft.serial} onValue={(serial) => change({ serial })} />
              <TextField label={strings.running} value={draft.running} onValue={(running) => change({ running })} />
            </div>
            <div className="back-line">
              <TextField type="date" label={strings.date} value={draft.date} onValue={(date) => change({ date })} />
              <TextField label={strings.column} value={draft.column} onValue={(column) => change({ column })} />
            </div>
            {draft.articles.map(({ id, title, unit }, index) => (
              <div key={id} className="back-line">
                <TextField
                  label={strings.article(index + 1)}
                  value={title}
                  onValue={(text) => changeArticle(id, { title: text })}
                />
                <TextField
                  label={strings.unit(index + 1)}
                  value={unit}
                  onValue={(text) => changeArticle(id, { unit: text })}
                />
                {mayCorrect && draft.articles.length > 1 && (
                  <IconButton
                    label={strings.dropArticle(title)}
                    icon="close"
                    onClick={() => change({ articles: draft.articles.filter((one) => one.id !== id) })}
                  />
                )}
              </div>
            ))}
          </fieldset>
        )}
        {wrong !== undefined && <Notice kind="error">{wrong}</Notice>}
        {isOpen && state !== 'waiting' && state !== 'failed' && (
          <div className="back-actions">
            {isDecided ? (
              <Button onClick={reconsider}>{strings.reconsider}</Button>
            ) : (
              <>
                <Button onClick={skip}>{strings.skip}</Button>
                <Button disabled={!isChanged} onClick={saveOnly}>
                  {strings.save}
                </Button>
                <Button kind="primary" keys="Ctrl+Enter" isBusy={isBusy} onClick={accept}>
                  {strings.accept}
                </Button>
              </>
            )}
          </div>
        )}
        {read.report.length > 0 && (
          <details className="back-notes">
            <summary>{strings.notes}</summary>
            <ul>
              {read.report.slice(0, 200).map(({ line, kind, message }) => (
                <li key={`${line} ${kind} ${message}`}>{message}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys */}
      <section className="back-original" tabIndex={0} aria-label={strings.original}>
        {read.original}
      </section>
    </div>
  );
}
