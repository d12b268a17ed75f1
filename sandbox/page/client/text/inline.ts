/** A run of text with its style; what mrkdwn, Markdown and rich text all come down to. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: readonly Inline[] }
  | { kind: 'link'; url: string; children: readonly Inline[] }
  | { kind: 'mention'; text: string }
  | { kind: 'date'; seconds: number; format: string; url: string; fallback: string }
  | { kind: 'color'; value: string };

/** Only these may be followed; any other address is shown as text. */
export function isSafeUrl(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}
