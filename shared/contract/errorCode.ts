/**
 * Every way in which a command can be refused or fail. Closed: the window has one treatment for each, and an answer never
 * carries anything else.
 */
export const errorCodes = [
  /** The call does not come from the program's own window. */
  'strangeSender',
  'unknownCommand',
  'notSignedIn',
  /** The person's roles do not allow it. */
  'forbidden',
  /** The person's keyring entry does not open content.db. */
  'contentKeyNeeded',
  'malformed',
  'notFound',
  /** Not possible in the state the thing is in. */
  'illegalState',
  /** Somebody changed it since it was read. */
  'conflict',
  'reasonMissing',
  'alreadyOpened',
  /** One person would hold two of the sign-offs of an issue. */
  'samePerson',
  /** Printing and handing out need a ticket, and none was given. */
  'ticketNeeded',
  'wrongPassword',
  'weakPassword',
  /** Wrong passwords came before; `details.seconds` are left to wait. */
  'tooManyTries',
  /** Another has given the password: it is changed before anything else. */
  'passwordChangeNeeded',
  'wrongRecoveryCode',
  'nameTaken',
  'unreadableFile',
  /** A character has no glyph in its font: nothing was exported. */
  'missingCharacters',
  /** Something in the issue, or a font file, cannot be printed or written: nothing was exported. */
  'unprintable',
  /** Fields or parts that the step needs are missing; `details.missing` lists them. */
  'incomplete',
  'dataInUse',
  'dataDamaged',
  'dataMissing',
  'dataNewer',
  'dataForeign',
  'diskFull',
  'printerFailed',
  /** The office's process ended while the call was under way. */
  'officeGone',
  /** Anything else; `details.log` is the number in the log. */
  'failed',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What a command answers. `message` is Chinese and may be shown as it is. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details?: Readonly<Record<string, unknown>>;
    };
