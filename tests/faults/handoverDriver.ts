import { type Machine, machines, part, send } from '../office/handover/machines.ts';

/** Writes package after package into a folder until it is killed; each in volumes of a megabyte, each said to be ready. */
const [, , folder = ''] = process.argv;
const [editor, reviewer] = (await machines()) as [Machine, Machine, Machine, Machine];
process.stdout.write(`${JSON.stringify({ kind: 'ready', editor, reviewer })}\n`);
for (;;) {
  const { volumes } = await send(
    editor,
    [reviewer],
    { volumeBytes: 1 << 20, folderOf: () => folder },
    { parts: [part('large.bin', new Uint8Array(2_500_000).fill(1))] },
  );
  process.stdout.write(`${JSON.stringify({ kind: 'written', paths: volumes.map(({ path }) => path) })}\n`);
}
