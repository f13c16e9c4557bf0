import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useSignedIn } from '../../app/session.ts';
import { issueFind as strings } from '../../strings/issueFind.ts';
import type { IssueToFindIn } from './IssueFind.tsx';
import { keepIssueFind, keptIssueFind } from './issueFindDrafts.ts';
import { type Replacement, undoReplacement, useLastReplacement } from './issueReplacements.ts';

export interface IssueFinding {
  readonly isOpen: boolean;
  readonly open: () => void;
  /** Back to the make-up, with the focus on the button. */
  readonly close: () => void;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** The last replacement, while it can be taken back. */
  readonly replacement: Replacement | undefined;
}

/** Whether somebody finds words in the open issue, and the keys for it; it stays open while one looks at an article. */
export function useIssueFind(find: IssueToFindIn | undefined): IssueFinding {
  const { person } = useSignedIn();
  const id = find?.issue.summary.id;
  const isReadOnly = find?.isReadOnly !== false;
  const [isOpen, setIsOpen] = useState(() => id !== undefined && keptIssueFind(person.id, id) !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    if (id !== undefined) keepIssueFind(person.id, id, undefined);
    setIsOpen(false);
    button.current?.focus();
  }, [person.id, id]);
  const replacement = useLastReplacement(isReadOnly ? undefined : id);
  useCommands(
    useMemo(() => {
      if (id === undefined) return [];
      const label = isReadOnly ? strings.openReadOnly : strings.open;
      const run = () => {
        setIsOpen(true);
        document.querySelector<HTMLInputElement>('.issue-find input')?.focus();
      };
      const undo = replacement && {
        id: 'issue-undo-replacement',
        label: strings.undoLast,
        run: () => void undoReplacement(id, replacement),
      };
      const leave = { id: 'issue-find-close', label: strings.close, keys: 'Escape', run: close };
      return [
        { id: 'issue-find', label, keys: 'Ctrl+Shift+F', run },
        ...(isOpen ? [leave] : []),
        ...(undo ? [undo] : []),
      ];
    }, [id, isReadOnly, replacement, isOpen, close]),
  );
  return { isOpen, open: () => setIsOpen(true), close, button, replacement };
}
