import { ofdMarkup } from './ofdMarkup.ts';

/** What a reader is asked to allow; it is a request, nothing enforces it. What is left out is allowed. */
export interface OfdPermissions {
  readonly edit?: boolean;
  readonly annotate?: boolean;
  readonly export?: boolean;
  readonly sign?: boolean;
  readonly watermark?: boolean;
  readonly printScreen?: boolean;
  readonly print?: boolean;
  /** How many copies may be printed; any number where it is left out. */
  readonly copies?: number;
}

/** CT_Permission of GB/T 33190-2016; only what is refused or limited is written. */
export function permissionsMarkup(permissions: OfdPermissions): string {
  const refused = (name: string, isAllowed: boolean | undefined) =>
    isAllowed === false ? ofdMarkup(name, {}, 'false') : '';
  const isLimited = permissions.print === false || permissions.copies !== undefined;
  return ofdMarkup(
    'Permissions',
    {},
    refused('Edit', permissions.edit),
    refused('Annot', permissions.annotate),
    refused('Export', permissions.export),
    refused('Signature', permissions.sign),
    refused('Watermark', permissions.watermark),
    refused('PrintScreen', permissions.printScreen),
    isLimited ? ofdMarkup('Print', { Printable: String(permissions.print ?? true), Copies: permissions.copies }) : '',
  );
}
