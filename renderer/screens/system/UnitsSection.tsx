import { useState } from 'react';
import type { Unit } from '#shared/contract/registerCommands.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { system } from '../../strings/system.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { linesOf, textOfLines } from './lines.ts';

/** 报送单位 as a tree, set in by level. */
export function UnitsSection() {
  const { value: units, refusal } = useAnswer('units', () => office.listUnits({}), ['units']);
  const isEditor = useHasRole('editor');
  const [edited, setEdited] = useState<Unit | 'new'>();
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!units) return null;
  const add = isEditor && (
    <Button icon="plus" onClick={() => setEdited('new')}>
      {system.newUnit}
    </Button>
  );
  return (
    <>
      {units.length === 0 ? (
        <EmptyState icon="person" title={system.unitsEmpty} action={add}>
          {isEditor ? system.unitsEmptyHint : system.onlyEditor}
        </EmptyState>
      ) : (
        <>
          <div className="system-line system-people-head">
            <p className="second">{isEditor ? system.unitsEmptyHint : system.onlyEditor}</p>
            {add}
          </div>
          <ul className="system-rows">
            {inTree(units).map(({ unit, level }) => (
              <li key={unit.id} className="system-row">
                <div className="system-row-main" style={{ paddingLeft: level * 24 }}>
                  <strong>{unit.name}</strong>
                  <p className="second small">
                    （{unit.signature}）{unit.parentCommittee && `　${system.parentCommittee}：${unit.parentCommittee}`}
                  </p>
                </div>
                {isEditor && (
                  <>
                    <Button kind="quiet" onClick={() => setEdited(unit)} aria-label={`修改${unit.name}`}>
                      修改
                    </Button>
                    <Button kind="quiet" onClick={() => remove(unit)} aria-label={system.removeUnitTitle(unit.name)}>
                      {system.removeUnit}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {edited && (
        <UnitDialog unit={edited === 'new' ? undefined : edited} units={units} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

/** Every unit under its parent, with how deep it stands. */
function inTree(units: readonly Unit[], parentId?: string, level = 0): readonly { unit: Unit; level: number }[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .flatMap((unit) => [{ unit, level }, ...inTree(units, unit.id, level + 1)]);
}

async function remove(unit: Unit): Promise<void> {
  const question = { title: system.removeUnitTitle(unit.name), text: system.removeUnitText, verb: system.removeUnit };
  if ((await ask({ ...question, isDangerous: true })) === undefined) return;
  const answer = await office.removeUnit({ id: unit.id });
  if (answer.ok) announce('ok', system.unitRemoved(unit.name));
  else announceRefusal(answer);
}

interface UnitDialogProps {
  readonly unit: Unit | undefined;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}

function UnitDialog({ unit, units, onClose }: UnitDialogProps) {
  const [name, setName] = useState(unit?.name ?? '');
  const [signature, setSignature] = useState(unit?.signature ?? '');
  const [aliases, setAliases] = useState(textOfLines(unit?.aliases ?? []));
  const [parentId, setParentId] = useState(unit?.parentId ?? '');
  const [committee, setCommittee] = useState(unit?.parentCommittee ?? '');
  const [refused, setRefused] = useState<string>();
  const isReady = name.trim() !== '' && signature.trim() !== '';
  const save = async () => {
    if (!isReady) return;
    const answer = await office.saveUnit({
      ...(unit ? { id: unit.id } : {}),
      name,
      signature,
      aliases: linesOf(aliases),
      ...(parentId === '' ? {} : { parentId }),
      ...(committee.trim() === '' ? {} : { parentCommittee: committee }),
    });
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', system.unitSaved(answer.value.name));
    onClose();
  };
  return (
    <Dialog
      title={unit?.name ?? system.newUnit}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} onClick={save}>
            {system.saveUnit}
          </Button>
        </>
      }
    >
      <TextField label={system.unitName} value={name} onValue={setName} />
      <TextField label={system.signature} hint={system.signatureHint} value={signature} onValue={setSignature} />
      <TextArea label={system.aliases} hint={system.aliasesHint} rows={2} value={aliases} onValue={setAliases} />
      <SelectField
        label={system.parentUnit}
        value={parentId}
        onValue={setParentId}
        options={[
          { value: '', label: system.noParent },
          ...units.filter(({ id }) => id !== unit?.id).map(({ id, name: label }) => ({ value: id, label })),
        ]}
      />
      <TextField
        label={system.parentCommittee}
        hint={system.parentCommitteeHint}
        value={committee}
        onValue={setCommittee}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
