import { cpSync } from 'node:fs';
import { readSampleOffice, samplePasswords } from '#cli/demo/sampleOffice.ts';
import type { Office } from '#office/office.ts';
import { auditHead, compareHead } from '#store/auditChain.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openWithRecoveryCode, readHeads } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import type { DriverLine } from './acknowledgement.ts';
import { type BaseRows, baseRows } from './baseRows.ts';
import type { ReferenceStep } from './demoReference.ts';
import { done } from './done.ts';
import { lastFacts, lostFacts } from './lostFacts.ts';
import { openBases } from './openBases.ts';
import { rowFaults } from './rowFaults.ts';
import { createSteadyOffice } from './steadyOffice.ts';

/** Where the kill fell, in words for the table of a long run. */
export function fellIn(lines: readonly DriverLine[]): string {
  const last = lines.at(-1);
  if (last?.kind === 'asked') return last.command;
  if (last?.kind === 'answered') return '（两个命令之间）';
  return last?.kind === 'finished' ? '（全部完成之后）' : '（第一个命令之前）';
}

/**
 * Opens a directory again after the kill and looks for everything that may be wrong with it: lost, halved, or not able to
 * go on. `directory` is changed; `copy` is where its bytes are looked at as the kill left them.
 */
export async function survivedKill(
  directory: string,
  copy: string,
  lines: readonly DriverLine[],
  reference: readonly ReferenceStep[],
): Promise<readonly string[]> {
  const answered = lines.filter((line) => line.kind === 'answered').length;
  cpSync(directory, copy, { recursive: true });
  const office = createSteadyOffice({ directory, print: neverPrints, sitting: 1 });
  try {
    const status = done(await office.client.officeStatus({}));
    const faults = [...strayAnswers(lines, reference)];
    if (status.state === 'empty') {
      if (answered > 0) faults.push('the office was founded and is gone');
      const { office: name, people } = readSampleOffice();
      const staff = people.map((person) => ({ ...person, password: samplePasswords[person.id] ?? '' }));
      done(await office.client.foundOffice({ ...name, people: staff }));
      return [...faults, ...(await goesOn(office, 0))];
    }
    faults.push(...(await stateFaults(copy, answered, reference)));
    faults.push(...(await contractFaults(office, lines, reference.slice(0, answered + 1))));
    const received = done(await office.client.listManuscripts({})).length;
    faults.push(...(await goesOn(office, received)));
    office.close();
    return [...faults, ...(await restFaults(directory, lines))];
  } finally {
    office.close();
  }
}

async function neverPrints(): Promise<Uint8Array> {
  throw new Error('nothing is printed after the kill');
}

/** The runs are the same up to the kill: else comparing their states would prove nothing. */
function strayAnswers(lines: readonly DriverLine[], reference: readonly ReferenceStep[]): readonly string[] {
  const steady = (line: DriverLine) =>
    JSON.stringify(line, (key, value) => (key === 'code' ? '' : isManifest(value) ? '' : value));
  return lines.flatMap((line) => {
    if (line.kind !== 'asked' && line.kind !== 'answered') return [];
    const expected = reference[line.index]?.[line.kind];
    return expected && steady(line) === steady(expected) ? [] : [`not the reference run: ${steady(line)}`];
  });
}

function isManifest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && String(value.id).endsWith(' manifest.json');
}

/** Both bases hold what they held after the last answered command, or what the one under way would have left. */
async function stateFaults(
  copy: string,
  answered: number,
  reference: readonly ReferenceStep[],
): Promise<readonly string[]> {
  const bases = await openBases(copy);
  try {
    const faults = [...rowFaults(bases)];
    const before = reference[answered - 1];
    const after = reference[answered] ?? before;
    const content = baseRows(bases.content);
    const register = baseRows(bases.register);
    const isOne = (rows: BaseRows, step: ReferenceStep | undefined, base: 'content' | 'register') =>
      step !== undefined && JSON.stringify(rows) === JSON.stringify(step[base]);
    for (const [base, rows] of [['content', content] as const, ['register', register] as const]) {
      if (isOne(rows, before, base) || isOne(rows, after, base)) continue;
      const differing = Object.keys(rows).filter((table) => rows[table] !== (before ?? after)?.[base][table]);
      faults.push(`${base} is in no state of the reference run; differing: ${differing.join(', ')}`);
    }
    const mirrored = auditHead(bases.register, contentAuditMirror).sequence;
    if (mirrored > auditHead(bases.content, contentAudit).sequence) faults.push('the mirror is ahead of its chain');
    const kept = readHeads(dataFiles(copy).keyring);
    for (const [head, base, chain] of [
      [kept.register, bases.register, registerAudit] as const,
      [kept.content, bases.content, contentAudit] as const,
    ]) {
      if (head && !['same', 'ahead'].includes(compareHead(base, chain, head))) {
        faults.push(`the kept head of ${chain.name} is not in its chain`);
      }
    }
    return faults;
  } finally {
    bases.close();
  }
}

/** What the office itself says to each of its people. */
async function contractFaults(
  { client }: Office,
  lines: readonly DriverLine[],
  reference: readonly ReferenceStep[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [personId, password] of Object.entries(samplePasswords).toReversed()) {
    const { alerts } = done(await client.signIn({ personId, password }));
    faults.push(...alerts);
    const audit = await client.verifyAudit({});
    if (audit.ok) {
      for (const [name, { broken, keptHead }] of Object.entries(audit.value)) {
        if (broken !== undefined || ['behind', 'different'].includes(keptHead))
          faults.push(`${name} audit: ${keptHead}`);
      }
    }
  }
  // The last to sign in was the editor, who may read everything.
  const acknowledged = lastFacts(lines);
  faults.push(...(await lostFacts(client, acknowledged, lastFacts(reference.map(({ answered }) => answered)))));
  for (const { faults: found } of done(await client.verifyArchive({}))) {
    faults.push(...found.map(({ file, message }) => `${file}: ${message}`));
  }
  return faults;
}

/** The job can go on: one more manuscript comes in and gets the next number. */
async function goesOn({ client }: Office, received: number): Promise<readonly string[]> {
  done(await client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' }));
  const bytes = new TextEncoder().encode('云溪市总工会增设夜间服务点\n入冬以来，云溪市总工会增设夜间服务点6处。\n');
  const { manuscript } = done(await client.receiveManuscript({ fileName: '夜间服务点.txt', bytes }));
  const expected = `2026-${String(received + 1).padStart(4, '0')}`;
  return manuscript.number === expected ? [] : [`the next manuscript is ${manuscript.number}, not ${expected}`];
}

/** At rest again: the mirror has caught up row by row, and the code that was printed still opens the bases. */
async function restFaults(directory: string, lines: readonly DriverLine[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const bases = await openBases(directory);
  try {
    faults.push(...rowFaults(bases));
    const rows = (base: 'content' | 'register', table: string) =>
      JSON.stringify(bases[base].prepare(`SELECT * FROM ${table} ORDER BY sequence`).all());
    if (rows('content', contentAudit.table) !== rows('register', contentAuditMirror.table)) {
      faults.push('the mirror has not caught up');
    }
  } finally {
    bases.close();
  }
  const code = lastFacts(lines).get('recoveryCode office');
  if (code?.kind === 'recoveryCode') await openWithRecoveryCode(dataFiles(directory).keyring, code.code);
  return faults;
}
