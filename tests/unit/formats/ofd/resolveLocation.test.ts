import { expect, test } from 'vitest';
import { folderOf, resolveLocation } from '#formats/ofd/resolveLocation.ts';

test.each([
  ['Doc_0', 'Pages/Page_0/Content.xml', 'Doc_0/Pages/Page_0/Content.xml'],
  ['Doc_0', '/Doc_0/Res/a.ttf', 'Doc_0/Res/a.ttf'],
  ['Doc_0/Pages', '../Res/./a.png', 'Doc_0/Res/a.png'],
  ['', ' OFD.xml ', 'OFD.xml'],
])('from %j the location %j is %s', (folder, location, path) => {
  expect(resolveLocation(folder, location)).toBe(path);
});

test.each(['', '../a.xml', '/../a.xml', 'http://a/b', 'file:///etc/a', 'C:\\a', '//host/a', 'data:,a'])(
  'the location %j leads out of the package',
  (location) => {
    expect(resolveLocation('', location)).toBeUndefined();
  },
);

test('the folder of a file at the root is the root', () => {
  expect(folderOf('OFD.xml')).toBe('');
  expect(folderOf('Doc_0/Document.xml')).toBe('Doc_0');
});
