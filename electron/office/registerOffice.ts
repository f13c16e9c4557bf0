import type { Command, CommandRole } from '#shared/contract/command.ts';
import type { CommandName, contract as officeContract } from '#shared/contract/contract.ts';
import type { Answer, ErrorCode } from '#shared/contract/errorCode.ts';
import { isOwnSender, type Sender } from '#shared/contract/sender.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { afterCommit } from './afterCommit.ts';
import { answerError } from './answerError.ts';
import { indexBehind } from './archive/indexBehind.ts';
import { recordReading } from './audit/recordReading.ts';
import { recordRefusal } from './audit/recordRefusal.ts';
import { readBackIssues } from './backIssues/readBackIssues.ts';
import { baseWords, damagedBase } from './damagedBase.ts';
import { isDelegatedCall } from './delegations/delegatedCall.ts';
import type { Handlers, OfficeContext } from './officeContext.ts';
import { logFailure } from './officeLog.ts';

/** The only way into the office; answers always, throws never. */
export type OfficeCall = (sender: Sender, name: string, input: unknown) => Promise<Answer<unknown>>;

/** All that can be done under a password that another has given. */
const beforeChange: ReadonlySet<string> = new Set(['changePassword', 'signOut', 'recordLock'] satisfies CommandName[]);

/**
 * Puts the contract before the handlers. In this order, none of which can be left out: sender, session, role,
 * a password of one's own, input, call, output.
 */
export function registerOffice(
  contract: typeof officeContract,
  handlers: Handlers<CommandName>,
  context: OfficeContext,
): OfficeCall {
  return async (sender, name, input) => {
    if (!isOwnSender(sender)) return refuse('strangeSender', '拒绝了不是本程序发出的请求。');
    // A name has crossed from another process as well: a list of one name would pass for it.
    if (typeof name !== 'string' || !Object.hasOwn(contract, name)) return refuse('unknownCommand', '没有这个命令。');
    const command = contract[name as CommandName];
    const refusal = refuseByRole(command.role, context);
    if (refusal && !isDelegatedCall(context, name)) {
      if (!refusal.ok) recordRefusal(context, name, refusal.code);
      return refusal;
    }
    if (context.session?.mustChangePassword && command.role !== 'anyone' && !beforeChange.has(name)) {
      return refuse('passwordChangeNeeded', '口令由别人设定，请先改成自己的口令，再办其他事项。');
    }
    const parsed = parsedInput(command.input, input);
    if (!parsed.success) {
      const places = parsed.places;
      return refuse('malformed', '提交的内容格式不对，没有办理。请检查填写的内容。', { places });
    }
    try {
      const handler = handlers[name as CommandName] as (context: OfficeContext, input: unknown) => unknown;
      const value = command.output.parse(await handler(context, parsed.data));
      recordReading(context, name as CommandName, parsed.data, value);
      afterCommit(context, 'indexBehind', () => indexBehind(context));
      afterCommit(context, 'readBackIssues', () => readBackIssues(context));
      return { ok: true, value };
    } catch (error) {
      const answer = answerError(error, () => damagedBaseWords(context));
      if (answer) {
        recordRefusal(context, name, answer.code);
        return answer;
      }
      const log = logFailure(context.environment, name, error);
      return refuse(
        'failed',
        `操作未完成（日志编号${log}）。您的内容没有变化，请再试一次；仍不行时请告诉管理员这个编号。`,
        {
          log,
        },
      );
    }
  };
}

/** Told of a wrong input; of one with thousands of wrong members nobody reads more. */
const placesAtMost = 20;

type Parsed =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly places: readonly { readonly path: string; readonly code: string }[] };

function parsedInput(schema: Command['input'], input: unknown): Parsed {
  try {
    const parsed = schema.safeParse(input);
    if (parsed.success) return { success: true, data: parsed.data };
    const places = parsed.error.issues.slice(0, placesAtMost);
    return { success: false, places: places.map(({ path, code }) => ({ path: path.map(String).join('.'), code })) };
  } catch {
    // Nested deeper than anything can be read, or a member that throws when it is looked at.
    return { success: false, places: [] };
  }
}

function damagedBaseWords({ session }: OfficeContext): string | undefined {
  const base = session && damagedBase(session.register, session.content);
  return base && baseWords[base];
}

function refuseByRole(role: CommandRole, { session }: OfficeContext): Answer<never> | undefined {
  if (role === 'anyone') return undefined;
  if (!session) return refuse('notSignedIn', '还没有登录。请先登录。');
  if (role === 'signedIn') return undefined;
  const allowed: readonly Role[] = role;
  if (session.roles.some((held) => allowed.includes(held))) return undefined;
  return refuse('forbidden', `这项操作由${allowed.map((one) => roleNames[one]).join('、')}办理，您没有这个岗位。`);
}

function refuse(code: ErrorCode, message: string, details?: Readonly<Record<string, unknown>>): Answer<never> {
  return { ok: false, code, message, ...(details === undefined ? {} : { details }) };
}
