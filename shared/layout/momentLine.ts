/** A moment as it prints, where the reader is: 2026年3月5日 14:20. `at` is ISO 8601 with zone. */
export function momentLine(at: string): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}年${moment.getMonth() + 1}月${moment.getDate()}日`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
