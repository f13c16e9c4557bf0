import { createContext } from 'react';
import type { IssueImage } from '#shared/issue/issueDocument.ts';

/** The pictures of the article that is open, those that were put in since among them. */
export const ImageSource = createContext<ReadonlyMap<string, IssueImage>>(new Map());
