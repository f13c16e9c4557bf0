import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { IssueVersion } from '#shared/contract/issueVersionCommands.ts';
import type { ArticleOfIssueChange } from '#shared/revision/compareIssues.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import type { IssueComparer } from '../../revision/createIssueComparer.ts';
import { signOff } from '../../strings/signOff.ts';
import { sinceSeen } from '../../strings/sinceSeen.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useExport } from '../tickets/useExport.tsx';
import { ArticleChanges } from './ArticleChanges.tsx';
import { type SeenVersions, type ToldChanges, useIssueChanges, versionKey } from './useIssueChanges.ts';
import { usePeopleNames } from './usePeopleNames.ts';
import './SinceTab.css';

export interface SinceTabProps {
  readonly issue: WholeIssue;
  readonly versions: SeenVersions;
  readonly comparer: IssueComparer;
  /** The way to what there is to read where nothing was seen before. */
  readonly onPages: () => void;
  readonly onText: () => void;
}

/** What the issue has become since the person saw it last, or since another version of it, marked in the text. */
export function SinceTab({ issue, versions, comparer, onPages, onText }: SinceTabProps) {
  const { id } = issue.summary;
  const nameOf = usePeopleNames();
  const { all = [], last } = versions;
  const [chosen, setChosen] = useState<string>();
  const version = all.find(({ name }) => versionKey(name) === chosen) ?? last;
  const { told, refusal } = useIssueChanges(comparer, issue, version?.name, true);
  const [isSaving, setIsSaving] = useState(false);
  const save = async (ticketId?: string) => {
    if (!version) return;
    setIsSaving(true);
    const answer = await office.exportIssueChanges({
      id,
      version: version.name,
      ...(ticketId === undefined ? {} : { ticketId }),
    });
    setIsSaving(false);
    if (!answer.ok) return announceRefusal(answer);
    const { name, bytes } = answer.value;
    await saveFiles({ title: sinceSeen.saveTitle, files: [{ name, bytes: new Uint8Array(bytes) }] });
  };
  const exporting = useExport(id, (ticketId) => void save(ticketId));
  const count = told ? told.articles.length + told.makeUp.length : 0;
  if (!versions.all) return <p className="second detail-loading">{words.loading}</p>;
  return (
    <div className="since">
      <div className="since-head">
        {all.length > 0 && (
          <SelectField
            label={sinceSeen.with}
            options={[
              ...(version ? [] : [{ value: '', label: sinceSeen.choose }]),
              ...all.map((one) => ({ value: versionKey(one.name), label: versionText(one, one === last) })),
            ]}
            value={versionKey(version?.name)}
            onValue={setChosen}
          />
        )}
        {count > 0 && (
          <Button icon="export" isBusy={isSaving} onClick={() => void exporting.begin()}>
            {isSaving ? sinceSeen.saving : sinceSeen.save}
          </Button>
        )}
      </div>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {body()}
      {exporting.gate}
    </div>
  );

  function body() {
    if (!version) {
      return (
        <EmptyState
          icon="issue"
          title={sinceSeen.first}
          action={
            <span className="since-ways">
              <Button onClick={onPages}>{signOff.pages}</Button>
              <Button onClick={onText}>{signOff.text}</Button>
            </span>
          }
        >
          {sinceSeen.firstHint}
        </EmptyState>
      );
    }
    if (!told) return refusal ? null : <p className="second">{words.loading}</p>;
    if (count === 0)
      return <EmptyState icon="check" title={version === last ? sinceSeen.since(0, 0) : sinceSeen.same} />;
    return (
      <>
        <div>
          <p>
            <strong>
              {version === last
                ? sinceSeen.since(told.articles.length, told.makeUp.length)
                : sinceSeen.compared(told.articles.length, told.makeUp.length)}
            </strong>
          </p>
          <p className="second small">{sinceSeen.legend}</p>
        </div>
        <MakeUp told={told} nameOf={nameOf} />
        {told.articles.map((article) => (
          <ArticleChanges
            key={`${versionKey(version.name)}-${article.articleId}`}
            title={article.title}
            note={noteOf(article)}
            comparison={article.comparison}
            changes={article.changes}
            images={told.images}
            nameOf={nameOf}
          />
        ))}
      </>
    );
  }
}

function MakeUp({ told, nameOf }: { readonly told: ToldChanges; readonly nameOf: (personId: string) => string }) {
  const { makeUp, makers, articles } = told;
  const isArranged = makeUp.length > 0 || articles.some(({ kind, place }) => kind !== 'changed' || place);
  const who = makers.map(({ personId, at }) => sinceSeen.maker(nameOf(personId), momentText(at))).join('、');
  if (!isArranged) return null;
  return (
    <section className="since-make-up" aria-label={sinceSeen.makeUp}>
      {makeUp.length > 0 && (
        <dl className="marked">
          {makeUp.map(({ label, before, after }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {before === '' ? <span className="second">{sinceSeen.none}</span> : <del>{before}</del>}
                {' → '}
                {after === '' ? <span className="second">{sinceSeen.none}</span> : <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {who !== '' && <p className="second small">{sinceSeen.makers(who)}</p>}
    </section>
  );
}

function noteOf({ kind, place, formerTitle }: ArticleOfIssueChange): string | undefined {
  const said = [
    ...(kind === 'added' ? [sinceSeen.added] : []),
    ...(kind === 'withdrawn' ? [sinceSeen.withdrawn] : []),
    ...(formerTitle === undefined ? [] : [sinceSeen.formerTitle(formerTitle)]),
    ...(place ? [sinceSeen.moved(place.before, place.after)] : []),
  ];
  return said.length === 0 ? undefined : said.join('，');
}

function versionText({ name, at, label = '', personName = '' }: IssueVersion, isLast: boolean): string {
  if (name.kind === 'signed') return sinceSeen.signedAt(label, personName, momentText(at));
  return sinceSeen.seenAt(momentText(at), isLast);
}
