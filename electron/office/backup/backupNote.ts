import { momentLine } from '#shared/layout/momentLine.ts';

/** What lies in a backup for whoever finds it years later, on a machine without this program. */
export function backupNote(office: string, at: string): string {
  return [
    '内刊工作站　备份',
    '',
    `编辑部：${office}`,
    `备份时间：${momentLine(at)}`,
    '',
    '这个文件夹要整个保存，不要改名、增减或打开其中的文件。',
    '内容都已加密，没有恢复码或本编辑部人员的口令打不开。',
    '',
    '恢复：在装好内刊工作站的电脑上启动程序，在“新建编辑部”的画面点“从备份恢复”，选这个文件夹；',
    '或者在命令行中运行 npm run neikan -- restore 这个文件夹 --data 数据目录。',
    '只核对是否完好：npm run neikan -- verify 这个文件夹。',
    '',
  ].join('\r\n');
}
