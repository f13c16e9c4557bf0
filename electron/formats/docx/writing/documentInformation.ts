import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';

/** A draft without a date of its own carries this one, so that it too has the same bytes each time. */
const dateOfUndated = '2000-01-01';

/** docProps/core.xml: name, year and number, organ, column and date of the issue; nobody's name and no time of writing. */
export function documentInformation({ publication, column, number, date }: IssueDocument): string {
  const title = number ? `${publication.name} ${issueNumberText(number)}` : publication.name;
  const moment = `${date ?? dateOfUndated}T00:00:00Z`;
  const text = (name: string, content: string | undefined) =>
    content ? `<${name}>${escapeHtml(content)}</${name}>` : '';
  const time = (name: string) => `<${name} xsi:type="dcterms:W3CDTF">${moment}</${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${text('dc:title', title)}${text('dc:subject', column)}${text('dc:creator', publication.organ)}${text('dc:language', 'zh-CN')}${time('dcterms:created')}${time('dcterms:modified')}</cp:coreProperties>`;
}
