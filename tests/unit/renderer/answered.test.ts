import { expect, test } from 'vitest';
import { answered } from '../../../renderer/app/answered.ts';

test('an answer comes through as it is', async () => {
  const refusal = { ok: false, code: 'conflict', message: '别处已有改动。' } as const;
  await expect(answered(async () => refusal)).resolves.toBe(refusal);
});

test('a call that fails, at once or later, is answered in words', async () => {
  const gone = { ok: false, code: 'officeGone', message: expect.stringContaining('没有应答') };
  await expect(answered(() => Promise.reject(new Error('the pipe is closed')))).resolves.toEqual(gone);
  const broken = () => {
    throw new Error('it cannot be sent');
  };
  await expect(answered(broken)).resolves.toEqual(gone);
});
