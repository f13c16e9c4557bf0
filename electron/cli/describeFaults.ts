import type { z } from 'zod';

type Fault = z.core.$ZodIssue;

const shownAtMost = 5;

const kindNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  record: '一组内容',
  null: '空值',
};

/**
 * What keeps data from being an issue, a line a place: where in the document, and what is wrong with it in plain words.
 * At most five places, then how many more.
 */
export function describeFaults(faults: readonly Fault[]): string[] {
  const lines = faults.slice(0, shownAtMost).map((fault) => `${placeOf(fault.path)}：${describeFault(fault)}`);
  const more = faults.length - lines.length;
  return more > 0 ? [...lines, `另有${more}处`] : lines;
}

/** articles.0.title → articles 第1项 title: the names are those in the file, the numbers those of people. */
function placeOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `第${part + 1}项` : String(part)));
  return parts.length === 0 ? '全文' : parts.join(' ');
}

function describeFault(fault: Fault): string {
  switch (fault.code) {
    case 'invalid_type':
      return fault.input === undefined
        ? `缺少这一项，或不是${kindNames[fault.expected] ?? '要求的内容'}`
        : `应为${kindNames[fault.expected] ?? '另一种内容'}`;
    case 'too_small':
      return fault.origin === 'string' || fault.origin === 'array' ? '不能为空' : `不能小于${fault.minimum}`;
    case 'too_big':
      return fault.origin === 'string' || fault.origin === 'array' ? '太长' : `不能大于${fault.maximum}`;
    case 'invalid_format':
      return `写法不对${formatNames[fault.format] ? `，应为${formatNames[fault.format]}` : ''}`;
    case 'unrecognized_keys':
      return `有不认识的内容：${fault.keys.join('、')}`;
    case 'invalid_value':
      return `只能是${fault.values.map(String).join('、')}之一`;
    case 'invalid_key':
      return '名称的写法不对';
    case 'invalid_union':
    case 'invalid_element':
      return '内容的种类不对';
    case 'not_multiple_of':
      return `应是${fault.divisor}的倍数`;
    case 'custom':
      return fault.message;
  }
}

const formatNames: Readonly<Record<string, string>> = {
  date: '2026-11-24 这样的日期',
  datetime: '带时区的时间',
  base64: '图片数据',
};
