import { expect, test } from 'vitest';
import { Preferences } from '#shared/contract/deskCommands.ts';
import { initialPreferences } from '../../../renderer/app/initialPreferences.ts';

test('the window begins with the defaults of the contract', () => {
  expect(initialPreferences).toEqual(Preferences.parse({}));
});
