/** So many things at most are looked for by name at once: the signed file beside exported rows holds them, and stays small. */
export const mostNamed = 10_000;
