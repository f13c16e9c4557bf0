import type { Answer } from '#shared/contract/errorCode.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import type { Sender } from '#shared/contract/sender.ts';

/** What the office's process does for the host. */
export interface OfficeSide {
  /** Takes the data directory; asked once, before anything else. */
  open(directory: string): Answer<null>;
  call(sender: Sender, name: string, input: unknown): Promise<Answer<unknown>>;
  /** `isCutOff` where nobody asked for the end. */
  close(isCutOff: boolean): void;
}

/** What the host does for the office's process. */
export interface HostSide {
  print(html: string): Promise<Uint8Array>;
  emit(event: OfficeEvent): void;
}
