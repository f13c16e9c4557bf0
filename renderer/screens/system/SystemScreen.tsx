import type { ReactNode } from 'react';
import { goTo, useLocation } from '../../app/navigation.ts';
import { system } from '../../strings/system.ts';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { RecordSettingsSection } from '../archive/records/RecordSettingsSection.tsx';
import { MachinesSection } from '../handover/MachinesSection.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AuditSection } from './AuditSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { BasesSection } from './BasesSection.tsx';
import { LookSection } from './LookSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PublicationsSection } from './PublicationsSection.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import './SystemScreen.css';
import { TermsSection } from './TermsSection.tsx';
import { UnitsSection } from './UnitsSection.tsx';

const sections = [
  'people',
  'publications',
  'units',
  'records',
  'terms',
  'security',
  'machines',
  'audit',
  'backup',
  'bases',
  'network',
  'look',
  'about',
] as const;
type Section = (typeof sections)[number];

const contents: Readonly<Record<Section, () => ReactNode>> = {
  people: PeopleSection,
  publications: PublicationsSection,
  units: UnitsSection,
  records: RecordSettingsSection,
  terms: TermsSection,
  security: SecuritySection,
  machines: MachinesSection,
  audit: AuditSection,
  backup: BackupSection,
  bases: BasesSection,
  network: NetworkSection,
  look: LookSection,
  about: AboutSection,
};

/** 系统: people, publications, units, audit, the proof of no network, the window itself. */
export function SystemScreen() {
  const { id } = useLocation();
  const section = sections.find((name) => name === id) ?? 'people';
  const Content = contents[section];
  return (
    <div className="panes">
      <SidePane name="system" label={system.sections} side="left" initial={200} least={160} most={320}>
        <VirtualList
          label={system.sections}
          items={sections}
          keyOf={(name) => name}
          chosen={section}
          onChoose={(name) => goTo({ place: 'system', id: name })}
          renderItem={(name) => <span className="list-title">{system[name]}</span>}
        />
      </SidePane>
      <WorkPane label={system[section]}>
        <PaneHead title={system[section]} />
        <div className="pane-body system-body">
          <Content />
        </div>
      </WorkPane>
    </div>
  );
}
