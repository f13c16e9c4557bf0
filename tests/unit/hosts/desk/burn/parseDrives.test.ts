import { expect, test } from 'vitest';
import { parseDrives, parseMedium, parseProgress } from '#hosts/desk/burn/parseDrives.ts';

test('drives are read from the list with their names, and other lines are not taken for one', () => {
  const output = `xorriso 1.5.4 : RockRidge filesystem manipulator, libburnia project.

Beginning to scan for devices ...
Full drive scan done
-----------------------------------------------------------------------------
0  -dev '/dev/sr0' rwrw-- :  'ASUS    ' 'DRW-24D5MT      '
1  -dev '/dev/sr1' rwrw-- :  '' ''
-----------------------------------------------------------------------------
`;
  expect(parseDrives(output)).toEqual([
    { device: '/dev/sr0', name: 'ASUS DRW-24D5MT（/dev/sr0）' },
    { device: '/dev/sr1', name: '/dev/sr1' },
  ]);
  expect(parseDrives('xorriso : SORRY : No drives found\n')).toEqual([]);
});

test('only a blank medium is one to write to', () => {
  expect(parseMedium('Media current: DVD-R\nMedia status : is blank\n')).toBe('blank');
  expect(parseMedium('Media status : is written , is appendable\n')).toBe('written');
  expect(parseMedium('Media status : is written , is closed\n')).toBe('written');
  expect(parseMedium('Media status : is not present\n')).toBe('none');
  expect(parseMedium('xorriso : FATAL : Cannot open\n')).toBe('none');
});

test('the last line of progress counts', () => {
  expect(parseProgress('xorriso : UPDATE : Writing:        612s    4.1%   fifo   9%  buf  50%\n')).toBe(4);
  expect(
    parseProgress('UPDATE : Writing:   612s    4.1%   fifo 9%\nUPDATE : Writing:  9000s   61.9%   fifo 0%  buf  50%'),
  ).toBe(61);
  expect(parseProgress('xorriso : UPDATE :       3 files added in 1 seconds')).toBeUndefined();
});
