export interface SignGroup {
  readonly name: string;
  readonly signs: readonly string[];
}

/** Signs that keyboards and input methods do not give readily, by what they are for. */
export const signGroups: readonly SignGroup[] = [
  { name: '括号和引号', signs: [...'〔〕【】《》〈〉「」『』“”‘’（）［］'] },
  {
    name: '标点',
    signs: ['……', '——', '·', '～', '、', '—', '※', '§', '★', '☆', '●', '○', '■', '□', '▲', '△', '◆', '◇'],
  },
  { name: '圆圈数字', signs: [...'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'] },
  { name: '括号数字', signs: [...'㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽'] },
  { name: '罗马数字', signs: [...'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ'] },
  { name: '单位和数学', signs: [...'℃‰％°′″×÷±＋－＝≠≈≤≥＜＞∶∞√№㎡㎥㎏㎎￥'] },
  { name: '箭头', signs: [...'→←↑↓⇒'] },
];
