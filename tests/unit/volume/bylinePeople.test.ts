import { expect, test } from 'vitest';
import { bylinePeople } from '#shared/volume/bylinePeople.ts';

test.each([
  ['本刊记者　张三', ['张三']],
  ['作者：王　五、李四光', ['王五', '李四光']],
  ['记者 赵明 通讯员 钱亮亮', ['赵明', '钱亮亮']],
  ['（撰稿：孙小小；周到）', ['孙小小', '周到']],
  ['阿依古丽·买买提', ['阿依古丽·买买提']],
  ['本刊编辑部', []],
  ['柳溪镇水利站', []],
  ['县水利局　吴用', ['吴用']],
  ['张三、张三', ['张三']],
])('%s names its persons', (byline, people) => {
  expect(bylinePeople(byline)).toEqual(people);
});
