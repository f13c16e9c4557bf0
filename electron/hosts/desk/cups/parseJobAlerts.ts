/**
 * What CUPS says of a job, from what `lpstat -l -o` answers: under each job its reasons stand on a line `Alerts: …`. Empty
 * where it says nothing, undefined where the job is not listed.
 */
export function parseJobAlerts(answer: string, job: string): string | undefined {
  const lines = answer.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${job} `));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !/^\s/.test(line));
  const about = end < 0 ? rest : rest.slice(0, end);
  return about.flatMap((line) => /^\s+Alerts: (.*)$/.exec(line)?.[1] ?? [])[0] ?? '';
}
