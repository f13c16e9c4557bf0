import { expect, test } from 'vitest';
import { traceFindings } from './traceFindings.ts';

const cache =
  '7 connect(22<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No)';
const opens = (path: string, thread = 7) => `${thread} openat(AT_FDCWD</>, ""..., O_RDONLY|O_CLOEXEC) = 22<${path}>`;

test('a question to the cache of name services is a look-up, unless it was about the user', () => {
  expect(traceFindings([cache, opens('/etc/nsswitch.conf'), opens('/etc/passwd')].join('\n')).lookUps).toEqual([]);
  expect(traceFindings([cache, opens('/etc/hosts'), opens('/etc/passwd')].join('\n')).lookUps).toEqual([cache]);
  expect(traceFindings([cache, opens('/etc/passwd', 8)].join('\n')).lookUps).toEqual([cache]);
  const resumed = '7 <... openat resumed>) = 22</etc/group>';
  expect(traceFindings([cache, '7 openat(AT_FDCWD</>, ""..., O_RDONLY <unfinished ...>', resumed].join('\n'))).toEqual(
    expect.objectContaining({ lookUps: [], doubtful: [], calls: 1 }),
  );
});
