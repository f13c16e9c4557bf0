import { parseArgs } from 'node:util';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { withSignedInOffice } from './signedInOffice.ts';

const usage = '用法：search 检索词 --data 数据目录 [--order newest|relevance]';
const orders = ['newest', 'relevance'] as const;

/**
 * `search QUERY --data DIR`: the signed issues of a data directory, newest first or by relevance; a line a hit, the words
 * found in 【】. Asks for name and password.
 */
export async function searchCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { text, data, order } = readArguments(args);
  await withSignedInOffice(
    data,
    warn,
    async (client) => {
      const { hits, total, hasMore } = answered(await client.searchIssues({ text, order }));
      for (const { numberText, titleParts, snippet, unit, isVoid } of hits) {
        const state = isVoid ? '（已作废）' : '';
        print(`${numberText}${state}　${marked(titleParts)}${unit ? `　${unit}` : ''}`);
        print(`    ${marked(snippet)}`);
      }
      print(hasMore ? `共${total}处以上` : `共${total}处`);
    },
    ask,
  );
}

function readArguments(args: readonly string[]): { text: string; data: string; order: (typeof orders)[number] } {
  try {
    const options = { data: { type: 'string' }, order: { type: 'string', default: 'newest' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const order = orders.find((name) => name === values.order);
    const text = positionals.join(' ');
    if (text !== '' && values.data !== undefined && order) return { text, data: values.data, order };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new CommandFailure(2, usage);
}

function marked(parts: readonly { readonly text: string; readonly hit: boolean }[]): string {
  return parts
    .map(({ text, hit }) => (hit ? `【${text}】` : text))
    .join('')
    .replace(/\s*\n\s*/g, ' ');
}
