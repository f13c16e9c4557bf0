import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { clockText } from '#shared/handover/packageWords.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { answered } from './answered.ts';
import type { AskEvery } from './askEvery.ts';
import { CommandFailure } from './commandFailure.ts';
import { isDataDirectory } from './dataDirectory.ts';
import { fileFailure } from './fileFailure.ts';
import { filesAt } from './inspectCommand.ts';
import type { JoinArguments } from './joinArguments.ts';
import { openOffice } from './openOffice.ts';
import { readInput } from './readInput.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

/** `join --request`: a machine without an office asks to belong to one. */
export async function requestJoin(
  { data, name, out, replaces }: Extract<JoinArguments, { kind: 'request' }>,
  print: (line: string) => void,
  ask: AskEvery,
): Promise<void> {
  checkOutput(out);
  if (isDataDirectory(data))
    throw new CommandFailure(1, `${data} 中已经有一个编辑部，不能再加入别的。请另指一个空的目录。`);
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileFailure(error, dirname(data), 'write');
  }
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const [named = '', password = '', again = ''] = await ask([
      { prompt: '编辑部的名称（与已有的机器上一样）：', isHidden: false },
      { prompt: '给这份申请定一个口令：', isHidden: true },
      { prompt: '再输一次：', isHidden: true },
    ]);
    if (password !== again) throw new CommandFailure(1, '两次输入的口令不一样，没有做申请。');
    const made = answered(await office.client.requestJoin({ name, office: named.trim(), password, replaces }));
    writeOutput(out, made.file.bytes);
    print(`入网申请已写到 ${out}，请带到已有的机器上，由安全保密管理员收下、核对`);
    print(`念给对方的八个词：${digestLine(made.card)}`);
  } finally {
    office.close();
  }
}

/** `join FOLDER`: the data directory of a new machine, from a package of one of the office. */
export async function foundByJoining(
  { data, path, words, medium }: Extract<JoinArguments, { kind: 'found' }>,
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: AskEvery,
): Promise<void> {
  if (isDataDirectory(data)) {
    throw new CommandFailure(
      1,
      `${data} 中已经有一个编辑部。已入网的机器请先用 unpack 收下，再用 join --update 采用。`,
    );
  }
  const files = filesAt(path, ['.nkh']);
  const cards = filesAt(path, ['.nkcard']);
  const [card, ...others] = cards;
  if (files.length === 0) throw new CommandFailure(1, `${path} 中没有交接包（*.nkh）`);
  if (!card || others.length > 0) {
    throw new CommandFailure(
      1,
      `${path} 中要有写包的机器的一张名片（*.nkcard），现在有${cards.length}张。请只留下那一张。`,
    );
  }
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const [personId = '', personPassword = '', password = ''] = await ask([
      { prompt: '安全保密管理员的登录名：', isHidden: false },
      { prompt: '他的口令：', isHidden: true },
      { prompt: '入网申请的口令：', isHidden: true },
    ]);
    const joined = answered(
      await office.client.joinOffice({
        files: [...files],
        senderCard: new Uint8Array(readInput(card)),
        words: words.trim().split(/[\s　]+/),
        medium,
        password,
        personId: personId.trim(),
        personPassword,
      }),
    );
    print(
      `“${joined.machine}”已加入${joined.office}：人员${joined.people}名，单位${joined.units}个，刊物${joined.publications}种`,
    );
    if (joined.terms > 0) print(`用语${joined.terms}条`);
    if (joined.daysApart !== 0) {
      warn(`注意：${clockText(joined.daysApart)}`);
    }
    print(
      `每个人用自己的口令登录。请给“${joined.sender}”写一张回执：unpack --taken ${joined.package.slice(0, 16)} --receipt 文件夹`,
    );
  } finally {
    office.close();
  }
}
