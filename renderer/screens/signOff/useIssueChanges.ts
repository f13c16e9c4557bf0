import { useEffect, useRef, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { IssueVersion, IssueVersionContent, VersionName } from '#shared/contract/issueVersionCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { IssueChanges } from '#shared/revision/compareIssues.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import type { Images } from '../../editor/ArticleView.tsx';
import { createIssueComparer, type IssueComparer } from '../../revision/createIssueComparer.ts';
import { sinceSeen } from '../../strings/sinceSeen.ts';

/** What an issue has become since a version of it. */
export interface ToldChanges extends IssueChanges {
  readonly makers: IssueVersionContent['makers'];
  /** Those of both versions. */
  readonly images: Images;
}

export interface AskedChanges {
  readonly told: ToldChanges | undefined;
  readonly refusal: Refusal | undefined;
}

/**
 * Keeps the comparisons of one desk, so that each is made once: the note, the label of the tab and the tab itself, opened
 * again, ask for the same.
 */
export function useIssueComparer(): IssueComparer {
  const [comparer] = useState(createIssueComparer);
  useEffect(() => comparer.end, [comparer]);
  return comparer;
}

/**
 * Compares an issue as it stands with a version of it; nothing where none is named. Whose the changes are is told only
 * `withAuthors`: that takes every text that was saved on the way.
 */
export function useIssueChanges(
  comparer: IssueComparer,
  issue: WholeIssue,
  name: VersionName | undefined,
  withAuthors: boolean,
): AskedChanges {
  const { summary, contentHash, document } = issue;
  const { id } = summary;
  // The hash leaves out the number, the day and the copies, of which the make-up tells.
  const rest = canonicalJson({ number: document.number, date: document.date, copies: document.copies ?? null });
  const key = `version-${id}-${versionKey(name)}-${contentHash}-${rest}-${withAuthors}`;
  const { value, refusal } = useAnswer(key, async () =>
    name
      ? office.readIssueVersion({ id, version: name, withSteps: withAuthors })
      : ({ ok: false, code: 'notFound', message: '' } as const),
  );
  const [found, setFound] = useState<{ readonly key: string; readonly changes: IssueChanges }>();
  const latest = useRef(document);
  latest.current = document;
  useEffect(() => {
    if (!value) return;
    let isOver = false;
    comparer.compare(key, { before: value.document, after: latest.current, steps: value.steps }).then((changes) => {
      if (!isOver) setFound({ key, changes });
    });
    return () => {
      isOver = true;
    };
  }, [comparer, key, value]);
  const told =
    value && found?.key === key
      ? {
          ...found.changes,
          makers: value.makers,
          images: { ...value.document.images, ...document.images },
        }
      : undefined;
  return { told, refusal: refusal?.message ? refusal : undefined };
}

export function versionKey(name: VersionName | undefined): string {
  return name ? `${name.kind}-${name.number}` : '';
}

export interface SeenVersions {
  /** What the issue can be compared with, as it was when the desk was opened; undefined until that is known. */
  readonly all: readonly IssueVersion[] | undefined;
  /** The one that was shown last; undefined where none was. */
  readonly last: IssueVersion | undefined;
}

/** The versions of an issue at the moment its desk is opened: what is shown from then on is not among them. */
export function useSeenVersions(id: string): SeenVersions {
  const { value } = useAnswer(`versions-${id}`, () => office.listIssueVersions({ id }));
  return { all: value, last: value?.find(({ name }) => name.kind === 'seen') };
}

/** 自上次查看以来 in a few words; undefined until it is known. */
export function changesInWords({ all, last }: SeenVersions, { told }: AskedChanges): string | undefined {
  if (!all) return undefined;
  if (!last) return sinceSeen.first;
  return told && sinceSeen.since(told.articles.length, told.makeUp.length);
}
