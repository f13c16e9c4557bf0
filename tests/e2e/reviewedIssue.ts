import { createOffice } from '#office/office.ts';
import { articleContent, foundedDirectory, issueOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';

const texts = [
  ['澜溪县开设村口服务点', '今年以来，澜溪县把便民服务做到村口，开设服务点四十二处，每周一、三、五上午办公。'],
  ['南坪镇整治沟渠保春灌', '南坪镇组织三百余人清理沟渠，春灌前全部通水，惠及农田一万二千亩。'],
] as const;

/** A data directory with an issue of two articles that waits for the reviewer; nobody has it open. */
export async function directoryWithSubmittedIssue(): Promise<{ readonly directory: string; readonly issueId: string }> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  try {
    await signIn(office, 'wenhe');
    const { client } = office;
    const articleIds: string[] = [];
    for (const [title, text] of texts) {
      const article = value(await client.createArticle({ content: articleContent(title, text), images: {} }));
      value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
      articleIds.push(article.id);
    }
    const { summary, contentHash } = await issueOf(office, articleIds);
    value(await client.submitIssue({ id: summary.id, contentHash, opinion: '请审核' }));
    return { directory, issueId: summary.id };
  } finally {
    office.close();
  }
}

/** The same, taken on until it waits for the signer, or until it is signed; its frozen pages are empty but for `print`. */
export async function directoryWithPassedIssue(
  upTo: 'passed' | 'released' = 'passed',
  print: (html: string) => Promise<Uint8Array> = printOnce,
): Promise<{ readonly directory: string; readonly issueId: string }> {
  const { directory, issueId: id } = await directoryWithSubmittedIssue();
  const office = createOffice({ print, directory });
  try {
    const { client } = office;
    await signIn(office, 'qiaoyi');
    const { contentHash } = value(await client.openIssue({ id }));
    value(await client.passIssue({ id, contentHash, opinion: '同意' }));
    if (upTo === 'passed') return { directory, issueId: id };
    await signIn(office, 'shenjun');
    const { issueHash } = value(await client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
    value(await client.releaseIssue({ id, issueHash, password: '秋风萧瑟洪波涌起' }));
    return { directory, issueId: id };
  } finally {
    office.close();
  }
}
