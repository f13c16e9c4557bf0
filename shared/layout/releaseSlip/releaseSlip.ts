import type { IssueImage, MarkingDecision, SignOffEntry, Urgency } from '#shared/issue/issueDocument.ts';

/** The name of the slip among the frozen files of an issue. */
export const releaseSlipName = '发稿单.pdf';

/** One station of the sign-off: with a person once it was signed, else empty for whoever comes. */
export interface SlipSignOff extends Pick<SignOffEntry, 'label' | 'opinion' | 'at' | 'paper'> {
  readonly person?: string;
  /** The handwritten name of the person, where that person keeps a picture of it. */
  readonly signature?: IssueImage | undefined;
}

/** Everything that 发稿单 says, as data. */
export interface ReleaseSlip {
  readonly publication: string;
  readonly organ: string;
  /** 第N期 as it prints; absent before 签发. */
  readonly number?: string | undefined;
  /** YYYY-MM-DD; absent before 签发. */
  readonly date?: string | undefined;
  readonly marking: readonly string[];
  readonly urgency: Urgency;
  readonly column?: string | undefined;
  readonly titles: readonly string[];
  /** 来稿单位, each once. */
  readonly sources: readonly string[];
  readonly pages?: number | undefined;
  /** 印数. */
  readonly copies?: number | undefined;
  readonly signOffs: readonly SlipSignOff[];
  /** 报, 送, 发 as they print. */
  readonly recipients: readonly { readonly label: string; readonly units: string }[];
  readonly decision?: MarkingDecision | undefined;
  /** The articles that are marked by themselves. */
  readonly articleMarkings: readonly {
    readonly title: string;
    readonly mark: string;
    /** Whose mark it came with, and how that unit has agreed. */
    readonly consent?: string;
  }[];
  /** Of the content that is signed; lower-case hex. */
  readonly contentHash: string;
  readonly isReleased: boolean;
}
