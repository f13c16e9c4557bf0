import { join } from 'node:path';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import { absenceWords } from '#shared/volume/boundIssue.ts';
import { VolumeSpan } from '#shared/volume/volumeSpan.ts';
import { answered } from './answered.ts';
import { askCredentials, type Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fillFree, requireFree } from './freeFolder.ts';
import { onInterrupt } from './interruption.ts';
import { publicationNamed } from './publicationNamed.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { ticketNumbered } from './ticketNumbered.ts';
import { writeOutput } from './writeOutput.ts';

export const volumeUsage = `用法：npm run neikan -- volume 刊名 年度 --data 数据目录 --out 文件夹 [--half 1|2] [--issues 1-12] [--ticket 输出票编号]
  把已归档的各期装订成合订本，存为PDF和OFD；先说明收入哪几期、哪几期不收入。不写half和issues就是全年。
  刊物要输出票的，用ticket写明已批准的票。询问登录名和口令。`;

type Print = (line: string) => void;

/** `volume NAME YEAR`: the yearly volume without a window; its files in a new folder, all or none. Throws a CommandFailure. */
export async function volumeCommand(
  args: readonly string[],
  print: Print,
  warn: Print,
  ask: () => Promise<Credentials> = () => askCredentials(),
): Promise<void> {
  const { name, span, data, out, ticket } = readArguments(args);
  requireFree(out);
  await withSignedInOffice(
    data,
    warn,
    async (client) => {
      const wanted = { publicationId: await publicationNamed(client, name), span };
      const { issues, absent, marking } = answered(await client.planVolume(wanted));
      for (const { numberText, date, articles, mark } of issues) {
        print(`${numberText}　${date}　${articles}篇${mark ? `　${mark}` : ''}`);
      }
      for (const { numberText, absence } of absent) print(`${numberText}　不收入：${absenceWords[absence]}`);
      if (marking.length > 0) print(`本册标识：${marking.join('、')}`);
      const forget = onInterrupt(async () => {
        await client.stopVolume({});
      });
      try {
        await make(client, wanted, { out, ticket }, print);
      } finally {
        forget();
      }
    },
    ask,
  );
}

async function make(
  client: OfficeClient,
  wanted: WantedVolume,
  { out, ticket }: { readonly out: string; readonly ticket: string | undefined },
  print: Print,
): Promise<void> {
  const ticketId = ticket === undefined ? undefined : await ticketNumbered(client, ticket);
  const made = answered(await client.exportVolume({ ...wanted, ...(ticketId === undefined ? {} : { ticketId }) }));
  if (made.kind === 'stopped') return;
  await fillFree(out, (folder) => {
    for (const { name, bytes } of made.files) writeOutput(join(folder, name), bytes);
  });
  for (const { name, bytes } of made.files) print(`${name}：${bytes.length}字节`);
  print(`${made.name}，${made.pages}页，在 ${out}`);
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    out: { type: 'string' },
    half: { type: 'string' },
    issues: { type: 'string' },
    ticket: { type: 'string' },
  } as const;
  const { positionals, values } = readOptions(args, options, volumeUsage);
  const [name, year, ...more] = positionals;
  const span = readSpan(year, values.half, values.issues);
  if (name === undefined || more.length > 0 || values.data === undefined || values.out === undefined || !span) {
    throw new CommandFailure(2, volumeUsage);
  }
  return { name, span, data: commandPath(values.data), out: commandPath(values.out), ticket: values.ticket };
}

/** Undefined where the words name no span. */
function readSpan(year: string | undefined, half: string | undefined, issues: string | undefined) {
  if (!/^\d{4}$/.test(year ?? '') || (half !== undefined && issues !== undefined)) return undefined;
  const [, first, last] = /^(\d{1,5})(?:[-—](\d{1,5}))?$/.exec(issues ?? '') ?? [];
  const wanted =
    half !== undefined
      ? { kind: 'half', year: Number(year), half: Number(half) }
      : issues !== undefined
        ? { kind: 'issues', year: Number(year), first: Number(first), last: Number(last ?? first) }
        : { kind: 'year', year: Number(year) };
  return VolumeSpan.safeParse(wanted).data;
}
