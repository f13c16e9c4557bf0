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

test('a ring counts unless it was refused, be the call interrupted or not', () => {
  const refused = '7 io_uring_setup(256, {flags=0, sq_thread_cpu=0}) = -1 ENOSYS (Function not implemented) (INJECTED)';
  const asked = '8 io_uring_setup(256, {flags=0x10000, sq_thread_idle=0 <unfinished ...>';
  const resumed = '8 <... io_uring_setup resumed>}) = -1 ENOSYS (Function not implemented) (INJECTED)';
  const given = '8 <... io_uring_setup resumed>, sq_off={head=0}}) = 5<anon_inode:[io_uring]>';
  const doubtfulOf = (...lines: readonly string[]) => traceFindings(lines.join('\n')).doubtful;
  expect(doubtfulOf(refused, asked, resumed)).toEqual([]);
  expect(doubtfulOf(asked, given)).toEqual([asked]);
  expect(doubtfulOf(asked)).toEqual([asked]);
});

test('bytes to an internet socket are a send; of a descriptor that the trace does not name it cannot tell', () => {
  const sent = '7 sendto(9<UDP:[127.0.0.1:5000->10.0.0.1:99]>, ""..., 8, 0, NULL, 0) = 8';
  const addressed = '7 sendto(9, ""..., 8, 0, {sa_family=AF_INET, sin_port=htons(99)}, 16 <unfinished ...>';
  const unnamed = '7 write(27, 0x7ffc0000, 8 <unfinished ...>';
  const { sends, doubtful } = traceFindings(
    [sent, addressed, unnamed, '7 write(1<pipe:[9]>, ""..., 8) = 8'].join('\n'),
  );
  expect(sends).toEqual([sent, addressed]);
  expect(doubtful).toEqual([unnamed]);
});
