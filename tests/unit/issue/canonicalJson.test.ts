import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';

test('members are sorted and nothing stands between them', () => {
  expect(canonicalJson({ b: 1, a: ['期', null, true], c: undefined })).toBe('{"a":["期",null,true],"b":1}');
});

test('a number JSON cannot carry is refused', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
});

test('any JSON value reads back equal and has one canonical form whatever the order of its members', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false } as never), (value) => {
      const canonical = canonicalJson(value as Json);
      expect(canonicalJson(JSON.parse(canonical) as Json)).toBe(canonical);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
