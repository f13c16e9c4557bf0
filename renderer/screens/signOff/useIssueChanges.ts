import { useMemo } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { IssueVersion, IssueVersionContent, VersionName } from '#shared/contract/issueVersionCommands.ts';
import { compareIssues, type IssueChanges } from '#shared/revision/compareIssues.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import type { Images } from '../../editor/ArticleView.tsx';
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

/** Compares an issue as it stands with a version of it; nothing where none is named. */
export function useIssueChanges(issue: WholeIssue, name: VersionName | undefined): AskedChanges {
  const { summary, contentHash, document } = issue;
  const { id } = summary;
  const { value, refusal } = useAnswer(
    `version-${id}-${versionKey(name)}-${contentHash}-${document.copies}`,
    async () =>
      name ? office.readIssueVersion({ id, version: name }) : ({ ok: false, code: 'notFound', message: '' } as const),
  );
  const told = useMemo(() => {
    if (!value) return undefined;
    const { document: before, steps, makers } = value;
    return {
      ...compareIssues(before, document, (articleId) => steps[articleId] ?? []),
      makers,
      images: { ...before.images, ...document.images },
    };
  }, [value, document]);
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
