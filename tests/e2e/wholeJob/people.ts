/** The three people of the office that is founded by hand, in the order of the rows of the first run. */
export const people = {
  editor: { id: 'heqing', name: '何清', password: '渡口的灯亮到天明' },
  reviewer: { id: 'yanmu', name: '严木', password: '桥头的树又高三尺' },
  signer: { id: 'baiyu', name: '白屿', password: '雨后山色一洗如新' },
} as const;
export type PersonRole = keyof typeof people;

/** Everything the people type as a password: none of it may be found anywhere afterwards. */
export const passwords = Object.values(people).map(({ password }) => password);
