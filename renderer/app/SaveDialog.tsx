import { type KeyboardEvent, useState } from 'react';
import type { z } from 'zod';
import type { DeskContract, Place } from '#shared/contract/deskCommands.ts';
import { saveDialog, sizeText } from '../strings/saveDialog.ts';
import { words } from '../strings/words.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { VirtualList } from '../ui/VirtualList.tsx';
import { announce, ask } from './announcements.tsx';
import { desk } from './office.ts';
import { type OpenSave, openSave } from './saveFiles.ts';
import { useStore } from './store.ts';
import { useAnswer } from './useAnswer.ts';
import './SaveDialog.css';

type FolderContents = z.output<DeskContract['listFolder']['output']>;

const placeIcons: Readonly<Record<Place['kind'], IconName>> = {
  home: 'person',
  desktop: 'issue',
  documents: 'article',
  medium: 'export',
  computer: 'system',
};

/** Where the last thing was saved; the next one begins there. */
let lastFolder: string | undefined;

/** The one dialog in which files leave the program, while something waits for a place. */
export function SaveDialog() {
  const open = useStore(openSave);
  return open && <FolderDialog open={open} />;
}

function FolderDialog({ open }: { readonly open: OpenSave }) {
  const { title, folderName, files, choice, answer } = open;
  const places = useAnswer('save-places', () => desk.listPlaces({}));
  const [chosenFolder, setChosenFolder] = useState(lastFolder);
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [newName, setNewName] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isWriting, setIsWriting] = useState(false);
  const here = chosenFolder ?? places.value?.[0]?.path;
  const folder = useAnswer<{ readonly of?: string; readonly contents?: FolderContents }>(
    `save-folder-${here}`,
    async () => {
      if (here === undefined) return { ok: true, value: {} };
      const listed = await desk.listFolder({ path: here });
      return listed.ok ? { ok: true, value: { of: here, contents: listed.value } } : listed;
    },
  );
  // Until the folder that was gone to is read, nothing is written to the one before.
  const contents = folder.value?.of === here ? folder.value?.contents : undefined;
  const path = contents?.path ?? here ?? '';
  const size = sizeText(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const mayWrite = contents?.isWritable === true && !isWriting;
  const mayChoose = choice !== undefined && contents !== undefined && (contents.isWritable || !choice.isWritten);

  const go = (next: string) => {
    setChosenFolder(next);
    setTyped(undefined);
    setChosen(undefined);
    setNewName(undefined);
    setRefused(undefined);
  };
  const openEntry = (key: string) => {
    if (contents?.entries.some((entry) => entry.path === key && entry.kind === 'folder')) go(key);
  };
  const make = async () => {
    if (!newName?.trim() || !contents) return;
    const made = await desk.makeFolder({ path: contents.path, name: newName.trim() });
    if (made.ok) go(made.value.path);
    else setRefused(made.message);
  };
  const write = async (replace: boolean): Promise<void> => {
    if (!contents || !mayWrite) return;
    setRefused(undefined);
    setIsWriting(true);
    const written = await desk.writeFiles({
      path: contents.path,
      ...(folderName === undefined ? {} : { folderName }),
      files: [...files],
      replace,
    });
    setIsWriting(false);
    if (written.ok) {
      lastFolder = contents.path;
      announce('ok', saveDialog.saved(written.value.path));
      answer(written.value.path);
      return;
    }
    if (written.code !== 'nameTaken' || replace) {
      setRefused(written.message);
      folder.reload();
      return;
    }
    const taken = String(written.details?.name ?? folderName);
    const text = folderName === undefined ? saveDialog.takenFile(taken) : saveDialog.takenFolder(taken);
    const yes = await ask({ title: saveDialog.takenTitle, text, verb: saveDialog.replace, isDangerous: true });
    if (yes !== undefined) await write(true);
  };
  const onSubmit = () => {
    if (typed !== undefined && typed !== path) go(typed.trim() || path);
    else if (choice) chooseThis();
    else write(false);
  };
  const chooseThis = () => {
    if (!mayChoose) return;
    lastFolder = contents.path;
    answer(contents.path);
  };

  return (
    <Dialog
      title={title}
      width="wide"
      onClose={() => !isWriting && answer(undefined)}
      onSubmit={onSubmit}
      actions={
        <>
          <Button onClick={() => answer(undefined)} disabled={isWriting}>
            {words.cancel}
          </Button>
          {choice ? (
            <Button kind="primary" disabled={!mayChoose} onClick={chooseThis}>
              {choice.verb}
            </Button>
          ) : (
            <Button kind="primary" disabled={!mayWrite} isBusy={isWriting} onClick={() => write(false)}>
              {saveDialog.save}
            </Button>
          )}
        </>
      }
    >
      <div className="save-line">
        <TextField label={choice ? saveDialog.chosenPath : saveDialog.path} value={typed ?? path} onValue={setTyped} />
        <IconButton
          label={saveDialog.up}
          icon="up"
          disabled={contents?.parent === undefined}
          onClick={() => contents?.parent !== undefined && go(contents.parent)}
        />
        {choice?.isWritten !== false && (
          <Button icon="folder" disabled={!mayWrite} onClick={() => setNewName('')}>
            {saveDialog.newFolder}
          </Button>
        )}
      </div>
      {newName !== undefined && (
        <div className="save-line">
          <TextField
            label={saveDialog.newFolderName}
            autoFocus
            value={newName}
            onValue={setNewName}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                event.preventDefault();
                make();
              }
            }}
          />
          <Button disabled={newName.trim() === ''} onClick={make}>
            {saveDialog.make}
          </Button>
        </div>
      )}
      <div className="save">
        <nav className="save-places" aria-label={saveDialog.places}>
          <ul>
            {(places.value ?? []).map((place) => (
              <li key={place.path}>
                <button
                  type="button"
                  className="save-place"
                  aria-current={place.path === path ? 'true' : undefined}
                  onClick={() => go(place.path)}
                >
                  <Icon name={placeIcons[place.kind]} />
                  {place.name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the list inside takes the other keys */}
        <div
          className="save-folder"
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Backspace' && contents?.parent !== undefined) go(contents.parent);
          }}
        >
          <VirtualList
            label={saveDialog.contents}
            items={contents?.entries ?? []}
            keyOf={(entry) => entry.path}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={openEntry}
            rowHeight={32}
            renderItem={(entry) => (
              <>
                <Icon name={entry.kind} />
                <span className={entry.kind === 'folder' ? 'list-title' : 'list-title second'}>{entry.name}</span>
                {entry.kind === 'file' && <span className="second small">{sizeText(entry.bytes)}</span>}
              </>
            )}
            empty={
              <p className="second empty">
                {contents ? (choice ? saveDialog.emptyChoice : saveDialog.emptyFolder) : ''}
              </p>
            }
          />
        </div>
      </div>
      {folder.refusal && <Notice kind="error">{folder.refusal.message}</Notice>}
      {contents && !contents.isWritable && choice?.isWritten !== false && (
        <Notice kind="warn">{contents.whyNotWritable}</Notice>
      )}
      {refused && <Notice kind="error">{refused}</Notice>}
      {choice ? null : isWriting ? (
        <p role="status">{saveDialog.saving(files.length, size)}</p>
      ) : (
        <div>
          <p>
            {folderName === undefined
              ? saveDialog.willWriteFiles(files.length, size)
              : saveDialog.willWriteFolder(folderName, files.length, size)}
          </p>
          <p className="second save-names">{fileNames(files)}</p>
        </div>
      )}
    </Dialog>
  );
}

function fileNames(files: OpenSave['files']): string {
  const shown = files.slice(0, 6).map(({ name }) => name);
  return shown.join('、') + (files.length > shown.length ? saveDialog.more(files.length) : '');
}
