import { expect, test } from 'vitest';
import { articleContent, foundedOffice, issueOf, passwordOf, signIn, value } from './foundedOffice.ts';

const paragraphs = [
  '松岭镇把食堂办到村口，老人每天中午来吃一顿热饭，村里的青年轮流送餐上门，一年没有断过一天，家里人在外打工也放了心。',
  '镇上又把闲置的校舍修好，楼下做饭，楼上读书，晚上请农技站的人来讲课，春耕以前讲了十二场，来听的有六百多人次。',
  '今年还要把食堂和书屋连起来，由村里的老教师值守，逢集的日子开到晚上九点，赶集的人也能进来坐一坐，喝一口热水。',
];
const other = [
  '柳树湾乡清理河道三十里，挖出淤泥两万方，又在两岸种上垂柳和芦竹，乡里每个星期派人沿河走一遍，见到垃圾当场捡走。',
  '入夏以来雨水多，乡里给沿河的十一个村各配了一台抽水机，专人看管，随叫随到，低洼的田块没有一块被水淹过夜的。',
];

function textFile(title: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${title}\n${lines.map((line) => `　　${line}`).join('\n')}\n（松岭镇党委）\n`);
}

test('what was printed or received before is told with its place; what an article was made of is not', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const receive = async (title: string, lines: readonly string[]) =>
    value(await client.receiveManuscript({ fileName: `${title}.txt`, bytes: textFile(title, lines) })).manuscript;
  const findings = async (kind: 'manuscript' | 'article', id: string) =>
    value(await client.checkReuse({ subject: { kind, id } })).findings;

  const first = await receive('食堂办到村口', paragraphs);
  expect(await findings('manuscript', first.id)).toEqual([]);
  const { articleId = '' } = value(await client.decideManuscript({ id: first.id, decision: 'selected' }));
  expect(await findings('article', articleId)).toEqual([]);
  const { summary: article } = value(await client.readArticle({ id: articleId }));
  value(await client.finalizeArticle({ id: articleId, baseVersion: article.version }));
  const issue = await issueOf(office, [articleId]);
  const { id } = issue.summary;
  const reuse = async (issueId: string) =>
    value(await client.preflightIssue({ id: issueId })).filter(({ rule }) => rule === 'reuse');
  expect(await reuse(id)).toEqual([]);
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.openIssue({ id }));
  value(await client.passIssue({ id, contentHash: issue.contentHash, opinion: '同意' }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash: issue.contentHash, opinion: '签发' }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));

  await signIn(office, 'wenhe');
  // Printed since, and still the same article.
  expect(await findings('manuscript', first.id)).toEqual([]);
  expect(await findings('article', articleId)).toEqual([]);

  const again = await receive('村口的饭香', [other[0] ?? '', paragraphs[1] ?? '', paragraphs[2] ?? '']);
  const [printed, received, ...more] = await findings('manuscript', again.id);
  expect(more).toEqual([]);
  expect(printed).toMatchObject({
    source: { kind: 'passage', issueId: id, place: 1 },
    title: '食堂办到村口',
    where: expect.stringMatching(/^《澜溪信息》\d{4}年第5期/),
    paragraph: 2,
    isVoid: false,
  });
  expect(received).toMatchObject({ source: { kind: 'manuscript', id: first.id }, where: `来稿${first.number}` });
  expect(printed?.percent).toBeGreaterThanOrEqual(50);
  expect(printed?.percent).toBeLessThan(75);

  const { text, source, percent } = value(
    await client.compareReuse({
      subject: { kind: 'manuscript', id: again.id },
      source: { kind: 'passage', issueId: id, place: 1 },
    }),
  );
  expect(percent).toBe(printed?.percent);
  const marked = ({ parts }: typeof text) =>
    parts
      .filter(({ hit }) => hit)
      .map((part) => part.text)
      .join('');
  expect(marked(text)).toContain('楼下做饭，楼上读书');
  expect(marked(text)).not.toContain('清理河道');
  expect(marked(source)).toContain('逢集的日子开到晚上九点');
  expect(marked(source)).not.toContain('老人每天中午');
  expect(text.parts.map((part) => part.text).join('')).toContain(other[0]);

  const fresh = await receive('河道清理', other);
  expect((await findings('manuscript', fresh.id)).map(({ source: found }) => found)).toEqual([
    { kind: 'manuscript', id: again.id },
  ]);

  // At make-up of another article.
  const copied = value(
    await client.createArticle({ content: articleContent('饭香', paragraphs.slice(1).join('')), images: {} }),
  );
  value(await client.finalizeArticle({ id: copied.id, baseVersion: copied.version }));
  const second = await issueOf(office, [copied.id]);
  const told = await reuse(second.summary.id);
  expect(told).toMatchObject([{ level: 'ask', place: { part: 'article', articleId: copied.id } }]);
  expect(told[0]?.message).toMatch(/^“饭香”有\d+%的文字与.*“食堂办到村口”第2段起相同，另有\d处。$/);
});

test('a text of a few customary words is no reuse of another', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const receive = async (line: string) => {
    const bytes = textFile('简讯', [line]);
    return value(await client.receiveManuscript({ fileName: `${line.length}.txt`, bytes })).manuscript.id;
  };
  const short = '会议传达学习了有关文件精神并研究了贯彻意见。';
  const findings = async (id: string) =>
    value(await client.checkReuse({ subject: { kind: 'manuscript', id } })).findings.length;
  await receive(short);
  expect(await findings(await receive(short))).toBe(0);
  const longer = `${short}${paragraphs[0]}`;
  await receive(longer);
  expect(await findings(await receive(longer))).toBeGreaterThan(0);
});
