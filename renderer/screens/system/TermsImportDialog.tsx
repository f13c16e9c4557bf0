import { useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { largestTermTable_bytes } from '#shared/proofreading/termTable.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { terms as strings } from '../../strings/terms.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ReadTable {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly preview: CommandOutput<'previewTerms'>;
}

/** A table is chosen, what it would change is shown, then it is taken in or not. */
export function TermsImportDialog({ onClose }: { readonly onClose: () => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [table, setTable] = useState<ReadTable>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setRefused(undefined);
    setTable(undefined);
    if (file.size > largestTermTable_bytes) return setRefused(strings.tooLarge);
    setIsBusy(true);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await office.previewTerms({ bytes });
    setIsBusy(false);
    if (answer.ok) setTable({ name: file.name, bytes, preview: answer.value });
    else setRefused(answer.message);
  };
  const isReady = table !== undefined && table.preview.faults.length === 0;
  const takeIn = async () => {
    if (!table || !isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.importTerms({ bytes: table.bytes });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.imported(answer.value.added, answer.value.changed));
    onClose();
  };
  return (
    <Dialog
      title={strings.importTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy && table !== undefined} disabled={!isReady} onClick={takeIn}>
            {strings.importVerb}
          </Button>
        </>
      }
    >
      <p>{strings.importHint}</p>
      <p className="system-line">
        <span>{table?.name}</span>
        <Button icon="folder" isBusy={isBusy} onClick={() => chooser.current?.click()}>
          {strings.chooseTable}
        </Button>
      </p>
      <input
        ref={chooser}
        type="file"
        accept=".csv,.tsv,.txt"
        hidden
        aria-label={strings.chooseTable}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {table && <ImportPreview preview={table.preview} />}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}

function ImportPreview({ preview }: { readonly preview: ReadTable['preview'] }) {
  const { added, changed, same, addedWords, changedWords, faultCount, faults } = preview;
  if (faults.length > 0) {
    return (
      <Notice kind="error">
        {strings.importFaults(faultCount)}
        <ul className="terms-faults">
          {faults.map(({ line, message }) => (
            <li key={`${line} ${message}`}>{strings.faultLine(line, message)}</li>
          ))}
          {faultCount > faults.length && <li>{strings.moreFaults(faultCount - faults.length)}</li>}
        </ul>
      </Notice>
    );
  }
  const listed = (name: string, some: readonly string[], count: number) =>
    count > 0 && (
      <p>
        <span className="second">{name}：</span>
        {some.join('、')}
        {count > some.length && strings.andMore(count)}
      </p>
    );
  return (
    <section aria-label={strings.importTitle} role="status">
      <p>{strings.importWould(added, changed, same)}</p>
      {listed(strings.importAdded, addedWords, added)}
      {listed(strings.importChanged, changedWords, changed)}
    </section>
  );
}
