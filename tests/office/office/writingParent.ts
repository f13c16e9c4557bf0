// A program in which an editor has written in an article, started as `node writingParent.ts DIRECTORY NAME PASSWORD CONTENT`:
// to be killed by the test once it has said that the text is saved.
import { startOffice } from '#hosts/startOffice.ts';
import type { CommandInput, CommandName, CommandOutput } from '#shared/contract/contract.ts';
import { ArticleContent } from '#shared/issue/article.ts';

const [directory = '', personId = '', password = '', written = ''] = process.argv.slice(2);
const started = await startOffice(directory, { print: async () => new Uint8Array(), emit: () => {}, gone: () => {} });
if (!started.ok) throw new Error(started.message);
const { pid, call } = started.value;

async function done<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
  const answer = await call({ kind: 'inPlace' }, name, input);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value as CommandOutput<Name>;
}

const content = ArticleContent.parse(JSON.parse(written));
await done('signIn', { personId, password });
const { id, version, saves } = await done('createArticle', { content: { ...content, body: [] }, images: {} });
await done('saveArticle', { id, baseVersion: version, baseSaves: saves, content });
process.stdout.write(`${pid}\n`);
setInterval(() => {}, 1000);
