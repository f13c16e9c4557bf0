/** How long one has to wait before another password is looked at. */
export function waitingText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `还要等${rest}秒`;
  return rest === 0 ? `还要等${minutes}分钟` : `还要等${minutes}分${rest}秒`;
}
