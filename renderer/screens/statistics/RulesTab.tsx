import { useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { type Period, periodBefore, periodName, spanNames } from '#shared/statistics/period.ts';
import { sampleRules } from '#shared/statistics/sampleRules.ts';
import { pointsText } from '#shared/statistics/score.ts';
import { ScoringRules, type ScoringVersion, versionOn } from '#shared/statistics/scoringRules.ts';
import { sharingText } from '#shared/statistics/sharePoints.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { statistics } from '../../strings/statistics.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { today } from '../marking/today.ts';
import { conditionText } from './ConditionFields.tsx';
import { RulesEditor, VersionFields } from './RulesEditor.tsx';
import { type RuleDraft, ruleDraft } from './ruleDraft.ts';

type SampleName = keyof typeof sampleRules;

export interface RulesTabProps {
  readonly period: Period;
  /** The version that a point has led to. */
  readonly shown: number | undefined;
  readonly onShown: (number: number | undefined) => void;
}

/** 计分办法: the versions there are, and the next one while it is drafted. */
export function RulesTab({ period, shown, onShown }: RulesTabProps) {
  const mayKeep = useHasRole('editor', 'archivist');
  const { person } = useSignedIn();
  const [sample, setSample] = useState<SampleName>('plain');
  const kept = useStore(ruleDraft);
  const draft = kept?.personId === person.id ? kept : undefined;
  const { value: versions, refusal } = useAnswer('scoring-rules', () => office.listScoringRules({}), ['statistics']);
  const begin = (name: string, rules: ScoringRules) => {
    ruleDraft.set({ personId: person.id, name, month: today().slice(0, 7), rules: structuredClone(rules) });
  };
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!versions) return <p className="second">{words.loading}</p>;
  if (draft && mayKeep) return <DraftedRules draft={draft} period={period} />;
  const inForce = versionOn(versions, today());
  const start = mayKeep && (
    <div className="statistics-tools">
      <SelectField
        label={statistics.sample}
        isLabelUnseen
        value={sample}
        onValue={(value) => setSample(value as SampleName)}
        options={Object.entries(sampleRules).map(([value, { name }]) => ({ value, label: name }))}
      />
      <Button
        kind={versions.length === 0 ? 'primary' : 'plain'}
        onClick={() => begin(sampleRules[sample].name, sampleRules[sample].rules)}
      >
        {statistics.begin}
      </Button>
    </div>
  );
  if (versions.length === 0) {
    return (
      <EmptyState icon="file" title={statistics.noVersions} action={start}>
        {statistics.beginEmptyHint}
      </EmptyState>
    );
  }
  return (
    <>
      {start}
      {versions.toReversed().map((version) => (
        <details
          key={version.number}
          className="statistics-card"
          open={version.number === (shown ?? inForce?.number)}
          onToggle={(event) => {
            if (event.currentTarget.open) onShown(version.number);
          }}
        >
          <summary>
            <strong>{statistics.version(version.number, version.name)}</strong>
            <span className="second">　{statistics.effective(dayText(version.effectiveFrom))}　</span>
            {version.number === inForce?.number && <Badge kind="ok">{statistics.inForce}</Badge>}
          </summary>
          <RulesText version={version} />
          {mayKeep && (
            <div>
              <Button onClick={() => begin(version.name, version.rules)}>{statistics.copyOf}</Button>
            </div>
          )}
        </details>
      ))}
    </>
  );
}

/** A table as one reads it. */
function RulesText({ version: { rules } }: { readonly version: ScoringVersion }) {
  const points = (value: number) => pointsText(Math.round(value * 100));
  const { base, rate, requests } = rules;
  return (
    <table className="statistics-table">
      <thead>
        <tr>
          <th scope="col">{statistics.ruleName}</th>
          <th scope="col">{statistics.conditions}</th>
          <th scope="col">{statistics.rulePoints}</th>
        </tr>
      </thead>
      <tbody>
        {rules.adoptions.map(({ id, name, where, points: value, sharing }) => (
          <RuleRow
            key={id}
            name={name}
            where={`${conditionText(where)}${sharing ? `；${sharingText(sharing)}` : ''}`}
            points={points(value)}
          />
        ))}
        {rules.multipliers.map(({ id, name, where, times }) => (
          <RuleRow key={id} name={name} where={conditionText(where)} points={`×${times}`} />
        ))}
        {rules.instructions.map(({ id, name, levels, points: value }) => (
          <RuleRow key={id} name={name} where={levels.join('、')} points={points(value)} />
        ))}
        {rules.faults.map(({ id, name, kinds, points: value }) => (
          <RuleRow key={id} name={name} where={kinds.join('、')} points={points(value)} />
        ))}
        <RuleRow name={statistics.sharing} where={sharingText(rules.sharing)} points="" />
        <RuleRow
          name={statistics.repeats}
          where={
            rules.repeats.kind === 'all' ? statistics.repeatsKinds.all : statistics.repeatsHighest(rules.repeats.levels)
          }
          points=""
        />
        {(['met', 'late', 'unmet'] as const)
          .filter((state) => requests[state] !== 0)
          .map((state) => (
            <RuleRow
              key={state}
              name={statistics.requestRules}
              where={statistics.requestStates[state]}
              points={points(requests[state])}
            />
          ))}
        {requests.zeroAfter > 0 && <RuleRow name={statistics.zeroAfter} where={String(requests.zeroAfter)} points="" />}
        {base && (
          <RuleRow
            name={base.name}
            where={`${statistics.baseKinds[base.kind]}；${statistics.counts[base.counts]}`}
            points={points(base.points)}
          />
        )}
        {base?.kind === 'quota' &&
          [...base.groups, { name: statistics.otherUnits, quota: base.otherQuota }].map(({ name, quota }) => (
            <RuleRow key={name} name={name} where={`${spanNames[base.per]}；${statistics.quotaOf(quota)}`} points="" />
          ))}
        {rate && (
          <RuleRow
            name={rate.name}
            where={`${statistics.belowPercent}${rate.below_percent}`}
            points={points(rate.points)}
          />
        )}
        {rules.caps.map(({ id, name, of, per, points: value }) => (
          <RuleRow
            key={id}
            name={name}
            where={`${of.map((kind) => statistics.capKinds[kind]).join('、')}；${spanNames[per]}`}
            points={points(value)}
          />
        ))}
      </tbody>
    </table>
  );
}

function RuleRow({ name, where, points }: { readonly name: string; readonly where: string; readonly points: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{where}</td>
      <td className="statistics-number">{points}</td>
    </tr>
  );
}

function DraftedRules({ draft, period }: { readonly draft: RuleDraft; readonly period: Period }) {
  const [preview, setPreview] = useState<CommandOutput<'previewScoringRules'>>();
  const [isBusy, setIsBusy] = useState(false);
  const units = useAnswer('record-units', () => office.listUnits({}), ['units']).value ?? [];
  const change = (members: Partial<RuleDraft>) => {
    setPreview(undefined);
    ruleDraft.set({ ...draft, ...members });
  };
  const checked = ScoringRules.safeParse(draft.rules);
  const isWhole = checked.success && draft.name.trim() !== '' && /^\d{4}-\d{2}$/.test(draft.month);
  const last = periodBefore(period);
  // A draft is looked at from its top.
  useEffect(() => {
    void document.querySelector('.statistics-body')?.scrollIntoView();
  }, []);
  const tryOut = async () => {
    setIsBusy(true);
    const answer = await office.previewScoringRules({ period: last, rules: draft.rules });
    setIsBusy(false);
    if (answer.ok) setPreview(answer.value);
    else announceRefusal(answer);
  };
  const save = async () => {
    const { name, month, rules } = draft;
    const answer = await office.saveScoringRules({ name, effectiveFrom: `${month}-01`, rules });
    if (!answer.ok) return announceRefusal(answer);
    ruleDraft.set(undefined);
    announce('ok', statistics.savedVersion(answer.value.number));
  };
  const drop = async () => {
    const question = { title: statistics.dropDraft, text: statistics.dropDraftText, verb: statistics.dropDraft };
    if ((await ask({ ...question, isDangerous: true })) !== undefined) ruleDraft.set(undefined);
  };
  const changed = preview?.filter(({ before_hundredths, after_hundredths }) => before_hundredths !== after_hundredths);
  return (
    <>
      <div className="statistics-tools">
        <Button kind="primary" disabled={!isWhole} onClick={save}>
          {statistics.saveVersion}
        </Button>
        <Button disabled={!checked.success} isBusy={isBusy} onClick={tryOut}>
          {statistics.previewOf(periodName(last))}
        </Button>
        <Button onClick={drop}>{statistics.dropDraft}</Button>
      </div>
      {changed &&
        (changed.length === 0 ? (
          <Notice kind="info">{statistics.samePreview}</Notice>
        ) : (
          <table className="statistics-table" aria-label={statistics.previewOf(periodName(last))}>
            <thead>
              <tr>
                <th scope="col">{statistics.unit}</th>
                <th scope="col">{statistics.before}</th>
                <th scope="col">{statistics.after}</th>
                <th scope="col">{statistics.change}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map(({ unitId, name, before_hundredths, after_hundredths }) => (
                <tr key={unitId}>
                  <th scope="row">{name}</th>
                  <td className="statistics-number">{pointsText(before_hundredths)}</td>
                  <td className="statistics-number">{pointsText(after_hundredths)}</td>
                  <td className="statistics-number">
                    {after_hundredths > before_hundredths ? '+' : ''}
                    {pointsText(after_hundredths - before_hundredths)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      <VersionFields
        name={draft.name}
        month={draft.month}
        onName={(name) => change({ name })}
        onMonth={(month) => change({ month })}
      />
      <RulesEditor rules={draft.rules} onRules={(rules) => change({ rules })} units={units} />
    </>
  );
}
