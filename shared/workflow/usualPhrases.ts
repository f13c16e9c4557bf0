/** What opinions are written with until a person has an own list. */
export const usualPhrases: readonly string[] = [
  '同意。',
  '同意，请按程序印发。',
  '请核实数据。',
  '请按批注修改后再送。',
  '已阅。',
];
