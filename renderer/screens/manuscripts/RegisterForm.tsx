import { useEffect, useRef, useState } from 'react';
import type { Manuscript } from '#shared/contract/manuscriptCommands.ts';
import type { Unit } from '#shared/contract/registerCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { manuscripts as strings } from '../../strings/manuscripts.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { unitOptions } from './unitOptions.ts';

export interface RegisterFormProps {
  readonly manuscript: Manuscript;
  readonly units: readonly Unit[];
  readonly personName: (id: string) => string;
  readonly mayChange: boolean;
}

type Fields = Pick<Manuscript, 'author' | 'phone' | 'arrivedOn'> & { readonly unitId: string };

/** Who sent it and when, mended here where it was mistyped, and the file as it came; saved on leaving as well. */
export function RegisterForm({ manuscript, units, personName, mayChange }: RegisterFormProps) {
  const { id, author, phone, arrivedOn, unitId = '' } = manuscript;
  const [changes, setChanges] = useState<Partial<Fields>>({});
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const fields: Fields = { author, phone, arrivedOn, unitId, ...changes };
  const isChanged = Object.entries(changes).some(
    ([key, value]) => ({ author, phone, arrivedOn, unitId })[key as keyof Fields] !== value,
  );
  const save = async (): Promise<boolean> => {
    if (!isChanged || isBusy) return true;
    if (fields.arrivedOn === '') return false;
    setIsBusy(true);
    setRefused(undefined);
    const answer = await office.describeManuscript({ ...fields, id, unitId: fields.unitId || undefined });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      return false;
    }
    setChanges({});
    announce('ok', strings.registered);
    return true;
  };
  const latest = useRef({ save, isChanged });
  latest.current = { save, isChanged };
  useEffect(() => holdText({ hasUnsaved: () => latest.current.isChanged, saveNow: () => latest.current.save() }), []);
  const field = (key: keyof Fields) => ({
    value: fields[key],
    disabled: !mayChange,
    onValue: (value: string) => setChanges((now) => ({ ...now, [key]: value })),
  });
  return (
    <div className="register-form">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SelectField
          label={strings.unit}
          options={[{ value: '', label: strings.unitUnknown }, ...unitOptions(units)]}
          {...field('unitId')}
        />
        <TextField label={strings.author} maxLength={500} {...field('author')} />
        <TextField label={strings.phone} maxLength={500} {...field('phone')} />
        <TextField
          label={strings.arrivedOn}
          type="date"
          error={fields.arrivedOn === '' ? strings.dayMissing : undefined}
          {...field('arrivedOn')}
        />
        {refused && <Notice kind="error">{refused}</Notice>}
        {mayChange && (
          <div>
            <Button type="submit" disabled={!isChanged || fields.arrivedOn === ''} isBusy={isBusy}>
              {words.save}
            </Button>
          </div>
        )}
      </form>
      <OriginalFile manuscript={manuscript} personName={personName} />
    </div>
  );
}

function OriginalFile({ manuscript, personName }: Pick<RegisterFormProps, 'manuscript' | 'personName'>) {
  const { id, number, fileName, fileSm3, receivedAt, receivedBy } = manuscript;
  const save = async () => {
    const answer = await office.readOriginalFile({ id });
    if (!answer.ok) announceRefusal(answer);
    else
      await saveFiles({
        title: strings.saveOriginalTitle,
        files: [{ ...answer.value, bytes: new Uint8Array(answer.value.bytes) }],
      });
  };
  return (
    <section className="register-original">
      <h3>{strings.original}</h3>
      <dl>
        <dt>{strings.number}</dt>
        <dd>{number}</dd>
        <dt>{strings.fileName}</dt>
        <dd>{fileName}</dd>
        <dt>{strings.receivedAt}</dt>
        <dd>{strings.receivedBy(personName(receivedBy), momentText(receivedAt))}</dd>
        <dt className="register-digest-name">{strings.digest}</dt>
        <dd className="register-digest">{fileSm3.match(/.{8}/g)?.join(' ')}</dd>
      </dl>
      <p className="second small">{strings.originalKept}</p>
      <div>
        <Button icon="export" onClick={save}>
          {strings.saveOriginal}
        </Button>
      </div>
    </section>
  );
}
