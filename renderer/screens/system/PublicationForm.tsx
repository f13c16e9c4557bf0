import { useEffect, useRef, useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { areSameRules, rulesOf, withRules } from '#shared/issue/publicationRules.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { ruleRoleOf } from '#shared/workflow/ruleRoleOf.ts';
import { announce, announceRefusal, ask, choose } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { flow as flowWords } from '../../strings/flow.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { rules } from '../../strings/rules.ts';
import { system } from '../../strings/system.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FlowFields } from './FlowFields.tsx';
import { LayoutFields } from './LayoutFields.tsx';
import { OutputApprovalFields } from './OutputApprovalFields.tsx';
import { PublicationPreview } from './PublicationPreview.tsx';
import { draftErrors, draftOf, type PublicationDraft, settingsOf } from './publicationDraft.ts';

export interface PublicationFormProps {
  /** Absent for a new one. */
  readonly publication: Publication | undefined;
  /** What a new one begins with instead of the usual settings. */
  readonly template?: Publication | undefined;
  readonly isReadOnly: boolean;
  readonly onSaved: (publication: Publication) => void;
  /** Begins a new one with the settings of this one. */
  readonly onCopy?: (publication: Publication) => void;
}

/** Everything an issue takes over from its publication, with an invented issue beside it, as it prints. */
export function PublicationForm({ publication, template, isReadOnly, onSaved, onCopy }: PublicationFormProps) {
  const settings = (publication ?? template)?.settings ?? PublicationSettings.parse({});
  const [draft, setDraft] = useState(() => draftOf(publication?.name ?? '', settings));
  const [decided, setDecided] = useState(() => rulesOf(settings));
  const [isChanged, setIsChanged] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const { office: house, person } = useSignedIn();
  const decider = ruleRoleOf(house.staffing);
  const ruleRole = roleNames[decider];
  // What is decided above the form, or by somebody else, stands in it too: saving something else must not undo it. Rules that were typed stay.
  if (!areSameRules(decided, settings)) {
    setDecided(rulesOf(settings));
    if (areSameRules(draft, decided)) setDraft(withRules(draft, settings));
  }
  const change = (part: Partial<PublicationDraft>) => {
    // A removal may be undone from its announcement long after the form was drawn: other fields have changed since.
    setDraft((now) => ({ ...now, ...part }));
    setIsChanged(true);
  };
  const { fields: errors, faults, isHalfFlow, hasErrors } = draftErrors(draft);
  // A flow that is half filled in has no names to print yet.
  const shown = isHalfFlow ? { ...draft, flow: settings.flow } : draft;
  const isReady = draft.name.trim() !== '' && !hasErrors;
  const save = async (): Promise<boolean> => {
    if (!isReady) return false;
    setIsBusy(true);
    const sent = draft;
    const answer = await office.savePublication({
      ...(publication ? { id: publication.id } : {}),
      name: draft.name,
      settings: settingsOf(draft, settings),
    });
    setIsBusy(false);
    if (!answer.ok) {
      announceRefusal(answer);
      return false;
    }
    // What was typed meanwhile is not saved.
    if (latest.current.draft === sent) setIsChanged(false);
    const { isProposed, ...saved } = answer.value;
    announce('ok', isProposed ? rules.savedProposed(saved.name, ruleRole) : system.publicationSaved(saved.name));
    // What is only proposed yet stands in its own place above the form, which shows what holds.
    if (isProposed) setDraft(draftOf(saved.name, saved.settings));
    onSaved(saved);
    return true;
  };
  /** The person says what becomes of the changes; what is not filled in right cannot be saved. */
  const leave = async () => {
    if (isReady) {
      const name = draft.name;
      const question = { title: system.leaveTitle(name), text: system.leaveText, verb: system.savePublication };
      const chosen = await choose({ ...question, alternative: system.dropChanges });
      return chosen === 'verb' ? save() : chosen === 'alternative';
    }
    const [title, text] = [system.publicationUnready, system.publicationUnreadyText];
    return (await ask({ title, text, verb: system.dropChanges, isDangerous: true })) !== undefined;
  };
  const latest = useRef({ draft, isChanged, leave });
  latest.current = { draft, isChanged, leave };
  useEffect(
    () =>
      holdText({
        hasUnsaved: () => latest.current.isChanged,
        // A look that was only tried must not become the publication's because somebody went away.
        saveNow: async (isUnattended) => !latest.current.isChanged || isUnattended || (await latest.current.leave()),
      }),
    [],
  );
  const area = (key: 'columns' | 'marking' | 'reportTo' | 'copyTo' | 'sendTo', hint: string) => (
    <TextArea
      label={system[key]}
      hint={hint}
      rows={2}
      disabled={isReadOnly}
      value={draft[key]}
      onValue={(value) => change({ [key]: value })}
    />
  );
  return (
    <div className="system-pair">
      <form
        className="system-card"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="system-two">
          <TextField
            label={system.publicationName}
            disabled={isReadOnly}
            value={draft.name}
            onValue={(name) => change({ name })}
          />
          <TextField
            label={system.organ}
            hint={system.organHint}
            disabled={isReadOnly}
            value={draft.organ}
            onValue={(organ) => change({ organ })}
          />
          {area('marking', system.markingHint)}
          {area('columns', system.columnsHint)}
        </div>
        <CheckField
          label={system.markingRule}
          disabled={isReadOnly}
          isChecked={draft.markingRule === 'all'}
          onChecked={(isOn) => change({ markingRule: isOn ? 'all' : 'classified' })}
        />
        <OutputApprovalFields
          value={draft.outputApproval}
          isReadOnly={isReadOnly}
          onValue={(outputApproval) => change({ outputApproval })}
        />
        <CheckField
          label={`${paperSignOff.setting}：${paperSignOff.settingHint}`}
          disabled={isReadOnly}
          isChecked={draft.allowsPaperSignOff}
          onChecked={(allowsPaperSignOff) => change({ allowsPaperSignOff })}
        />
        {area('reportTo', system.recipientsHint)}
        <CheckField
          label={system.reportToCommittees}
          disabled={isReadOnly}
          isChecked={draft.committeeSuffix !== undefined}
          onChecked={(isOn) => change({ committeeSuffix: isOn ? system.usualSuffix : undefined })}
        />
        {draft.committeeSuffix !== undefined && (
          <TextField
            label={system.committeeSuffix}
            maxLength={50}
            disabled={isReadOnly}
            value={draft.committeeSuffix}
            onValue={(committeeSuffix) => change({ committeeSuffix })}
          />
        )}
        {area('copyTo', system.recipientsHint)}
        {area('sendTo', system.recipientsHint)}
        <div className="system-three">
          <TextField
            label={system.firstSerial}
            hint={system.firstSerialHint}
            error={errors.serial}
            inputMode="numeric"
            disabled={isReadOnly}
            value={draft.serial}
            onValue={(serial) => change({ serial })}
          />
          <TextField
            label={system.firstRunning}
            hint={system.firstRunningHint}
            error={errors.running}
            inputMode="numeric"
            disabled={isReadOnly}
            value={draft.running}
            onValue={(running) => change({ running })}
          />
          <TextField
            label={system.copies}
            error={errors.copies}
            inputMode="numeric"
            disabled={isReadOnly}
            value={draft.copies}
            onValue={(copies) => change({ copies })}
          />
        </div>
        <h3>{flowWords.head}</h3>
        {!isReadOnly && (
          <p className="second">
            {!person.roles.includes(decider) && rules.hint(ruleRole)}
            {rules.effect}
          </p>
        )}
        <FlowFields flow={draft.flow} isReadOnly={isReadOnly} onFlow={(flow) => change({ flow })} />
        <h3>{system.layoutHead}</h3>
        <LayoutFields layout={draft.layout} isReadOnly={isReadOnly} onLayout={(layout) => change({ layout })} />
        {faults.map((fault) => (
          <Notice key={fault} kind="error">
            {fault}
          </Notice>
        ))}
        {!isReadOnly && (
          <div className="system-line">
            {publication && onCopy ? (
              <Button onClick={() => onCopy({ ...publication, settings: settingsOf(draft, settings) })}>
                {system.copyPublication}
              </Button>
            ) : (
              <span />
            )}
            {isChanged && (
              <Button
                kind="quiet"
                onClick={() => {
                  setDraft(draftOf(publication?.name ?? '', settings));
                  setIsChanged(false);
                }}
              >
                {system.dropChanges}
              </Button>
            )}
            <Button kind="primary" type="submit" disabled={!isReady || !isChanged} isBusy={isBusy}>
              {system.savePublication}
            </Button>
          </div>
        )}
      </form>
      {!isReadOnly && <PublicationPreview name={draft.name} settings={settingsOf(shown, settings)} />}
    </div>
  );
}
