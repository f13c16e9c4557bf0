/** What stands before the names of a byline. */
const capacity = /^(?:(?:本刊|特约|首席)*(?:作者|记者|通讯员|评论员|撰稿人?|执笔人?|文)\s*[:：/／]?\s*|[□◎]\s*)+/;
const separators = /[、，,;；/／|\s　]+/u;
/** Bodies sign as well, and are no persons: 本刊编辑部, 县水利局, 柳溪镇水利站. */
const body = /(?:编辑部|课题组|调研组|办公室|委员会|中心|..[局厅站所处])$/;
/** Longer names are those of bodies, but for names in parts: 阿依古丽·买买提. */
const longestName = 4;

/** The persons a byline names: 本刊记者　张三　王　五 names 张三 and 王五. */
export function bylinePeople(byline: string): readonly string[] {
  const people: string[] = [];
  let half = '';
  for (const part of byline
    .replace(/^[（(]|[)）]$/g, '')
    .replace(capacity, '')
    .split(separators)) {
    const plain = part.replace(capacity, '');
    if (plain === '' || body.test(plain) || isTooLong(plain)) continue;
    // A name of two characters is set as wide as one of three: 王　五.
    if ([...plain].length === 1) {
      if (half === '') half = plain;
      else {
        people.push(half + plain);
        half = '';
      }
      continue;
    }
    people.push(plain);
  }
  return [...new Set(people)];
}

function isTooLong(name: string): boolean {
  return /^\p{Script=Han}+$/u.test(name) && [...name].length > longestName;
}
