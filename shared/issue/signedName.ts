/** The name of whoever signed, as it is shown and printed everywhere: 王某（受李某委托）. */
export function signedName({
  person,
  onBehalfOf,
}: {
  readonly person: string;
  readonly onBehalfOf?: string | undefined;
}): string {
  return onBehalfOf === undefined ? person : `${person}（受${onBehalfOf}委托）`;
}

/** Such a name taken apart again. */
export function readSignedName(name: string): { readonly person: string; readonly onBehalfOf?: string } {
  const [, person, onBehalfOf] = /^([^（）]+)（受([^（）]+)委托）$/.exec(name) ?? [];
  return person === undefined || onBehalfOf === undefined ? { person: name } : { person, onBehalfOf };
}
