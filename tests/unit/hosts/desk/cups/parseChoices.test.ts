import { expect, test } from 'vitest';
import { parseChoices } from '#hosts/desk/cups/parseChoices.ts';

test('keywords of a driver have their choices and the usual one', () => {
  const choices = parseChoices(
    [
      'PageSize/Media Size: A3 *A4 Letter Custom.WIDTHxHEIGHT',
      'InputSlot/纸张来源: *Auto Tray1 Tray2',
      'Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble',
      'Resolution/Output: Resolution: *600dpi',
      'Toner: On Off',
      '',
    ].join('\n'),
  );
  expect(choices.get('PageSize')).toEqual({ choices: ['A3', 'A4', 'Letter', 'Custom.WIDTHxHEIGHT'], usual: 'A4' });
  expect(choices.get('InputSlot')).toEqual({ choices: ['Auto', 'Tray1', 'Tray2'], usual: 'Auto' });
  expect(choices.get('Duplex')?.choices).toHaveLength(3);
  expect(choices.get('Toner')).toEqual({ choices: ['On', 'Off'], usual: undefined });
});

test('a queue without a driver has no choices', () => {
  expect(parseChoices('').size).toBe(0);
});
