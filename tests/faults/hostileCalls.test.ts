import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { errorCodes } from '#shared/contract/errorCode.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { foundedOffice, publicationOf, signIn, strictStaff, value } from '../office/office/foundedOffice.ts';
import { issuesInEveryState, type Stand, stands } from '../office/office/issuesInEveryState.ts';
import { contentCommitsOf, openBases, rowsOf } from '../office/office/openBases.ts';
import { createHostileCalls, type HostileCall, type KnownThings } from './hostileCalls.ts';
import { seededRandom } from './seededRandom.ts';

/** 20,000 and more on demand; each is checked by itself for what it left behind. */
const runs = Number(process.env.NEIKAN_RUNS ?? 2_000);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);

test('a renderer that lies is refused with a closed code whatever it sends, and no row changes', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const counts = Object.fromEntries(stands.map((stand) => [stand, 1])) as Record<Stand, number>;
  const issues = await issuesInEveryState(office, counts);
  await signIn(office, 'lubian');
  const publication = await publicationOf(office);
  const bytes = new TextEncoder().encode('村口服务点\n　　今年以来，把服务做到村口。\n（澜溪县办公室）\n');
  const received = value(await office.client.receiveManuscript({ fileName: '来稿.txt', bytes }));
  const known: KnownThings = {
    issues,
    manuscripts: [received.manuscript.id],
    people: strictStaff.map(({ id }) => id),
    publications: [publication.id],
  };
  const bases = await openBases(directory, 'lubian');
  const log = () => readFileSync(dataFiles(directory).log, { encoding: 'utf8', flag: 'a+' });
  /** All that is kept but the audit, which only grows: its rows are looked at one by one. */
  const state = () => {
    const { audit: _grows, ...register } = rowsOf(bases.register);
    const keyring = readFileSync(dataFiles(directory).keyring, 'utf8');
    return { register, content: rowsOf(bases.content), log: log(), keyring };
  };
  const lastAudit = () => Number(bases.register.prepare('SELECT max(sequence) FROM audit').pluck().get());
  const actionsAfter = (sequence: number) =>
    bases.register.prepare('SELECT action FROM audit WHERE sequence > ?').pluck().all(sequence);
  const random = seededRandom(seed);
  const tally: Record<string, number> = {};
  const callers = [undefined, ...strictStaff];
  for (const [index, person] of callers.entries()) {
    if (person) await signIn(office, person.id);
    else value(await office.client.signOut({}));
    const next = createHostileCalls(random, { roles: person?.roles ?? [], isSignedIn: person !== undefined }, known);
    const before = state();
    const commits = contentCommitsOf(bases.content);
    const recorded = lastAudit();
    const share = Math.ceil(runs / callers.length);
    for (let done = 0; done < share; done += 1) {
      const call = next();
      // What the schema happens to take is a lawful call and no business of this test.
      if (call.kind === 'malformed' && isLawful(call)) continue;
      const what = `seed ${seed}, caller ${index}, call ${done}: ${call.kind} ${shownName(call.name)}`;
      const answer = await office.call(call.sender, call.name, call.input);
      expect(answer.ok ? 'ok' : answer.code, what).not.toMatch(/^(ok|failed)$/);
      if (!answer.ok) {
        expect(errorCodes, what).toContain(answer.code);
        expect(expectedCodes(call, person !== undefined), what).toContain(answer.code);
        tally[`${call.kind} ${answer.code}`] = (tally[`${call.kind} ${answer.code}`] ?? 0) + 1;
      }
      if (contentCommitsOf(bases.content) !== commits) throw new Error(`${what} left something behind`);
    }
    // Who was refused for who he is stands in the audit, and nothing else is there that was not before.
    expect(state()).toEqual(before);
    expect(
      actionsAfter(recorded).filter((action) => action !== 'refusedByRole'),
      `seed ${seed}, caller ${index}`,
    ).toEqual([]);
  }
  expect(uncaught).toEqual([]);
  expect({}).not.toHaveProperty('roles');
  await signIn(office, 'lubian');
  expect(value(await office.client.listIssues({}))).toHaveLength(stands.length);
  console.info(`hostile calls, seed ${seed}: ${JSON.stringify(tally)}`);
});

/** Not every hostile name can be made a string of. */
function shownName(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 40) : typeof name;
}

function isLawful({ name, input }: HostileCall): boolean {
  try {
    return contract[name as keyof typeof contract].input.safeParse(input).success;
  } catch {
    return false;
  }
}

function expectedCodes({ kind }: HostileCall, isSignedIn: boolean): readonly string[] {
  switch (kind) {
    case 'stranger':
      return ['strangeSender'];
    case 'unknown':
      return ['unknownCommand'];
    case 'malformed':
      return ['malformed'];
    case 'forbidden':
      return [isSignedIn ? 'forbidden' : 'notSignedIn'];
    case 'anotherThing':
      // Some look at the file that comes with the lie before they look for the thing.
      return ['notFound', 'illegalState', 'conflict', 'incomplete', 'unreadableFile'];
    case 'wrongState':
      return ['conflict', 'illegalState', 'reasonMissing', 'alreadyOpened', 'samePerson', 'forbidden', 'malformed'];
  }
}
