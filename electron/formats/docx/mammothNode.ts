/** The nodes of mammoth's document that a prepared body can give, with the members read here. */
export interface MammothNode {
  readonly type: string;
  readonly children?: readonly MammothNode[];
  readonly styleId?: string | null;
  /** Of text. */
  readonly value?: string;
  /** Of an image: the key of the picture. */
  readonly altText?: string | null;
  /** Of a table's row. */
  readonly isHeader?: boolean;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}
