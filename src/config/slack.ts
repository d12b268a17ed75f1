import type { EnvironmentReading } from './environment.js';
import type { Findings } from './problems.js';

/** How Kubecent talks with Slack. */
export interface SlackConfig {
  /** `http`: Slack calls us, requests are signed. `socket`: we call Slack and keep the line open. */
  mode: 'http' | 'socket';
  botToken: string;
  /** Set in `http` mode. */
  signingSecret: string | null;
  /** Set in `socket` mode. */
  appToken: string | null;
  /** Ends with a slash. */
  apiUrl: string;
  /** The port for Slack's requests in `http` mode. */
  port: number;
}

/** Which way to Slack is configured: null where nothing is (the terminal needs no Slack). */
export function readSlack({ values, given }: EnvironmentReading, findings: Findings): SlackConfig | null {
  const has = {
    bot: given.has('SLACK_BOT_TOKEN'),
    signing: given.has('SLACK_SIGNING_SECRET'),
    app: given.has('SLACK_APP_TOKEN'),
  };
  if (!has.bot && !has.signing && !has.app) return null;
  if (!has.bot) findings.problems.push('SLACK_BOT_TOKEN is missing: Slack needs it in both modes');
  if (!has.signing && !has.app) {
    findings.problems.push(
      'SLACK_SIGNING_SECRET (over HTTP) or SLACK_APP_TOKEN (Socket Mode) is missing: set one of them',
    );
  }
  if (has.signing && has.app) {
    findings.warnings.push('SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both given: Socket Mode is used');
  }
  return {
    mode: has.app ? 'socket' : 'http',
    botToken: values.SLACK_BOT_TOKEN ?? '',
    signingSecret: values.SLACK_SIGNING_SECRET ?? null,
    appToken: values.SLACK_APP_TOKEN ?? null,
    apiUrl: values.SLACK_API_URL,
    port: values.PORT,
  };
}
