import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { isLegSignedBy, legOf, signLeg, TravellingLeg, travellingLeg } from '#shared/handover/issueLeg.ts';

const digest = (sign: string) => sign.repeat(64);
const { publicKey, privateKey } = sm2.generateKeyPairHex();
const statement = {
  issue: 'issue-1',
  number: 2,
  kind: 'sent',
  previous: digest('a'),
  from: digest('1'),
  to: digest('2'),
  at: '2026-03-02T01:00:00.000Z',
} as const;

test('a leg is named by what its machine has signed, and travels as that', () => {
  const leg = signLeg(statement, { publicKey, privateKey });
  expect(leg).toMatchObject({ kind: 'sent', from: digest('1'), to: digest('2'), at: statement.at });
  expect(legOf(TravellingLeg.parse(JSON.parse(JSON.stringify(travellingLeg(leg)))))).toEqual(leg);
  const { signed } = leg;
  if (!signed) throw new Error('it is signed');
  expect(isLegSignedBy(signed, publicKey)).toBe(true);
  expect(isLegSignedBy(signed, sm2.generateKeyPairHex().publicKey)).toBe(false);
  for (const change of [
    { issue: 'issue-2' },
    { number: 3 },
    { kind: 'lost' as const },
    { previous: digest('b') },
    { from: digest('3') },
    { to: digest('3') },
    { at: '2026-03-02T01:00:01.000Z' },
  ]) {
    const other = { ...signed, ...change };
    expect(isLegSignedBy(other, publicKey), JSON.stringify(change)).toBe(false);
    expect(legOf(other).hash).not.toBe(leg.hash);
  }
});

test('a leg from before legs were signed keeps its name', () => {
  const { issue: _issue, number: _number, previous: _previous, ...rest } = statement;
  const leg = legOf(TravellingLeg.parse({ ...rest, hash: digest('c') }));
  expect(leg).toEqual({ ...rest, hash: digest('c'), signed: undefined });
  expect(travellingLeg(leg)).toEqual({ ...rest, hash: digest('c') });
});
