import { useRef, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { chooseFolder } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { PackageParts } from './PackageParts.tsx';
import { PackageRow } from './PackageRow.tsx';
import { soughtText } from './packageLines.ts';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { TakeDialog } from './TakeDialog.tsx';
import { useIssueNames } from './useIssueNames.ts';
import './Handover.css';

type TabName = 'overdue' | 'all' | PackageEntry['direction'];

const pageRows = 50;
const mostAtOnce = 500;

export interface HandoverPaneProps {
  /** The way back to a list that has given its room. */
  readonly onBack?: () => void;
}

/** 交接: everything that was written to media and taken from them, what is overdue first, and the way to take more. */
export function HandoverPane({ onBack }: HandoverPaneProps) {
  const wantedRows = useRef(pageRows);
  const packages = useAnswer('packages', () => newestPackages(wantedRows.current), ['issues']);
  const late = useAnswer('packages-overdue', () => office.listPackages({ isOverdue: true }), ['issues']);
  const machines = useAnswer('machines', () => office.listMachines({}));
  const nameOf = useIssueNames();
  const [tab, setTab] = useState<TabName>();
  const [sought, setSought] = useState('');
  const [taking, setTaking] = useState<string>();
  const [opened, setOpened] = useState<{ readonly what: 'receipt' | 'parts'; readonly entry: PackageEntry }>();
  const refusal = packages.refusal ?? late.refusal ?? machines.refusal;
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!packages.value || !late.value || !machines.value) return null;
  const all = packages.value;
  const overdue = late.value;
  const hasCard = machines.value.some(({ isOwn, state }) => isOwn && state !== 'revoked');
  const chosen = tab ?? (overdue.length > 0 ? 'overdue' : 'all');
  const inTab =
    chosen === 'all' ? all : chosen === 'overdue' ? overdue : all.filter(({ direction }) => direction === chosen);
  const wanted = sought.trim();
  const shown = inTab.filter((entry) => soughtText(entry, nameOf(entry.issueId)).includes(wanted));
  const hasOlder = chosen !== 'overdue' && all.length >= wantedRows.current;
  const reload = () => {
    packages.reload();
    late.reload();
  };
  const older = hasOlder && (
    <div className="handover-older">
      <Button
        isBusy={packages.isLoading}
        onClick={() => {
          wantedRows.current += pageRows;
          packages.reload();
        }}
      >
        {strings.older}
      </Button>
    </div>
  );
  const take = async () => {
    const folder = await chooseFolder(strings.takeChoose, { verb: strings.takeVerb, isWritten: false });
    if (folder !== undefined) setTaking(folder);
  };
  return (
    <section className="handover" aria-label={strings.title}>
      <PaneHead title={strings.register}>
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
        {all.length > 0 && (
          <div className="handover-search">
            <TextField
              label={strings.search}
              isLabelUnseen
              placeholder={strings.searchHint}
              value={sought}
              onValue={setSought}
            />
          </div>
        )}
        {hasCard && (
          <Button kind="primary" icon="folder" onClick={take}>
            {strings.take}
          </Button>
        )}
      </PaneHead>
      {all.length === 0 ? (
        <NothingYet hasCard={hasCard} />
      ) : (
        <Tabs
          label={strings.register}
          tabs={[
            ...(overdue.length > 0 || chosen === 'overdue'
              ? [{ key: 'overdue' as const, label: strings.overdueTab(overdue.length) }]
              : []),
            ...(['all', 'written', 'taken', 'refused'] as const).map((key) => ({ key, label: strings.tabs[key] })),
          ]}
          chosen={chosen}
          onChoose={setTab}
          isReadOnly
        >
          {shown.length === 0 ? (
            <>
              <EmptyState icon="folder" title={emptyTitle(wanted, chosen)} />
              {older}
            </>
          ) : (
            <div className="handover-list">
              <ul>
                {shown.map((entry) => (
                  <PackageRow
                    key={entry.number}
                    entry={entry}
                    issueName={nameOf(entry.issueId)}
                    onReceipt={() => setOpened({ what: 'receipt', entry })}
                    onParts={() => setOpened({ what: 'parts', entry })}
                  />
                ))}
              </ul>
              {older}
            </div>
          )}
        </Tabs>
      )}
      {taking !== undefined && (
        <TakeDialog
          folder={taking}
          usualMedium={all[0]?.medium ?? ''}
          onClose={() => {
            setTaking(undefined);
            reload();
          }}
        />
      )}
      {opened?.what === 'receipt' && (
        <ReceiptDialog
          entry={opened.entry}
          onClose={() => {
            setOpened(undefined);
            reload();
          }}
        />
      )}
      {opened?.what === 'parts' && <PackageParts entry={opened.entry} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

/** So many of the newest, in pieces of what is asked for at once. */
async function newestPackages(wanted: number): Promise<Answer<readonly PackageEntry[]>> {
  const read: PackageEntry[] = [];
  for (;;) {
    const most = Math.min(mostAtOnce, wanted - read.length);
    const before = read.at(-1)?.number;
    const answer = await office.listPackages({ most, ...(before === undefined ? {} : { before }) });
    if (!answer.ok) return answer;
    read.push(...answer.value);
    if (answer.value.length < most || read.length >= wanted) return { ok: true, value: read };
  }
}

function emptyTitle(wanted: string, tab: TabName): string {
  if (wanted !== '') return strings.nothingFound;
  return tab === 'overdue' ? strings.noneOverdue : strings.noneOfKind;
}

function NothingYet({ hasCard }: { readonly hasCard: boolean }) {
  if (hasCard) {
    return (
      <EmptyState icon="folder" title={strings.none}>
        {strings.noneHint}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="system"
      title={strings.noCard}
      action={<Button onClick={() => goTo({ place: 'system', id: 'machines' })}>{strings.goToMachines}</Button>}
    >
      {strings.noCardHint}
    </EmptyState>
  );
}
