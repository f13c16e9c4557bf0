import type { BackIssueDoubt } from '#shared/contract/backIssueCommands.ts';

/** Why a file is unsure or set aside, as a sentence. */
export function backIssueDoubtText({ kind, count = 0, said = '' }: BackIssueDoubt): string {
  switch (kind) {
    case 'noMasthead':
      return '没有找到刊名';
    case 'otherPublication':
      return `刊名是“${said}”`;
    case 'noNumber':
      return '没有认出期号';
    case 'noDate':
      return '没有认出日期';
    case 'noArticles':
      return '没有认出文章';
    case 'otherNumberInName':
      return `文件名写的是${said}`;
    case 'otherYear':
      return `日期在${said}年，与期号的年份不同`;
    case 'titleMissing':
      return `有${count}个标题与目录对不上`;
    case 'unitMissing':
      return `有${count}篇没有报送单位`;
    case 'leftOverLines':
      return `有${count}行没有认出，没有收入`;
    case 'doubtfulPlaces':
      return `有${count}处分段或分篇不能断定`;
    case 'otherKind':
      return '文件名的后缀与内容不符';
    case 'sameBytes':
      return '与另一个文件完全相同';
    case 'sameNumber':
      return '期号已经有了';
    case 'sameText':
      return '与另一期的文字几乎相同';
    default:
      return kind satisfies never;
  }
}
