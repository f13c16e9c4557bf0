import { useId } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import type { ArticleSource } from '#shared/issue/article.ts';
import { type Urgency, urgencies, urgencyNames } from '#shared/issue/issueDocument.ts';
import { announce } from '../../app/announcements.tsx';
import { issues } from '../../strings/issues.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { DerivedRecipients } from './DerivedRecipients.tsx';
import type { IssueDraft } from './issueDraft.ts';
import { copiesTyped, type MakeUp } from './makeUp.ts';

export interface MakeUpFieldsProps {
  readonly makeUp: MakeUp;
  readonly draft: IssueDraft;
  readonly publication: Publication | undefined;
  /** Where each article comes from, in their order. */
  readonly sources: readonly (ArticleSource | null)[];
}

/** 版头, 编者按, 报送 and 印数 of a draft; what the publication presets can be brought back. */
export function MakeUpFields({ makeUp, draft, publication, sources }: MakeUpFieldsProps) {
  const columnsId = useId();
  const settings = publication?.settings;
  const restore = () => {
    if (!settings) return;
    const { reportTo, copyTo, sendTo, copies } = makeUp;
    draft.change({
      reportTo: settings.reportTo.join('\n'),
      copyTo: settings.copyTo.join('\n'),
      sendTo: settings.sendTo.join('\n'),
      copies: settings.copies === undefined ? '' : String(settings.copies),
    });
    const run = () => draft.change({ reportTo, copyTo, sendTo, copies });
    announce('ok', issues.restored, { label: issues.undo, run });
  };
  const rowsOf = (text: string) => Math.max(2, Math.min(8, text.split('\n').length));
  const recipients = (['reportTo', 'copyTo', 'sendTo'] as const).map((name) => (
    <TextArea
      key={name}
      label={issues[name]}
      hint={issues.perLine}
      rows={rowsOf(makeUp[name])}
      value={makeUp[name]}
      onValue={(value) => draft.change({ [name]: value })}
    />
  ));
  return (
    <>
      <section className="make-part" aria-label={issues.head} data-part="head">
        <h3>{issues.head}</h3>
        <div className="make-pair">
          <TextField
            label={issues.column}
            hint={issues.columnHint}
            list={columnsId}
            placeholder={issues.noColumn}
            maxLength={100}
            value={makeUp.column}
            onValue={(column) => draft.change({ column })}
          />
          <datalist id={columnsId}>
            {settings?.columns.map((column) => (
              <option key={column} value={column} />
            ))}
          </datalist>
          <TextArea
            label={issues.marking}
            hint={issues.markingHint}
            rows={rowsOf(makeUp.marking)}
            value={makeUp.marking}
            onValue={(marking) => draft.change({ marking })}
          />
        </div>
        <div className="make-copies">
          <SelectField
            label={releaseSlip.urgency}
            value={makeUp.urgency}
            onValue={(urgency) => draft.change({ urgency: urgency as Urgency })}
            options={urgencies.map((value) => ({ value, label: urgencyNames[value] }))}
          />
        </div>
        <TextArea
          label={issues.editorsNote}
          hint={issues.editorsNoteHint}
          maxLength={5000}
          value={makeUp.editorsNote}
          onValue={(editorsNote) => draft.change({ editorsNote })}
        />
      </section>
      <section className="make-part" aria-label={issues.foot} data-part="foot">
        <div className="make-part-head">
          <h3>{issues.foot}</h3>
          <Button kind="quiet" icon="undo" disabled={!settings} onClick={restore}>
            {issues.restore}
          </Button>
        </div>
        {settings?.reportToCommittees && (
          <DerivedRecipients
            reportTo={makeUp.reportTo}
            sources={sources}
            suffix={settings.reportToCommittees.suffix}
            draft={draft}
          />
        )}
        {recipients}
        <div className="make-copies">
          <TextField
            label={issues.copies}
            inputMode="numeric"
            hint={issues.copiesUnit}
            value={makeUp.copies}
            onValue={(value) => draft.change({ copies: copiesTyped(value) })}
          />
        </div>
      </section>
    </>
  );
}
