import { useMemo, useRef } from 'react';
import { useCommands } from '../../app/commands.ts';
import { articles as strings } from '../../strings/articles.ts';
import { handover } from '../../strings/handover.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useOtherMachines } from '../handover/useOtherMachines.ts';
import type { ArticleAccess } from './articleAccess.ts';

type Action = 'saveNow' | 'nameVersion' | 'finalize' | 'reopen' | 'shelve' | 'unshelve' | 'lend';

export interface ArticleActionsProps {
  readonly access: ArticleAccess;
  readonly isBusy: boolean;
  readonly actions: Readonly<Record<Action, () => unknown>>;
}

/** What the state of an article allows: as buttons above it, and as commands of the window. */
export function ArticleActions({ access, isBusy, actions }: ArticleActionsProps) {
  const { isReadOnly, mayFinalize, mayReopen, mayShelve, mayUnshelve, mayLend } = access;
  const canLend = useOtherMachines() && mayLend;
  const latest = useRef(actions);
  latest.current = actions;
  useCommands(
    useMemo(() => {
      const command = (id: string, label: string, action: Action, keys?: string) => ({
        id,
        label,
        ...(keys === undefined ? {} : { keys }),
        run: () => void latest.current[action](),
      });
      return [
        ...(isReadOnly
          ? []
          : [
              command('article-save', strings.saveNow, 'saveNow', 'Ctrl+S'),
              command('article-name', strings.nameVersion, 'nameVersion'),
            ]),
        ...(mayFinalize ? [command('article-final', strings.finalize, 'finalize')] : []),
        ...(mayReopen ? [command('article-reopen', strings.reopen, 'reopen')] : []),
        ...(mayShelve ? [command('article-shelve', strings.shelveCommand, 'shelve')] : []),
        ...(mayUnshelve ? [command('article-unshelve', strings.unshelveCommand, 'unshelve')] : []),
        ...(canLend ? [command('article-lend', strings.lendCommand, 'lend')] : []),
      ];
    }, [isReadOnly, mayFinalize, mayReopen, mayShelve, mayUnshelve, canLend]),
  );
  return (
    <>
      {!isReadOnly && (
        <Button kind="quiet" icon="history" disabled={isBusy} onClick={actions.nameVersion}>
          {strings.nameVersion}
        </Button>
      )}
      {mayShelve && (
        <Button kind="quiet" disabled={isBusy} onClick={actions.shelve}>
          {strings.shelve}
        </Button>
      )}
      {canLend && <IconButton label={handover.send} icon="export" disabled={isBusy} onClick={actions.lend} />}
      {mayUnshelve && (
        <Button kind="primary" icon="undo" isBusy={isBusy} onClick={actions.unshelve}>
          {strings.unshelve}
        </Button>
      )}
      {mayFinalize && (
        <Button kind="primary" icon="check" isBusy={isBusy} onClick={actions.finalize}>
          {strings.finalize}
        </Button>
      )}
      {mayReopen && (
        <Button icon="undo" isBusy={isBusy} onClick={actions.reopen}>
          {strings.reopen}
        </Button>
      )}
    </>
  );
}
