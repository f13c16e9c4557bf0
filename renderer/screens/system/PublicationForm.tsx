import { useEffect, useRef, useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { layoutFaults } from '#shared/layout/layoutFaults.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
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
import { hasErrors as hasFlowErrors } from './flowDraft.ts';
import { LayoutFields } from './LayoutFields.tsx';
import { linesOf, textOfLines } from './lines.ts';
import { OutputApprovalFields } from './OutputApprovalFields.tsx';
import { PublicationPreview } from './PublicationPreview.tsx';

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

interface Draft {
  readonly name: string;
  readonly organ: string;
  readonly columns: string;
  readonly marking: string;
  readonly markingRule: PublicationSettings['markingRule'];
  readonly outputApproval: PublicationSettings['outputApproval'];
  readonly allowsPaperSignOff: boolean;
  readonly reportTo: string;
  /** What follows the committees over the articles' units in 报; undefined where they are not named. */
  readonly committeeSuffix: string | undefined;
  readonly copyTo: string;
  readonly sendTo: string;
  readonly serial: string;
  readonly running: string;
  readonly copies: string;
  readonly flow: PublicationSettings['flow'];
  readonly layout: PublicationSettings['layout'];
}

/** Everything an issue takes over from its publication, with an invented issue beside it, as it prints. */
export function PublicationForm({ publication, template, isReadOnly, onSaved, onCopy }: PublicationFormProps) {
  const settings = (publication ?? template)?.settings ?? PublicationSettings.parse({});
  const [draft, setDraft] = useState(() => draftOf(publication?.name ?? '', settings));
  const [decided, setDecided] = useState(() => rulesOf(settings));
  const [isChanged, setIsChanged] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const { office: house, person } = useSignedIn();
  const decider = house.staffing === 'strict' ? 'securityAdministrator' : 'systemAdministrator';
  const ruleRole = roleNames[decider];
  // What is decided above the form, or by somebody else, stands in it too: saving something else must not undo it. Rules that were typed stay.
  if (rulesText(decided) !== rulesText(rulesOf(settings))) {
    setDecided(rulesOf(settings));
    if (rulesText(rulesOf(draft)) === rulesText(decided)) setDraft({ ...draft, ...rulesOf(settings) });
  }
  const change = (part: Partial<Draft>) => {
    // A removal may be undone from its announcement long after the form was drawn: other fields have changed since.
    setDraft((now) => ({ ...now, ...part }));
    setIsChanged(true);
  };
  const errors = {
    serial: wholeNumber(draft.serial) === undefined ? system.notNumber : undefined,
    running: draft.running !== '' && wholeNumber(draft.running) === undefined ? system.notNumber : undefined,
    copies: draft.copies !== '' && wholeNumber(draft.copies) === undefined ? system.notNumber : undefined,
  };
  const faults = layoutFaults(draft.layout);
  const hasErrors =
    Object.values(errors).some((error) => error !== undefined) || faults.length > 0 || hasFlowErrors(draft.flow);
  // A flow that is half filled in has no names to print yet.
  const shown = hasFlowErrors(draft.flow) ? { ...draft, flow: settings.flow } : draft;
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

type Rules = Pick<Draft, 'flow' | 'outputApproval' | 'markingRule' | 'allowsPaperSignOff'>;

function rulesOf({ flow, outputApproval, markingRule, allowsPaperSignOff }: Rules | PublicationSettings): Rules {
  return { flow, outputApproval, markingRule, allowsPaperSignOff };
}

function rulesText(rules: Rules): string {
  return canonicalJson(rules as Json);
}

function draftOf(name: string, settings: PublicationSettings): Draft {
  const { firstNumber } = settings;
  return {
    name,
    organ: settings.organ,
    columns: textOfLines(settings.columns),
    marking: textOfLines(settings.marking),
    markingRule: settings.markingRule,
    outputApproval: settings.outputApproval,
    allowsPaperSignOff: settings.allowsPaperSignOff,
    reportTo: textOfLines(settings.reportTo),
    committeeSuffix: settings.reportToCommittees?.suffix,
    copyTo: textOfLines(settings.copyTo),
    sendTo: textOfLines(settings.sendTo),
    serial: String(firstNumber.serial),
    running: firstNumber.running === undefined ? '' : String(firstNumber.running),
    copies: settings.copies === undefined ? '' : String(settings.copies),
    flow: settings.flow,
    layout: settings.layout,
  };
}

/** The settings a form began with, changed as its fields say; what has no field stays. */
function settingsOf(draft: Draft, begun: PublicationSettings): PublicationSettings {
  const {
    columns: _columns,
    copies: _copies,
    reportToCommittees: _committees,
    outputApproval: _approval,
    firstNumber,
    ...kept
  } = begun;
  const copies = wholeNumber(draft.copies);
  const running = wholeNumber(draft.running);
  return {
    ...kept,
    organ: draft.organ,
    columns: linesOf(draft.columns),
    marking: linesOf(draft.marking),
    markingRule: draft.markingRule,
    ...(draft.outputApproval === undefined ? {} : { outputApproval: draft.outputApproval }),
    allowsPaperSignOff: draft.allowsPaperSignOff,
    reportTo: linesOf(draft.reportTo),
    ...(draft.committeeSuffix === undefined ? {} : { reportToCommittees: { suffix: draft.committeeSuffix } }),
    copyTo: linesOf(draft.copyTo),
    sendTo: linesOf(draft.sendTo),
    firstNumber: {
      ...(firstNumber.year === undefined ? {} : { year: firstNumber.year }),
      serial: wholeNumber(draft.serial) ?? 1,
      ...(running === undefined ? {} : { running }),
    },
    ...(copies === undefined ? {} : { copies }),
    flow: draft.flow,
    layout: draft.layout,
  };
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}
