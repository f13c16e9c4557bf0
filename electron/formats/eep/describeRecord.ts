import { titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueNumberLine } from '#shared/layout/printedLines.ts';
import type { RecordPlace, RecordSettings } from '#shared/records/recordSettings.ts';
import { retentionNames } from '#shared/records/recordSettings.ts';
import { branch, dataName, type EepElement, elementText, leaf } from './eepElement.ts';
import { hashNote } from './hashNotes.ts';
import type { RecordFile } from './recordFiles.ts';

/** One step of the issue on its way into the archive. */
export interface RecordStep {
  readonly action: string;
  readonly person: string;
  readonly at: string;
  readonly opinion: string;
  readonly station: string;
}

export interface RecordFacts {
  readonly recordNumber: string;
  readonly place: RecordPlace;
  readonly settings: RecordSettings;
  readonly document: IssueDocument;
  /** Of 正本. */
  readonly pages: number;
  readonly files: readonly RecordFile[];
  readonly steps: readonly RecordStep[];
  /** Who puts it into the archive, and when. */
  readonly archivist: string;
  readonly at: string;
  /** What was signed at 签发. */
  readonly issueHash: string;
}

/** As DA/T 48-2009 words them for every package. */
export const packageKindText = '本封装包包含电子文件数据及其元数据，原始封装，未经修改';
export const codingText =
  '本封装包中“编码数据”元素存储的是计算机文件二进制流的Base64编码，依据“反编码关键字”元素中的值还原计算机文件的扩展名。';
const writerName = 'Neikan 内刊工作站';
/** The kind of an issue without a marking decision: an office's own bulletin is never 公开. */
const leastSecret = '内部';

/** 题名 of an issue: 刊名 and number. */
export function recordTitle({ publication, number }: IssueDocument): string {
  return `${publication.name}${number ? `${number.year}年${issueNumberLine(number)}` : ''}`;
}

/** 文件编号. */
export function documentNumber({ number }: IssueDocument): string {
  return number ? `${number.year}年${issueNumberLine(number)}` : '';
}

/**
 * 被签名对象 of DA/T 48-2009, in the order of its schema, with the metadata of DA/T 46-2009 and without the bytes of its files:
 * what the archivist signs, and what the base keeps. The same facts give the same text.
 */
export function describeRecord(facts: RecordFacts): string {
  const { settings, at } = facts;
  return elementText(
    branch(
      '被签名对象',
      [
        leaf('封装包类型', '原始型'),
        leaf('封装包类型描述', packageKindText),
        leaf('封装包创建时间', at),
        leaf('封装包创建单位', settings.organization),
        branch('封装内容', [
          branch('文件实体块', [fileEntity(facts)]),
          branch('业务实体块', businessEntities(facts)),
          branch('机构人员实体块', agents(facts)),
        ]),
      ],
      { eep版本: '2009' },
    ),
  );
}

function fileEntity(facts: RecordFacts): EepElement {
  const { recordNumber, place, settings, document, pages, files, issueHash } = facts;
  const { markingDecision, articles, marking, publication } = document;
  const names = [...new Set(document.signOff.map(({ person }) => person))];
  const kind = markingDecision?.kind ?? (marking.join('；') || leastSecret);
  const numbered = branch('档号', [
    leaf('全宗号', place.fonds),
    leaf('年度', place.year),
    leaf('保管期限', retentionNames[place.retention]),
    leaf('机构或问题', place.division),
    leaf('类别号', place.category),
    leaf('室编件号', place.serial),
  ]);
  return branch('文件实体', [
    leaf('聚合层次', '文件'),
    branch('来源', [
      leaf('档案馆名称', settings.archivesName),
      leaf('档案馆代码', settings.archivesCode),
      leaf('全宗名称', settings.fondsName),
      leaf('立档单位名称', settings.organization),
    ]),
    leaf('电子文件号', issueHash),
    { ...numbered, text: leaf('档号', recordNumber).text ?? '' },
    branch('内容描述', [
      leaf('题名', recordTitle(document)),
      leaf('副题名', document.column),
      leaf('说明题名文字', articles.map(({ title }) => titleInOneLine(title)).join('；')),
      leaf('人名', names.join('；')),
      leaf('文件编号', documentNumber(document)),
      leaf('责任者', publication.organ || settings.organization),
      leaf('日期', document.date ?? ''),
      leaf('文种', '简报'),
      leaf('主送', document.reportTo.join('；')),
      leaf('抄送', [...document.copyTo, ...document.sendTo].join('；')),
      leaf('密级', kind),
      leaf('保密期限', markingDecision?.term),
    ]),
    branch('形式特征', [
      leaf('文件组合类型', '组合文件'),
      leaf('页数', pages),
      leaf('语种', '汉语'),
      leaf('稿本', '正本；定稿'),
    ]),
    branch('存储位置', [leaf('当前位置', '内刊工作站档案库'), leaf('脱机载体编号', '无')]),
    branch('权限管理', [leaf('控制标识', kind)]),
    leaf('信息系统描述', writerName),
    ...files.map((file) => leaf('附注', hashNote(file))),
    branch('文件数据', files.map(fileElement)),
  ]);
}

function fileElement({ name, part, format, bytes }: RecordFile, index: number): EepElement {
  const id = `修改0-文档${index + 1}`;
  return branch('文档', [
    leaf('文档标识符', id),
    leaf('文档序号', index + 1),
    leaf('文档主从声明', index === 0 ? '主文档' : '附属文档'),
    leaf('题名', part),
    branch(
      '文档数据',
      [
        branch(
          '编码',
          [
            branch('电子属性', [
              leaf('格式信息', format),
              leaf('计算机文件名', name),
              leaf('计算机文件大小', bytes),
              leaf('文档创建程序', writerName),
            ]),
            leaf('编码描述', codingText),
            leaf('反编码关键字', `base64-${format.toLowerCase()}`),
            leaf(dataName, ' ', { 编码数据ID: `${id}-文档数据1-编码1-编码数据` }),
          ],
          { 编码ID: `${id}-文档数据1-编码1` },
        ),
      ],
      { 文档数据ID: `${id}-文档数据1` },
    ),
  ]);
}

function businessEntities({ recordNumber, steps, archivist }: RecordFacts): readonly EepElement[] {
  const people = peopleOf(steps, archivist);
  return steps.map(({ action, person, at, opinion, station }, index) =>
    branch('业务实体', [
      leaf('业务标识符', `业务${index + 1}`),
      leaf('机构人员标识符', personId(people.indexOf(person))),
      leaf('文件标识符', recordNumber),
      leaf('业务状态', '历史行为'),
      leaf('业务行为', action),
      leaf('行为时间', at),
      leaf('行为依据', station),
      leaf('行为描述', opinion),
    ]),
  );
}

function agents({ settings, steps, archivist, document }: RecordFacts): readonly EepElement[] {
  const labels = new Map<string, Set<string>>();
  for (const { person, label } of document.signOff) labels.set(person, (labels.get(person) ?? new Set()).add(label));
  return [
    branch('机构人员实体', [
      leaf('机构人员标识符', '单位1'),
      leaf('机构人员类型', '单位'),
      leaf('机构人员名称', settings.organization),
    ]),
    ...peopleOf(steps, archivist).map((person, index) => {
      const duties = [...(labels.get(person) ?? []), ...(person === archivist ? ['归档'] : [])];
      return branch('机构人员实体', [
        leaf('机构人员标识符', personId(index)),
        leaf('机构人员类型', '个人'),
        leaf('机构人员名称', person),
        leaf('个人职位', duties.join('、') || '经办'),
      ]);
    }),
  ];
}

/** Everybody who did something, in the order of the steps, the archivist last. */
function peopleOf(steps: readonly RecordStep[], archivist: string): readonly string[] {
  return [...new Set([...steps.map(({ person }) => person), archivist])];
}

function personId(index: number): string {
  return `人员${index + 1}`;
}
