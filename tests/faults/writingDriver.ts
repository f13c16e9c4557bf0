// The office that is killed while an article is written in it, replaced in, named, handed over and taken back. Arguments:
// data directory, article, seed. A line on standard output before and after each command.
import { writeSync } from 'node:fs';
import { done } from './done.ts';
import { seededRandom } from './seededRandom.ts';
import { baseOf, openWritingOffice, type WritingAction, type WritingLine, writer, writtenContent } from './writing.ts';

const [directory, id, seed] = process.argv.slice(2);
if (directory === undefined || id === undefined) throw new Error('usage: writingDriver DIRECTORY ARTICLE SEED');

/** Written by the system before this returns: a line that was read was true before the kill. */
function say(line: WritingLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const random = seededRandom(Number(seed));
const { client } = openWritingOffice(directory);
done(await client.signIn({ personId: writer.id, password: writer.password }));
let { summary } = done(await client.readArticle({ id }));
let text = '灯亮了。';
say({ kind: 'ready' });
for (let count = 1; ; count += 1) {
  const drawn = random();
  const action: WritingAction = drawn < 0.7 ? 'save' : drawn < 0.8 ? 'replace' : drawn < 0.9 ? 'name' : 'finalize';
  if (action === 'save') text += `${count % 7 === 0 ? '\n' : ''}第${count}盏在渡口。`;
  if (action === 'replace')
    text = text.replaceAll(...((count % 2 === 0 ? ['渡口', '渡头'] : ['渡头', '渡口']) as [string, string]));
  const content = writtenContent(text);
  say({ kind: 'asked', action, text });
  if (action === 'finalize') {
    summary = done(await client.saveArticle({ ...baseOf(summary), content, images: {} }));
    summary = done(await client.finalizeArticle({ id, baseVersion: summary.version }));
    say({ kind: 'answered', action, text, version: summary.version, state: summary.state });
    say({ kind: 'asked', action: 'reopen', text });
    summary = done(await client.reopenArticle({ id }));
    say({ kind: 'answered', action: 'reopen', text, version: summary.version, state: summary.state });
    continue;
  }
  const name = action === 'name' ? { name: `第${count}次` } : {};
  summary = done(await client.saveArticle({ ...baseOf(summary), content, images: {}, ...name }));
  say({ kind: 'answered', action, text, version: summary.version, state: summary.state });
}
