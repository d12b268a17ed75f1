import type { webApi } from '@slack/bolt';
import { codeOf, networkCode } from './response-url.js';

/** One request to Slack, whichever way it went out. */
export interface SlackCall {
  /** The Web API's method, such as chat.postMessage; `response_url` for the address that comes with a command, `upload` for a file's. */
  method: string;
  /** Slack's error code, `http_503`, or what is known of a broken connection; '' where Slack took it. */
  code: string;
}

export type OnCall = (call: SlackCall) => void;

type SlackFetch = webApi.FetchFunction & typeof globalThis.fetch;

/**
 * The fetch for every request to Slack: the usual one, and whoever counts is told of each. An answer is handed on when
 * its body is there, which whoever asked would have to wait for anyway.
 */
export function createSlackFetch(apiUrl: string, onCall: OnCall | undefined): SlackFetch {
  if (!onCall) return globalThis.fetch as SlackFetch;
  const watched = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const method = methodOf(String(url), apiUrl);
    try {
      const response = await globalThis.fetch(url, init);
      onCall({ method, code: await answerCode(response.clone()) });
      return response;
    } catch (error) {
      onCall({ method, code: networkCode(error) });
      throw error;
    }
  };
  return watched as SlackFetch;
}

/** Addresses that Slack gives for answers differ each time: they count as one. */
function methodOf(url: string, apiUrl: string): string {
  if (!url.startsWith(apiUrl)) return url.includes('/upload/') ? 'upload' : 'response_url';
  return url.slice(apiUrl.length).split('?', 1)[0] ?? '';
}

async function answerCode(response: Response): Promise<string> {
  if (response.status === 429) return 'ratelimited';
  if (!response.ok) return `http_${response.status}`;
  return codeOf(await response.text()) ?? '';
}
