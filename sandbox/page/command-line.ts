/** A typed line as Slack splits it: the slash command, and everything behind the first run of spaces as one text. */
export function splitLine(line: string): { command: string; text: string } {
  const match = /^\s*(\/\S*)\s*([\s\S]*?)\s*$/.exec(line);
  return { command: match?.[1] ?? '', text: match?.[2] ?? '' };
}
