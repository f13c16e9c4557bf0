/** Where something stands in an issue, as data; articles and their blocks count from 0. */
export type PartPlace =
  | { readonly part: 'article'; readonly article: number; readonly block?: number | undefined }
  /** publication: in the look that it gives to its issues. */
  | { readonly part: 'head' | 'foot' | 'publication' };

/** Something that no page can show: a Chinese sentence that begins with the place, and the place. */
export interface PartFault {
  readonly message: string;
  readonly at: PartPlace;
}
