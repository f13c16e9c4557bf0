import { useState } from 'react';
import { useLocation } from '../../../app/navigation.ts';
import { office } from '../../../app/office.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { PaneHead } from '../../../ui/Panes.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { RecordDisposals } from './RecordDisposals.tsx';
import { RecordList } from './RecordList.tsx';
import { RecordTests } from './RecordTests.tsx';
import './Records.css';

type Part = 'list' | 'tests' | 'disposal';

/** 归档文件: the catalogue, the tests, and what is past its term. */
export function RecordsPane({ onBack }: { readonly onBack?: (() => void) | undefined }) {
  const { part } = useLocation();
  const [chosen, setChosen] = useState<Part>(part?.startsWith('test') ? 'tests' : 'list');
  const { value, refusal } = useAnswer('records', () => office.listRecords({}), ['issues']);
  const items = value?.items ?? [];
  const failed = items.filter(({ lastTest, destroyedAt }) => lastTest && !lastTest.isPassed && !destroyedAt).length;
  const due = items.filter(({ isDue }) => isDue).length;
  return (
    <>
      <PaneHead title={records.records}>
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
      </PaneHead>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {value && (
        <Tabs
          label={records.parts}
          tabs={[
            { key: 'list', label: records.list },
            { key: 'tests', label: records.tests(failed) },
            { key: 'disposal', label: records.disposal(due) },
          ]}
          chosen={chosen}
          onChoose={setChosen}
        >
          {chosen === 'list' && <RecordList list={value} />}
          {chosen === 'tests' && (
            <RecordTests isDue={value.isTestDue} asked={Number(part?.split(' ')[1]) || undefined} />
          )}
          {chosen === 'disposal' && <RecordDisposals items={items} />}
        </Tabs>
      )}
    </>
  );
}
