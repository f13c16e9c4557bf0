import { isBackIssueId } from '#shared/issue/backIssueId.ts';
import { queryNoteText } from '#shared/search/queryNoteText.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';

export const searchUsage = `用法：npm run neikan -- search 检索词 --data 数据目录 [--order newest|relevance]
  检索已签发的刊期和以往刊期，新的在前（newest）或最相关的在前（relevance）。询问登录名和口令。`;
const orders = ['newest', 'relevance'] as const;

/**
 * `search QUERY --data DIR`: the signed issues of a data directory, newest first or by relevance; a line a hit, the words
 * found in 【】; what of the query was not read as it was meant, beside. Asks for name and password.
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
      const { hits, total, hasMore, notes } = answered(await client.searchIssues({ text, order }));
      const archive = hits.length > 0 ? answered(await client.listArchive({})) : [];
      const past = hits.some(({ issueId }) => isBackIssueId(issueId)) ? answered(await client.listBackIssues({})) : [];
      const publicationOf = new Map([
        ...archive.map(({ issueId, publicationName }) => [issueId, publicationName] as const),
        ...past.map(({ id, publicationName }) => [id, publicationName] as const),
      ]);
      for (const { issueId, numberText, titleParts, snippet, unit, isVoid } of hits) {
        const state = isVoid ? '（已作废）' : '';
        const issue = `${publicationOf.get(issueId) ?? ''}${numberText}${state}`;
        print(`${issue}　${marked(titleParts)}${unit ? `　${unit}` : ''}`);
        // A snippet often ends in the number of the next heading.
        print(`    ${marked(snippet).replace(/\s[一二三四五六七八九十]+、$/, '')}`);
      }
      for (const note of notes) warn(`没有读懂，其余照常查找：${queryNoteText(text, note)}`);
      print(hasMore ? `共${total}处以上` : `共${total}处`);
    },
    ask,
  );
}

function readArguments(args: readonly string[]): { text: string; data: string; order: (typeof orders)[number] } {
  const options = { data: { type: 'string' }, order: { type: 'string', default: 'newest' } } as const;
  const { positionals, values } = readOptions(args, options, searchUsage);
  const order = orders.find((name) => name === values.order);
  const text = positionals.join(' ').trim();
  if (text === '') throw new CommandFailure(2, `没有检索词。\n${searchUsage}`);
  if (values.data === undefined) throw new CommandFailure(2, `没有用 --data 指明数据目录。\n${searchUsage}`);
  if (!order) throw new CommandFailure(2, `“--order”只能是${orders.join('或')}。\n${searchUsage}`);
  return { text, data: commandPath(values.data), order };
}

function marked(parts: readonly { readonly text: string; readonly hit: boolean }[]): string {
  return parts
    .map(({ text, hit }) => (hit ? `【${text}】` : text))
    .join('')
    .replace(/\s*\n\s*/g, ' ');
}
