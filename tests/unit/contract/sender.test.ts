import { expect, test } from 'vitest';
import { isOwnSender, windowOrigins } from '#shared/contract/sender.ts';

test.each(windowOrigins)('the main frame of the window at %s is taken', (origin) => {
  expect(isOwnSender({ kind: 'window', origin, isMainFrame: true })).toBe(true);
});

test('the same process is taken', () => {
  expect(isOwnSender({ kind: 'inPlace' })).toBe(true);
});

test.each(windowOrigins)('a sub-frame at %s is refused', (origin) => {
  expect(isOwnSender({ kind: 'window', origin, isMainFrame: false })).toBe(false);
});

test.each([
  '',
  'null',
  'file://',
  'about:blank',
  'data:text/html,',
  'app://',
  'app://neikan.invalid',
  'app://neikan/',
  'app://neikan:1',
  'APP://NEIKAN',
  'http://neikan.invalid',
  'https://neikan.invalid/',
  'https://neikan.invalid:443',
  'https://neikan.invalid.example',
  'https://sub.neikan.invalid',
  'https://neikan.invalid@example.invalid',
  'https://example.invalid',
  'devtools://devtools',
  'chrome-extension://neikan',
])('a main frame at “%s” is refused', (origin) => {
  expect(isOwnSender({ kind: 'window', origin, isMainFrame: true })).toBe(false);
});

test.each([
  [undefined],
  [null],
  ['inPlace'],
  [{}],
  [{ kind: 'window' }],
  [{ kind: 'window', origin: windowOrigins[0] }],
  [{ kind: 'window', isMainFrame: true }],
  [{ kind: 'window', origin: [...windowOrigins], isMainFrame: true }],
  [{ kind: 'worker', origin: windowOrigins[0], isMainFrame: true }],
  [{ kind: 'toString' }],
])('what is no sender at all is refused: %j', (claimed) => {
  expect(isOwnSender(claimed)).toBe(false);
});
