import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { roles } from '#shared/workflow/issueWorkflow.ts';

const sample = new URL('../../../resources/sample/', import.meta.url);
const bulletin = (name: string) => parseBulletin(decodeText(readFileSync(new URL(name, sample)))).document;

const word = z.string().trim().min(1);
const SampleUnit = z.strictObject({
  name: word,
  signature: word,
  aliases: z.array(word),
  parentCommittee: word.optional(),
  get children() {
    return z.array(SampleUnit).optional();
  },
});
const SampleOffice = z.strictObject({
  office: z.strictObject({ name: word, staffing: z.literal('standard') }),
  people: z.array(z.strictObject({ id: word, name: word, roles: z.array(z.enum(roles)).min(1) })),
  units: z.array(SampleUnit),
  publications: z.array(
    z.strictObject({
      name: word,
      organ: word,
      columns: z.array(word),
      marking: z.array(word),
      reportTo: z.array(word),
      copyTo: z.array(word),
      sendTo: z.array(word),
      firstNumber: z.strictObject({ serial: z.int().min(1), running: z.int().min(1).optional() }),
      copies: z.int().min(1),
    }),
  ),
});

const office = SampleOffice.parse(JSON.parse(readFileSync(new URL('office.json', sample), 'utf8')));
const allUnits = flatten(office.units);

test('the people of the office are those who signed the first bulletin, each in the role signed in', () => {
  const roleOfStep = { responsibleEditor: 'editor', countersigner: undefined, reviewer: 'reviewer', signer: 'signer' };
  const signed = bulletin('first-issue.txt').signOff.map(({ step, person }) => [person, roleOfStep[step]]);
  expect(office.people.map(({ name, roles: [first] }) => [name, first])).toEqual(signed);
});

test('three people hold every role once, the auditor no other administration', () => {
  expect(office.people.flatMap((person) => person.roles).sort()).toEqual([...roles].sort());
  const auditor = office.people.find((person) => person.roles.includes('auditor'));
  expect(auditor?.roles).not.toContain('systemAdministrator');
  expect(auditor?.roles).not.toContain('securityAdministrator');
});

test('every source line of the first bulletin is the signature of one unit, and no name means two units', () => {
  const sources = bulletin('first-issue.txt').articles.map(({ source }) => source?.unit);
  expect(sources.map((unit) => allUnits.filter(({ signature }) => signature === unit).length)).toEqual([1, 1, 1, 1]);
  const names = allUnits.flatMap(({ name, signature, aliases }) => [...new Set([name, signature, ...aliases])]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('each publication of the office carries the words of its bulletin', () => {
  for (const [index, name] of ['first-issue.txt', 'second-issue.txt'].entries()) {
    const document = bulletin(name);
    const publication = office.publications[index];
    expect(publication).toMatchObject({
      name: document.publication.name,
      organ: document.publication.organ,
      columns: document.column ? [document.column] : [],
      marking: document.marking,
      copyTo: document.copyTo,
      sendTo: document.sendTo,
      firstNumber: {
        serial: document.number?.serial,
        ...(document.number?.running ? { running: document.number.running } : {}),
      },
    });
    if (document.copies) expect(publication?.copies).toBe(document.copies);
  }
});

test('who gets a report is kept with the publication, the committees of the source units with the units', () => {
  const [first, second] = office.publications;
  const document = bulletin('first-issue.txt');
  const committees = document.articles.map(
    ({ source }) => allUnits.find(({ signature }) => signature === source?.unit)?.parentCommittee,
  );
  const derived = `${committees.join('、')}分管领导`;
  expect(document.reportTo).toEqual([...(first?.reportTo ?? []), derived]);
  expect(second?.reportTo).toEqual(bulletin('second-issue.txt').reportTo);
});

function flatten(units: readonly z.infer<typeof SampleUnit>[]): readonly z.infer<typeof SampleUnit>[] {
  return units.flatMap((unit) => [unit, ...flatten(unit.children ?? [])]);
}
