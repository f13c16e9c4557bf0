import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Lexicon, TextFinding } from '#shared/proofreading/proofreader.ts';
import type { TermEntry } from '#shared/proofreading/term.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { setStatus } from '../../app/status.ts';
import { createStore } from '../../app/store.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import type { FoundInText } from '../../editor/proofreading/createProofreading.ts';
import { ProofreadingMarks, type ProofreadingMarksHandle } from '../../editor/proofreading/ProofreadingMarks.tsx';
import { terms as strings } from '../../strings/terms.ts';
import { TermDialog } from '../system/TermDialog.tsx';
import { ProofreadingTab } from './ProofreadingTab.tsx';

export interface ProofreadingOptions {
  readonly id: string;
  /** Of the issue the article stands in. */
  readonly publicationId: string | undefined;
  readonly isReadOnly: boolean;
  /** The text itself stands there, no other view of it. */
  readonly isTextShown: boolean;
  readonly showText: () => void;
  /** Absent where there is no room for the list: the findings are gone through one by one. */
  readonly showTab?: () => void;
}

export interface ProofreadingWork {
  /** To stand inside the editor. */
  readonly marks: ReactNode;
  readonly tab: ReactNode;
}

const nothingFound: FoundInText = { findings: [], isUnderWay: true, isFailed: false };

/** 校对 of an open article: the lexicon of its publication, the underlines in its text, their list, what is ignored in it. */
export function useProofreading(options: ProofreadingOptions): ProofreadingWork {
  const { id, publicationId: own, isReadOnly, isTextShown, showText, showTab } = options;
  const isKeeper = useHasRole('editor', 'reviewer');
  const asked = useAnswer('terms', () => office.listTerms({}), ['terms']);
  const publications = useAnswer('publications', () => office.listPublications({}), ['publications']);
  const ignored = useAnswer(`ignored-${id}`, () => office.listIgnoredFindings({ id }), ['ignoredFindings']);
  // An article of no issue belongs to the only publication there is.
  const [only, ...others] = publications.value ?? [];
  const publicationId = own ?? (others.length === 0 ? only?.id : undefined);
  const isKnown = asked.value !== undefined && (own !== undefined || publications.value !== undefined);
  const lexicon = useMemo((): Lexicon | undefined => {
    if (!asked.value || !isKnown) return undefined;
    const { terms, rules } = asked.value;
    return {
      terms: terms.filter((term) => term.publicationId === undefined || term.publicationId === publicationId),
      rules,
    };
  }, [asked.value, isKnown, publicationId]);
  const isIgnored = useMemo(() => {
    const keys = new Set(ignored.value?.map(({ source, quote }) => `${source}\n${quote}`));
    return ({ source, quote }: TextFinding) => keys.has(`${source}\n${quote}`);
  }, [ignored.value]);

  // The list alone is drawn anew for what is found, not the article around it.
  const [found] = useState(() => createStore<FoundInText>(nothingFound));
  const marks = useRef<ProofreadingMarksHandle>(null);
  const [added, setAdded] = useState<TermEntry>();
  const hasList = showTab !== undefined;
  const show = useRef<() => void>(undefined);
  show.current = showTab ?? (() => marks.current?.next());
  const onFound = (now: FoundInText) => {
    found.set(now);
    const title = hasList ? strings.bottomTitle : strings.next;
    setStatus({
      findings: { count: now.findings.length, isFailed: now.isFailed, title, show: () => show.current?.() },
    });
  };
  useEffect(() => () => setStatus({ findings: undefined }), []);
  useCommands(
    useMemo(
      () => (hasList ? [{ id: 'findings-list', label: strings.showList, run: () => show.current?.() }] : []),
      [hasList],
    ),
  );

  const heed = async ({ source, quote }: Pick<TextFinding, 'source' | 'quote'>) => {
    const answer = await office.heedFinding({ id, source, quote });
    if (!answer.ok) announceRefusal(answer);
  };
  const ignore = async (finding: TextFinding) => {
    const { source, quote, words } = finding;
    const answer = await office.ignoreFinding({ id, source, quote });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', strings.ignoredNow(words), { label: strings.takeBack, run: () => void heed(finding) });
  };
  return {
    marks: (
      <>
        <ProofreadingMarks
          ref={marks}
          lexicon={lexicon}
          isIgnored={isIgnored}
          isReadOnly={isReadOnly}
          isUnseen={!isTextShown}
          onFound={onFound}
          {...(isKeeper ? { onIgnore: ignore, onAddTerm: setAdded } : {})}
        />
        {added && (
          <TermDialog
            publications={publications.value ?? []}
            begin={added}
            onClose={() => {
              setAdded(undefined);
              marks.current?.focus();
            }}
          />
        )}
      </>
    ),
    tab: (
      <ProofreadingTab
        found={found}
        refusal={asked.refusal ?? ignored.refusal}
        onRetry={() => marks.current?.retry()}
        ignored={ignored.value ?? []}
        onGoTo={(finding) => {
          showText();
          // The text has to be seen before it can take the focus.
          requestAnimationFrame(() => marks.current?.goTo(finding));
        }}
        {...(isReadOnly || !isTextShown
          ? {}
          : { onReplace: (finding, suggestion) => marks.current?.replace(finding, suggestion) })}
        {...(isKeeper ? { onIgnore: ignore, onHeed: heed } : {})}
      />
    ),
  };
}
