import { useState } from 'react';
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

export interface HandoverPaneProps {
  /** The way back to a list that has given its room. */
  readonly onBack?: () => void;
}

/** 交接: everything that was written to media and taken from them, what is overdue first, and the way to take more. */
export function HandoverPane({ onBack }: HandoverPaneProps) {
  const packages = useAnswer('packages', () => office.listPackages({}), ['issues']);
  const machines = useAnswer('machines', () => office.listMachines({}));
  const nameOf = useIssueNames();
  const [tab, setTab] = useState<TabName>();
  const [sought, setSought] = useState('');
  const [rows, setRows] = useState(pageRows);
  const [taking, setTaking] = useState<string>();
  const [opened, setOpened] = useState<{ readonly what: 'receipt' | 'parts'; readonly entry: PackageEntry }>();
  const refusal = packages.refusal ?? machines.refusal;
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!packages.value || !machines.value) return null;
  const all = packages.value;
  const overdue = all.filter(({ isOverdue }) => isOverdue);
  const hasCard = machines.value.some(({ isOwn, state }) => isOwn && state !== 'revoked');
  const chosen = tab ?? (overdue.length > 0 ? 'overdue' : 'all');
  const inTab =
    chosen === 'all' ? all : chosen === 'overdue' ? overdue : all.filter(({ direction }) => direction === chosen);
  const wanted = sought.trim();
  const found = inTab.filter((entry) => soughtText(entry, nameOf(entry.issueId)).includes(wanted));
  const shown = found.slice(0, rows);
  const take = async () => {
    const folder = await chooseFolder(strings.takeChoose, { verb: strings.takeVerb, isWritten: false });
    if (folder !== undefined) setTaking(folder);
  };
  const choose = (next: TabName) => {
    setTab(next);
    setRows(pageRows);
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
              onValue={(text) => {
                setSought(text);
                setRows(pageRows);
              }}
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
          onChoose={choose}
          isReadOnly
        >
          {shown.length === 0 ? (
            <EmptyState icon="folder" title={emptyTitle(wanted, chosen)} />
          ) : (
            <ul className="handover-list">
              {shown.map((entry) => (
                <PackageRow
                  key={entry.number}
                  entry={entry}
                  issueName={nameOf(entry.issueId)}
                  onReceipt={() => setOpened({ what: 'receipt', entry })}
                  onParts={() => setOpened({ what: 'parts', entry })}
                />
              ))}
              {found.length > shown.length && (
                <li className="handover-older">
                  <Button onClick={() => setRows(rows + pageRows)}>{strings.older}</Button>
                </li>
              )}
            </ul>
          )}
        </Tabs>
      )}
      {taking !== undefined && (
        <TakeDialog
          folder={taking}
          usualMedium={all[0]?.medium ?? ''}
          onClose={() => {
            setTaking(undefined);
            packages.reload();
          }}
        />
      )}
      {opened?.what === 'receipt' && (
        <ReceiptDialog
          entry={opened.entry}
          onClose={() => {
            setOpened(undefined);
            packages.reload();
          }}
        />
      )}
      {opened?.what === 'parts' && <PackageParts entry={opened.entry} onClose={() => setOpened(undefined)} />}
    </section>
  );
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
