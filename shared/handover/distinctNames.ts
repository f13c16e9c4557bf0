interface Named {
  readonly id: string;
  readonly name: string;
}

/** How people are called in a sentence: by name, and by the login name as well where another of them has the same; an unknown one by the latter. */
export function distinctNames(people: Iterable<Named>): (id: string) => string {
  const names = new Map([...people].map(({ id, name }) => [id, name]));
  const held = new Map<string, number>();
  for (const name of names.values()) held.set(name, (held.get(name) ?? 0) + 1);
  return (id) => {
    const name = names.get(id);
    if (name === undefined) return `登录名是“${id}”的人`;
    return held.get(name) === 1 ? name : `${name}（登录名“${id}”）`;
  };
}
