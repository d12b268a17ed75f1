/** A typed text as Slack sends it: "@kubecent" is the mention of the app; what Slack reads as its own signs is escaped. */
export function mentioned(text: string, botUserId: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/(?<![\w@.])@kubecent\b/gi, `<@${botUserId}>`);
}
