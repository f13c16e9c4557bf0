/** Blocks are kept from change to change, so comparing them one by one is enough. */
export function isSameText(
  one: { readonly body: readonly unknown[] },
  other: { readonly body: readonly unknown[] },
): boolean {
  const { body, ...head } = one;
  const { body: otherBody, ...otherHead } = other;
  return (
    JSON.stringify(head) === JSON.stringify(otherHead) &&
    body.length === otherBody.length &&
    body.every((block, index) => block === otherBody[index])
  );
}
