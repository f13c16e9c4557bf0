import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packMessage, unpackMessage } from '#hosts/chromium/bridgeMessage.ts';

test('any value of the contract comes out as it went in', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 20 }),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('any'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      expect(unpackMessage(packMessage(one))).toEqual(one);
    }),
    { numRuns: 1000 },
  );
});

test('undefined stays, a Buffer comes as its bytes', () => {
  expect(unpackMessage(packMessage(undefined))).toBeUndefined();
  const bytes = unpackMessage(packMessage({ pdf: Buffer.from('渡口') })) as { readonly pdf: Uint8Array };
  expect(bytes.pdf).toEqual(new Uint8Array(Buffer.from('渡口')));
  expect(packMessage({ pdf: Buffer.from('渡口') }).json).toBe('{"pdf":{"\\u0000bytes":0}}');
});

test('both run on their own, as they do in the page', () => {
  const there = runInNewContext(`(${unpackMessage})((${packMessage})({ title: ['渡口'], count: 3 }))`) as unknown;
  expect(JSON.stringify(there)).toBe('{"title":["渡口"],"count":3}');
});
