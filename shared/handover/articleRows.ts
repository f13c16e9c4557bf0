import { z } from 'zod';
import { IssueRows } from './issueRows.ts';

/** The part of a package that holds everything a base has of single articles, and what the files beside it are. */
export const articleRowsName = 'articles.json';

/** At most so many articles in one package. */
export const articlesAtOnce = 200;

export const ArticleRows = IssueRows.pick({ tables: true, images: true, scans: true }).extend({
  format: z.literal('neikan-article-rows'),
  version: z.literal(1),
});
export type ArticleRows = z.infer<typeof ArticleRows>;
