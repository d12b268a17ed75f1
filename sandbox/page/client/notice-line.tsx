import type { Notice } from './commands.js';

/** What the page itself says: a command under way, or Slackbot's word that one failed. */
export function NoticeLine({ notice }: { notice: Notice }) {
  if (notice.kind === 'working') {
    return (
      <p class="notice notice-working" role="status">
        <span class="dots" aria-hidden="true" />
        working… <code class="inline-code">{notice.text}</code>
      </p>
    );
  }
  return (
    <p class="notice notice-failed" role="alert">
      <b>Slackbot</b> <span class="only-you">Only visible to you</span>
      <br />
      {notice.text}
    </p>
  );
}
