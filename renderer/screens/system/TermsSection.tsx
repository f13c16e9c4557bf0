import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { rightOf, type Term, wordsOf, wrongOf } from '#shared/proofreading/term.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { terms as strings } from '../../strings/terms.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { RuleSwitches } from './RuleSwitches.tsx';
import { TermDialog } from './TermDialog.tsx';
import './TermsSection.css';
import { TermsImportDialog } from './TermsImportDialog.tsx';
import { type MatchPinyin, searchTerms } from './termList.ts';

/** 用语: the lexicon of the office and of its publications, out and in as a table, and the switches of the built-in rules. */
export function TermsSection() {
  const reads = useHasRole('editor', 'reviewer', 'signer', 'archivist');
  return reads ? <Terms /> : <EmptyState icon="lock" title={strings.noAccess} />;
}

function Terms() {
  const isKeeper = useHasRole('editor', 'reviewer');
  const asked = useAnswer('terms', () => office.listTerms({}), ['terms']);
  const publications = useAnswer('publications', () => office.listPublications({}), ['publications']).value ?? [];
  const [edited, setEdited] = useState<Term | 'new'>();
  const [isImporting, setIsImporting] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  if (asked.refusal) return <Notice kind="error">{asked.refusal.message}</Notice>;
  if (!asked.value) return null;
  const { terms, rules } = asked.value;
  const exportTable = async () => {
    setIsExporting(true);
    const answer = await office.exportTerms({});
    setIsExporting(false);
    if (!answer.ok) return announceRefusal(answer);
    const { name, bytes } = answer.value;
    await saveFiles({ title: strings.exportTitle, files: [{ name, bytes: bytes as Uint8Array<ArrayBuffer> }] });
  };
  const add = isKeeper && (
    <Button icon="plus" onClick={() => setEdited('new')}>
      {strings.add}
    </Button>
  );
  const take = isKeeper && <Button onClick={() => setIsImporting(true)}>{strings.importTable}</Button>;
  return (
    <>
      <div className="system-line system-people-head">
        <p className="second">{strings.hint}</p>
        {terms.length > 0 && (
          <>
            {take}
            <Button icon="export" isBusy={isExporting} onClick={exportTable}>
              {strings.exportTable}
            </Button>
            {add}
          </>
        )}
      </div>
      {terms.length === 0 ? (
        <EmptyState
          icon="article"
          title={strings.empty}
          action={
            <span className="terms-begin">
              {add}
              {take}
            </span>
          }
        >
          {strings.emptyHint}
        </EmptyState>
      ) : (
        <TermRows terms={terms} publications={publications} {...(isKeeper ? { onEdit: setEdited } : {})} />
      )}
      <RuleSwitches rules={rules} isKeeper={isKeeper} />
      {edited && (
        <TermDialog
          {...(edited === 'new' ? {} : { term: edited })}
          publications={publications}
          onClose={() => setEdited(undefined)}
        />
      )}
      {isImporting && <TermsImportDialog onClose={() => setIsImporting(false)} />}
    </>
  );
}

interface TermRowsProps {
  readonly terms: readonly Term[];
  readonly publications: readonly Publication[];
  /** Absent for who may only read. */
  readonly onEdit?: (term: Term) => void;
}

function TermRows({ terms, publications, onEdit }: TermRowsProps) {
  const [typed, setTyped] = useState('');
  const [set, setSet] = useState('all');
  const [chosen, setChosen] = useState<string>();
  const [matchPinyin, setMatchPinyin] = useState<MatchPinyin>();
  const isAsked = typed !== '';
  useEffect(() => {
    if (!isAsked) return;
    // A third of a megabyte that only a search needs.
    import('pinyin-pro').then(({ match }) => {
      setMatchPinyin(() => (text: string, words: string) => match(text, words, { continuous: true }) !== null);
    });
  }, [isAsked]);
  // Typing goes before looking.
  const sought = useDeferredValue(typed);
  const found = useMemo(() => searchTerms(terms, set, sought, matchPinyin), [terms, set, sought, matchPinyin]);
  const names = new Map(publications.map(({ id, name }) => [id, name]));
  const one = found.find(({ id }) => id === chosen);
  return (
    <>
      <div className="terms-find">
        <TextField label={strings.search} placeholder={strings.searchHint} value={typed} onValue={setTyped} />
        <SelectField
          label={strings.set}
          value={set}
          onValue={setSet}
          options={[
            { value: 'all', label: strings.everySet },
            { value: 'house', label: strings.house },
            ...publications.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <span className="second" role="status">
          {strings.count(found.length, terms.length)}
        </span>
      </div>
      <div className="terms-list">
        <VirtualList
          label={strings.list}
          items={found}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={setChosen}
          {...(onEdit
            ? {
                onOpen: (id: string) => {
                  const term = found.find((row) => row.id === id);
                  if (term) onEdit(term);
                },
              }
            : {})}
          renderItem={(term) => <TermRow term={term} set={names.get(term.publicationId ?? '')} />}
          empty={<p className="second terms-none">{strings.noneFound}</p>}
        />
      </div>
      {onEdit && (
        <div className="terms-actions">
          <Button disabled={!one} onClick={() => one && onEdit(one)}>
            {strings.edit}
          </Button>
          <Button disabled={!one} onClick={() => one && remove(one)}>
            {strings.remove}
          </Button>
        </div>
      )}
    </>
  );
}

function TermRow({ term: { entry }, set }: { readonly term: Term; readonly set: string | undefined }) {
  const right = rightOf(entry);
  const wrong = wrongOf(entry);
  const note = entry.kind === 'avoid' ? entry.reason : entry.note;
  return (
    <>
      <Badge kind="plain">{strings.kinds[entry.kind]}</Badge>
      <span className="list-title">
        {right !== undefined && <strong>{right}</strong>}
        {wrong.length > 0 && <span className="second">　{strings.insteadOf(wrong)}</span>}
        {note !== undefined && <span className="second">　{note}</span>}
      </span>
      {set !== undefined && <span className="second small">{set}</span>}
    </>
  );
}

async function remove({ id, entry }: Term): Promise<void> {
  const words = wordsOf(entry);
  const question = { title: strings.removeTitle(words), text: strings.removeText, verb: strings.remove };
  if ((await ask({ ...question, isDangerous: true })) === undefined) return;
  const answer = await office.removeTerm({ id });
  if (answer.ok) announce('ok', strings.removed(words));
  else announceRefusal(answer);
}
