import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import { mixArticle } from '#shared/revision/mixArticle.ts';
import { toldComparison } from '#shared/revision/tellChanges.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import type { ArticleEditorHandle } from '../../editor/ArticleEditor.tsx';
import { editor as editorStrings } from '../../strings/editor.ts';
import { revisions as strings } from '../../strings/revisions.ts';
import { isSameText } from './isSameText.ts';
import type { Revisions } from './useRevisions.ts';

export interface RevisionActionsOptions {
  readonly id: string;
  readonly revisions: Revisions;
  readonly editor: RefObject<ArticleEditorHandle | null>;
  /** What stands in the editor at this moment, an open composition committed. */
  readonly textNow: () => ArticleContent | undefined;
  /** The newest text as it was saved from here. */
  readonly savedBase: () => { readonly baseVersion: number; readonly baseSaves: number };
  /** Does something that needs what is typed to be on the disk first. */
  readonly afterSaving: (work: () => Promise<void>) => Promise<void>;
}

export interface RevisionActions {
  /** The change that is chosen, by its number; undefined again once the changes are others. */
  readonly change: number | undefined;
  readonly setChange: (change: number) => void;
  readonly accept: (changes: readonly number[]) => Promise<void>;
  readonly reject: (changes: readonly number[]) => void;
  readonly exportCopy: () => Promise<void>;
}

/** What can be done with the changes of an article. */
export function useRevisionActions(options: RevisionActionsOptions): RevisionActions {
  const { id, revisions, editor, textNow, savedBase, afterSaving } = options;
  const [change, setChange] = useState<number>();
  const differences = revisions.compared?.differences;
  // Compared anew a text has other numbers only where its differences are others.
  const changesKey = useMemo(() => JSON.stringify(differences), [differences]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a number means another change once the changes are others
  useEffect(() => setChange(undefined), [changesKey]);
  return {
    change,
    setChange,
    accept: (changes) =>
      afterSaving(async () => {
        const { compared } = revisions;
        if (!compared) return;
        const of = compared.listed.length;
        const isAll = changes.length === of;
        const question = { title: strings.acceptAllTitle(of), text: strings.acceptAllText, verb: strings.acceptAll };
        if (isAll && of > 1 && (await ask(question)) === undefined) return;
        const { text } = compared;
        const answer = await office.acceptChanges({ id, ...savedBase(), changes: [...changes], of, text });
        if (!answer.ok) return announceRefusal(answer);
        announce('ok', isAll ? strings.cleaned : strings.accepted(changes.length));
      }),
    reject: (changes) => {
      const now = textNow();
      const { compared } = revisions;
      // What was typed since the changes were listed must not be written over.
      if (!compared || !now || !isSameText(now, compared.text)) {
        announce('warn', strings.changedMeanwhile);
        return;
      }
      const rejected = new Set(changes);
      const comparison = toldComparison(compared.base, compared.text, compared);
      const undo = editor.current?.replace(mixArticle(comparison, (one) => !rejected.has(one)));
      const run = () => {
        if (!undo?.()) announce('info', editorStrings.undoTooLate);
      };
      announce('info', strings.rejected(changes.length), { label: strings.undo, run });
    },
    exportCopy: () =>
      afterSaving(async () => {
        const answer = await office.exportMarkedCopy({ id });
        if (!answer.ok) return announceRefusal(answer);
        const { name, bytes } = answer.value;
        await saveFiles({ title: strings.exportTitle, files: [{ name, bytes: new Uint8Array(bytes) }] });
      }),
  };
}
