import { useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { saveEverything } from '../../app/leaving.ts';
import { useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { system } from '../../strings/system.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { PublicationForm } from './PublicationForm.tsx';
import { RuleFaults } from './RuleFaults.tsx';
import { RuleProposals } from './RuleProposals.tsx';

const newKey = 'new';

/** 刊物: one tab each, and one for a new one. */
export function PublicationsSection() {
  const { value: publications, refusal } = useAnswer('publications', () => office.listPublications({}), [
    'publications',
  ]);
  const isEditor = useHasRole('editor');
  const choose = async (key: string, from?: Publication) => {
    if (!(await saveEverything())) return;
    setTemplate(from);
    setChosen(key);
  };
  const { part } = useLocation();
  const [chosen, setChosen] = useState(part);
  const [template, setTemplate] = useState<Publication>();
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!publications) return null;
  if (publications.length === 0 && chosen !== newKey) {
    return (
      <EmptyState
        icon="issue"
        title={system.publicationsEmpty}
        action={
          isEditor && (
            <Button kind="primary" icon="plus" onClick={() => choose(newKey)}>
              {system.newPublication}
            </Button>
          )
        }
      >
        {isEditor ? system.publicationsEmptyHint : system.onlyEditor}
      </EmptyState>
    );
  }
  const current = publications.find(({ id }) => id === chosen);
  const key = chosen === newKey ? newKey : (current?.id ?? publications[0]?.id ?? newKey);
  const shown: Publication | undefined = publications.find(({ id }) => id === key);
  return (
    <Tabs
      label={system.publications}
      tabs={[
        ...publications.map(({ id, name }) => ({ key: id, label: name })),
        ...(isEditor ? [{ key: newKey, label: system.newPublication }] : []),
      ]}
      chosen={key}
      onChoose={choose}
    >
      <div className="pane-body designer">
        {!isEditor && <Notice kind="info">{system.onlyEditor}</Notice>}
        {shown && <RuleFaults publicationId={shown.id} />}
        {shown && <RuleProposals publicationId={shown.id} />}
        <PublicationForm
          // Who only reads is shown what others change meanwhile; what an editor has typed stays.
          key={isEditor ? key : `${key} ${JSON.stringify(shown?.settings)}`}
          publication={shown}
          template={template}
          isReadOnly={!isEditor}
          onSaved={(saved) => {
            setTemplate(undefined);
            setChosen(saved.id);
          }}
          onCopy={(copied) => choose(newKey, copied)}
        />
      </div>
    </Tabs>
  );
}
