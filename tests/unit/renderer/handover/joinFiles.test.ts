import { expect, test } from 'vitest';
import { packagesNamed } from '../../../../renderer/screens/handover/joinFiles.ts';

const file = (name: string) => ({ name, path: `/medium/${name}`, kind: 'file' as const, bytes: 10 });

test('the packages for a machine are found by the names of their files, the newest first, each with all of its volumes', () => {
  const entries = [
    file('交接-审核机-2026-03-02-0a1b2c3d.nkh'),
    file('交接-审核机-2026-03-05-aaaaaaaa-1.nkh'),
    file('交接-审核机-2026-03-05-aaaaaaaa-2.nkh'),
    file('交接-签发机-2026-03-06-bbbbbbbb.nkh'),
    file('名片-编辑机.nkcard'),
    { ...file('交接-审核机-2026-03-07-cccccccc.nkh'), kind: 'folder' as const },
  ];
  expect(packagesNamed(entries, '审核机')).toEqual([
    {
      name: '交接-审核机-2026-03-05-aaaaaaaa',
      files: ['/medium/交接-审核机-2026-03-05-aaaaaaaa-1.nkh', '/medium/交接-审核机-2026-03-05-aaaaaaaa-2.nkh'],
    },
    { name: '交接-审核机-2026-03-02-0a1b2c3d', files: ['/medium/交接-审核机-2026-03-02-0a1b2c3d.nkh'] },
  ]);
  expect(packagesNamed([file('交接-审_核-2026-03-02-0a1b2c3d.nkh')], '审:核')).toHaveLength(1);
});
