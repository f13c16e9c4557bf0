import { expect, test } from 'vitest';
import { LayoutManifest } from '#shared/layout/layoutManifest.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';

test('a manifest that was frozen before fonts of the machine were used reads as one of shipped fonts', () => {
  const { fonts: _fonts, mastheadKind: _kind, ...parameters } = defaultLayoutParameters;
  const font = { slot: 'body', name: 'Neikan Fang', version: '1.300', sm3: 'a'.repeat(64) };
  const substitutions = ['仿宋用随程序提供的Neikan Fang'];
  const read = LayoutManifest.parse({ format: 'neikan-layout', version: 1, parameters, fonts: [font], substitutions });
  expect(read.fonts).toEqual([{ ...font, origin: 'shipped' }]);
  expect(read.parameters).toEqual(defaultLayoutParameters);
});
