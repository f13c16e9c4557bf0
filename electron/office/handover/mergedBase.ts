import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { areSameRules, Rules, withRules } from '#shared/issue/publicationRules.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { selectDecisions } from '../publications/storedDecisions.ts';
import type { RegisterPart } from './registerPart.ts';
import { conflict, type TakenBase } from './registerRows.ts';

/**
 * Units and publications to be written: what the sender has changed since the last time and nobody here has. Throws conflict where
 * both have changed the same. From a machine that never sent anything here only what is new counts. The rules of publications go by what was
 * decided alone, which was taken before; `decided` are the publications of which that was more.
 */
export function mergedBase(
  register: ReadableDatabase,
  part: RegisterPart,
  sender: string,
  decided: ReadonlySet<string>,
): TakenBase {
  const stored = register
    .prepare('SELECT base FROM taken_registers WHERE sender = ? ORDER BY number DESC LIMIT 1')
    .pluck()
    .get(sender) as string | undefined;
  const base = stored === undefined ? undefined : (JSON.parse(stored) as TakenBase);
  const all = <Row>(sql: string) => register.prepare(sql).all() as Row[];
  const units = all<RegisterPart['units'][number]>(
    'SELECT id, parent_id, name, signature, aliases, parent_committee FROM units',
  );
  const publications = all<RegisterPart['publications'][number]>('SELECT id, name, settings FROM publications');
  const takenUnits = merged('单位', units, part.units, base?.units).filter(
    // From a sender who sends for the first time nothing tells what was here before but the audit.
    ({ id }) => units.some((unit) => unit.id === id) || !wasRemoved(register, id),
  );
  const same = takenUnits.find(({ id, signature }) =>
    units.some((one) => one.signature === signature && one.id !== id),
  );
  if (same) {
    throw conflict(
      `两边各有一个落款是“${same.signature}”的单位`,
      '请在本机的“系统—报送单位”里给自己的那一个换一个落款，或者删去它，再采用一次。',
    );
  }
  const there = new Set([...units, ...takenUnits].map(({ id }) => id));
  const orphan = takenUnits.find(({ parent_id: parent }) => parent !== null && !there.has(parent));
  if (orphan) {
    throw conflict(
      `单位“${orphan.name}”的上级单位在本机已经删去`,
      '请在对方机器上把它移到别的单位下面，或者删去，再由对方写一个入网包。',
    );
  }
  return {
    units: takenUnits,
    publications: publicationsOf(register, publications, part.publications, base?.publications, decided),
  };
}

type Stored = RegisterPart['publications'][number];

/** Publications of which the sender has changed what is no rule, or of which more was decided: with the rules that hold now. */
function publicationsOf(
  register: ReadableDatabase,
  ours: readonly Stored[],
  theirs: readonly Stored[],
  base: readonly Stored[] | undefined,
  decided: ReadonlySet<string>,
): Stored[] {
  const changed = merged('刊物', ours.map(withoutRules), theirs.map(withoutRules), base?.map(withoutRules));
  const isChanged = ({ id }: Stored) => changed.some((one) => one.id === id);
  const kept = ours.filter((one) => decided.has(one.id) && !isChanged(one));
  return [...theirs.filter(isChanged), ...kept].map((row) => withDecidedRules(register, row));
}

/** What is compared of a publication. */
function withoutRules({ settings, ...row }: Stored): Stored {
  const given = PublicationSettings.parse(JSON.parse(settings));
  return { ...row, settings: canonicalJson(withRules(given, PublicationSettings.parse({})) as Json) };
}

function withDecidedRules(register: ReadableDatabase, row: Stored): Stored {
  const [newest] = selectDecisions(register, row.id);
  const settings = PublicationSettings.parse(JSON.parse(row.settings));
  const rules = newest && Rules.parse(JSON.parse(newest.rules));
  if (!rules || areSameRules(rules, settings)) return row;
  return { ...row, settings: JSON.stringify(withRules(settings, rules)) };
}

function wasRemoved(register: ReadableDatabase, unitId: string): boolean {
  const row = register.prepare(`SELECT 1 FROM ${registerAudit.table} WHERE action = 'removeUnit' AND subject = ?`);
  return row.get(unitId) !== undefined;
}

function merged<Row extends { readonly id: string; readonly name: string }>(
  noun: string,
  ours: readonly Row[],
  theirs: readonly Row[],
  base: readonly Row[] | undefined,
): Row[] {
  const text = (row: Row | undefined) => row && JSON.stringify(Object.entries(row).sort());
  const byId = (rows: readonly Row[], id: string) => text(rows.find((row) => row.id === id));
  return theirs.filter((row) => {
    const mine = byId(ours, row.id);
    const before = base && byId(base, row.id);
    if (mine === text(row)) return false;
    if (mine === undefined) {
      // Known before and not here: it was removed here.
      if (before === text(row)) return false;
      if (before !== undefined) {
        throw conflict(
          `${noun}“${row.name}”在本机删去了，那边又改过`,
          '请在对方机器上也删去它，还要用的另建一个，再由对方写一个入网包。',
        );
      }
      if (ours.some(({ name }) => name === row.name)) {
        throw conflict(`两边各有一个叫“${row.name}”的${noun}`, `请在本机给自己的那一个${noun}换一个名称，再采用一次。`);
      }
      return true;
    }
    if (base === undefined || before === text(row)) return false;
    if (before !== mine) {
      throw conflict(
        `${noun}“${row.name}”两边都改过`,
        '请两边的管理员商定留用哪一份，在本机改成与对方的一样，再采用一次；留用本机的，在对方机器上改成与本机的一样，再由对方写一个入网包。',
      );
    }
    return true;
  });
}
