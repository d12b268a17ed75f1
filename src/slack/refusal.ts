/** Why an answer could not be posted in a channel, and what to do, for whoever asked there. */
export function explainRefusal(code: string): string {
  return `Your question could not be answered where you asked it: ${reasonOf(code)}`;
}

function reasonOf(code: string): string {
  const elsewhere = 'Ask here, or type /kubecent there.';
  if (code.startsWith('restricted_action')) return `not everybody may write there. ${elsewhere}`;
  switch (code) {
    case 'not_in_channel':
    case 'channel_not_found':
      return `Kubecent is not in that channel. Invite it with /invite and ask again. ${elsewhere}`;
    case 'is_archived':
      return `the channel is archived. ${elsewhere}`;
    case 'missing_scope':
      return 'the app lacks the right to write messages. Whoever runs Kubecent can update it from its manifest.';
    case 'ratelimited':
    case 'rate_limited':
      return 'Slack takes no more messages there for a moment. Ask again in a minute.';
    default:
      return `Slack did not take the message (${code.slice(0, 60)}). ${elsewhere}`;
  }
}
