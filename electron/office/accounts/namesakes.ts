interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Signatures are read by the name they bear: somebody else of the same name among people who work in the office. */
export function namesakeOf<Person extends Named>({ id, name }: Named, working: readonly Person[]): Person | undefined {
  return name === undefined ? undefined : working.find((one) => one.id !== id && one.name === name);
}

/** Two people at work who have one name, the later first; undefined where all of them are told apart. */
export function namesakes<Person extends Named>(
  working: readonly Person[],
): { readonly one: Person; readonly other: Person } | undefined {
  for (const [index, one] of working.entries()) {
    const other = namesakeOf(one, working.slice(0, index));
    if (other) return { one, other };
  }
  return undefined;
}
