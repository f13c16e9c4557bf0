import { useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { withSubstitutes } from '#shared/issue/withSubstitutes.ts';
import { fontSlotNames } from '#shared/layout/fontSlot.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface SubstituteDialogProps {
  readonly issueId: string;
  readonly publication: Publication;
  readonly onClose: () => void;
}

/** For each character its font does not have, the fonts that have it; what is chosen is kept with the publication. */
export function SubstituteDialog({ issueId, publication, onClose }: SubstituteDialogProps) {
  const proposals = useAnswer(`substitutes-${issueId}`, () => office.proposeSubstitutes({ id: issueId }));
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const save = async () => {
    const picked = (proposals.value ?? []).flatMap(({ slot, character, families }) => {
      const family = chosen[slot + character] ?? families[0];
      return family ? [{ slot, character, family }] : [];
    });
    if (isBusy || picked.length === 0) return;
    setIsBusy(true);
    const { id, name, settings } = publication;
    const answer = await office.savePublication({ id, name, settings: withSubstitutes(settings, picked) });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', issues.substituted);
    onClose();
  };
  const found = proposals.value ?? [];
  const canSave = found.some(({ families }) => families.length > 0);
  return (
    <Dialog
      title={issues.substitutes}
      width="narrow"
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={!canSave} onClick={save}>
            {issues.substitute}
          </Button>
        </>
      }
    >
      <p>{issues.substitutesHint}</p>
      {found.map(({ slot, character, families }) =>
        families.length === 0 ? (
          <Notice key={slot + character} kind="warn">
            {issues.noSubstitute(character)}
          </Notice>
        ) : (
          <SelectField
            key={slot + character}
            label={issues.substituteFor(character, fontSlotNames[slot])}
            value={chosen[slot + character] ?? families[0] ?? ''}
            onValue={(family) => setChosen({ ...chosen, [slot + character]: family })}
            options={families.map((family) => ({ value: family, label: family }))}
          />
        ),
      )}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
