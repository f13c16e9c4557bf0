import { instantOf, type OfficeContext } from '../officeContext.ts';

/** Now, where the office is, as it stands in names of folders: 20261128-103005. */
export function stampOf(context: OfficeContext): string {
  return stampOfMoment(instantOf(context));
}

/** The same for a moment in ISO 8601. */
export function stampOfMoment(at: string): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}${two(moment.getMonth() + 1)}${two(moment.getDate())}`;
  return `${day}-${two(moment.getHours())}${two(moment.getMinutes())}${two(moment.getSeconds())}`;
}
