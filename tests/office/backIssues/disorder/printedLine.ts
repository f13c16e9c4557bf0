/** One line or paragraph as a file has it; what it is a reader has to find out. */
export interface PrintedLine {
  readonly text: string;
  readonly align?: 'center' | 'right';
  readonly isIndented?: boolean;
  /** Carries on the paragraph above, which was broken by hand. */
  readonly isBroken?: boolean;
  /** Set large, where a file has sizes. */
  readonly isLarge?: boolean;
  /** Blank lines above it. */
  readonly above?: number;
  /** Stands in a table or in a text box, row by row. */
  readonly frame?: { readonly kind: 'table' | 'box'; readonly rows: readonly (readonly string[])[] };
}
