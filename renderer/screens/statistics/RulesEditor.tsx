import type { Unit } from '#shared/contract/registerCommands.ts';
import { type Span, spanNames, spans } from '#shared/statistics/period.ts';
import { type AdoptionRule, countedKinds, type ScoringRules } from '#shared/statistics/scoringRules.ts';
import { statistics } from '../../strings/statistics.ts';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { ListField } from './ListField.tsx';
import { RuleRows } from './RuleRows.tsx';
import { newRuleId } from './ruleDraft.ts';
import { SharingFields } from './SharingFields.tsx';
import { UnitsField } from './UnitsField.tsx';

export interface RulesEditorProps {
  readonly rules: ScoringRules;
  readonly onRules: (rules: ScoringRules) => void;
  readonly units: readonly Unit[];
}

type Cap = ScoringRules['caps'][number];

interface PointsProps {
  readonly label: string;
  readonly points: number;
  readonly onPoints: (points: number) => void;
}

function Points({ label, points, onPoints }: PointsProps) {
  return (
    <NumberField
      label={label}
      value={points}
      least={-1000}
      most={1000}
      decimals={2}
      wrong={statistics.wrongPoints}
      onNumber={onPoints}
    />
  );
}

function Count({ label, points, onPoints }: PointsProps) {
  return (
    <NumberField
      label={label}
      value={points}
      least={0}
      most={100_000}
      decimals={0}
      wrong={statistics.wrongCount}
      onNumber={onPoints}
    />
  );
}

function SpanField({ label, span, onSpan }: { label: string; span: Span; onSpan: (span: Span) => void }) {
  return (
    <SelectField
      label={label}
      value={span}
      onValue={(value) => onSpan(value as Span)}
      options={spans.map((value) => ({ value, label: spanNames[value] }))}
    />
  );
}

/** A whole table of rules as fields, from what is adopted to the caps. */
export function RulesEditor({ rules, onRules, units }: RulesEditorProps) {
  const change = (members: Partial<ScoringRules>) => onRules({ ...rules, ...members });
  const fresh = { name: '', points: 0 };
  return (
    <>
      <RuleRows
        label={statistics.adoptionRules}
        items={rules.adoptions}
        onItems={(adoptions) => change({ adoptions })}
        fresh={(): AdoptionRule => ({ ...fresh, id: newRuleId(rules), where: {} })}
      >
        {(rule, set) => (
          <>
            <div className="statistics-grid">
              <Points label={statistics.rulePoints} points={rule.points} onPoints={(points) => set({ points })} />
              <SharingFields
                isOptional
                sharing={rule.sharing}
                onSharing={(sharing) => {
                  const { sharing: _before, ...rest } = rule;
                  const next = sharing === undefined ? rest : { ...rest, sharing };
                  change({ adoptions: rules.adoptions.map((one) => (one.id === rule.id ? next : one)) });
                }}
              />
            </div>
            <ConditionFields where={rule.where} onWhere={(where) => set({ where })} />
          </>
        )}
      </RuleRows>
      <fieldset className="statistics-card">
        <legend>{statistics.repeats}</legend>
        <div className="statistics-grid">
          <SharingFields sharing={rules.sharing} onSharing={(sharing) => sharing && change({ sharing })} />
          <SelectField
            label={statistics.repeats}
            value={rules.repeats.kind}
            onValue={(kind) => change({ repeats: kind === 'all' ? { kind } : { kind: 'highest', levels: 2 } })}
            options={(['all', 'highest'] as const).map((value) => ({ value, label: statistics.repeatsKinds[value] }))}
          />
          {rules.repeats.kind === 'highest' && (
            <NumberField
              label={statistics.repeatsLevels}
              value={rules.repeats.levels}
              least={1}
              most={10}
              decimals={0}
              wrong={statistics.wrongCount}
              onNumber={(levels) => change({ repeats: { kind: 'highest', levels } })}
            />
          )}
          <SelectField
            label={statistics.instructionsCounted}
            value={rules.instructionsCounted}
            onValue={(value) => change({ instructionsCounted: value as 'all' | 'highest' })}
            options={(['all', 'highest'] as const).map((value) => ({
              value,
              label: statistics.instructionsKinds[value],
            }))}
          />
        </div>
      </fieldset>
      <RuleRows
        label={statistics.multipliers}
        items={rules.multipliers}
        onItems={(multipliers) => change({ multipliers })}
        fresh={() => ({ id: newRuleId(rules), name: '', where: {}, times: 2 })}
      >
        {(rule, set) => (
          <>
            <div className="statistics-grid">
              <NumberField
                label={statistics.times}
                value={rule.times}
                least={0}
                most={10}
                decimals={2}
                wrong={statistics.wrongTimes}
                onNumber={(times) => set({ times })}
              />
            </div>
            <ConditionFields where={rule.where} onWhere={(where) => set({ where })} />
          </>
        )}
      </RuleRows>
      <RuleRows
        label={statistics.instructionRules}
        items={rules.instructions}
        onItems={(instructions) => change({ instructions })}
        fresh={() => ({ ...fresh, id: newRuleId(rules), levels: [] })}
      >
        {(rule, set) => (
          <div className="statistics-grid">
            <ListField
              label={statistics.levels}
              names={rule.levels}
              onNames={(levels) => set({ levels: levels ?? [] })}
            />
            <Points label={statistics.rulePoints} points={rule.points} onPoints={(points) => set({ points })} />
          </div>
        )}
      </RuleRows>
      <fieldset className="statistics-card">
        <legend>{statistics.requestRules}</legend>
        <div className="statistics-grid">
          {(
            [
              ['met', statistics.met],
              ['late', statistics.lateRule],
              ['unmet', statistics.unmetRule],
            ] as const
          ).map(([name, label]) => (
            <Points
              key={name}
              label={label}
              points={rules.requests[name]}
              onPoints={(points) => change({ requests: { ...rules.requests, [name]: points } })}
            />
          ))}
          <NumberField
            label={statistics.zeroAfter}
            value={rules.requests.zeroAfter}
            least={0}
            most={100}
            decimals={0}
            wrong={statistics.wrongCount}
            onNumber={(zeroAfter) => change({ requests: { ...rules.requests, zeroAfter } })}
          />
        </div>
      </fieldset>
      <RuleRows
        label={statistics.faultRules}
        items={rules.faults}
        onItems={(faults) => change({ faults })}
        fresh={() => ({ ...fresh, id: newRuleId(rules), kinds: [] })}
      >
        {(rule, set) => (
          <div className="statistics-grid">
            <ListField label={statistics.kinds} names={rule.kinds} onNames={(kinds) => set({ kinds: kinds ?? [] })} />
            <Points label={statistics.rulePoints} points={rule.points} onPoints={(points) => set({ points })} />
          </div>
        )}
      </RuleRows>
      <BaseFields rules={rules} onRules={onRules} units={units} />
      <fieldset className="statistics-card">
        <legend>{statistics.rateRule}</legend>
        <CheckField
          label={statistics.usesRate}
          isChecked={rules.rate !== undefined}
          onChecked={(isChecked) => {
            const { rate: _before, ...rest } = rules;
            const rate = { name: statistics.rateRule, below_percent: 30, per: 'year', points: -1 } as const;
            onRules(isChecked ? { ...rest, rate } : rest);
          }}
        />
        {rules.rate && (
          <div className="statistics-grid">
            <NumberField
              label={statistics.belowPercent}
              value={rules.rate.below_percent}
              least={1}
              most={100}
              decimals={0}
              wrong={statistics.wrongCount}
              onNumber={(below_percent) => rules.rate && change({ rate: { ...rules.rate, below_percent } })}
            />
            <SpanField
              label={statistics.basePer}
              span={rules.rate.per}
              onSpan={(per) => rules.rate && change({ rate: { ...rules.rate, per } })}
            />
            <Points
              label={statistics.rulePoints}
              points={rules.rate.points}
              onPoints={(points) => rules.rate && change({ rate: { ...rules.rate, points } })}
            />
          </div>
        )}
      </fieldset>
      <RuleRows
        label={statistics.caps}
        items={rules.caps}
        onItems={(caps) => change({ caps })}
        fresh={(): Cap => ({ id: newRuleId(rules), name: '', of: ['adoption'], per: 'month', points: 10 })}
      >
        {(rule, set) => (
          <div className="statistics-grid">
            <fieldset className="statistics-card">
              <legend>{statistics.capOf}</legend>
              {(['base', 'adoption', 'instruction', 'request'] as const).map((kind) => (
                <CheckField
                  key={kind}
                  label={statistics.capKinds[kind]}
                  isChecked={rule.of.includes(kind)}
                  onChecked={(isChecked) =>
                    set({ of: isChecked ? [...rule.of, kind] : rule.of.filter((one) => one !== kind) })
                  }
                />
              ))}
            </fieldset>
            <SpanField label={statistics.basePer} span={rule.per} onSpan={(per) => set({ per })} />
            <Count label={statistics.capPoints} points={rule.points} onPoints={(points) => set({ points })} />
          </div>
        )}
      </RuleRows>
    </>
  );
}

/** 基础分: none, something for each, or all of it for whoever meets the quota. */
function BaseFields({ rules, onRules, units }: RulesEditorProps) {
  const { base, ...rest } = rules;
  const name = base?.name ?? statistics.base;
  const choose = (kind: string) => {
    const usual = { name, counts: base?.counts ?? 'received', points: base?.points ?? 1 } as const;
    if (kind === 'each') onRules({ ...rest, base: { ...usual, kind } });
    else if (kind === 'quota') onRules({ ...rest, base: { ...usual, kind, per: 'month', groups: [], otherQuota: 1 } });
    else onRules(rest);
  };
  return (
    <fieldset className="statistics-card">
      <legend>{statistics.base}</legend>
      <div className="statistics-grid">
        <SelectField
          label={statistics.base}
          value={base?.kind ?? 'none'}
          onValue={choose}
          options={(['none', 'each', 'quota'] as const).map((value) => ({ value, label: statistics.baseKinds[value] }))}
        />
        {base && (
          <>
            <SelectField
              label={statistics.basePer}
              value={base.counts}
              onValue={(counts) =>
                onRules({ ...rest, base: { ...base, counts: counts as (typeof countedKinds)[number] } })
              }
              options={countedKinds.map((value) => ({ value, label: statistics.counts[value] }))}
            />
            <Points
              label={statistics.rulePoints}
              points={base.points}
              onPoints={(points) => onRules({ ...rest, base: { ...base, points } })}
            />
          </>
        )}
        {base?.kind === 'quota' && (
          <>
            <SpanField
              label={statistics.per}
              span={base.per}
              onSpan={(per) => onRules({ ...rest, base: { ...base, per } })}
            />
            <Count
              label={statistics.otherQuota}
              points={base.otherQuota}
              onPoints={(otherQuota) => onRules({ ...rest, base: { ...base, otherQuota } })}
            />
          </>
        )}
      </div>
      {base?.kind === 'quota' && (
        <RuleRows
          label={statistics.groups}
          items={base.groups.map((group, index) => ({ ...group, id: String(index) }))}
          onItems={(groups) =>
            onRules({ ...rest, base: { ...base, groups: groups.map(({ id: _id, ...group }) => group) } })
          }
          fresh={() => ({ id: String(base.groups.length), name: '', unitIds: [], quota: 1 })}
        >
          {(group, set) => (
            <div className="statistics-grid">
              <Count label={statistics.quota} points={group.quota} onPoints={(quota) => set({ quota })} />
              <UnitsField
                label={statistics.groupUnits}
                units={units}
                chosen={group.unitIds}
                onChosen={(unitIds) => set({ unitIds: [...unitIds] })}
              />
            </div>
          )}
        </RuleRows>
      )}
    </fieldset>
  );
}

/** The name and the month from which a table is in force. */
export function VersionFields({
  name,
  month,
  onName,
  onMonth,
}: {
  readonly name: string;
  readonly month: string;
  readonly onName: (name: string) => void;
  readonly onMonth: (month: string) => void;
}) {
  return (
    <div className="statistics-grid">
      <TextField label={statistics.rulesName} value={name} onValue={onName} />
      <TextField
        label={statistics.effectiveFrom}
        hint={statistics.versionStays}
        type="month"
        value={month}
        onValue={onMonth}
      />
    </div>
  );
}
