import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { filesBelow, textOf } from '../../support/source-files.js';

interface Manifest {
  features: {
    slash_commands: { command: string; url: string; usage_hint: string; should_escape: boolean }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: {
    event_subscriptions: { request_url?: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
}

const text = textOf('manifest.yml');
const manifest: Manifest = parse(text);

/** What each method of the Web API asks for; null: any token will do. */
const scopeOf: Record<string, string | null> = {
  'auth.test': null,
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'channels:history groups:history',
  'conversations.replies': 'channels:history groups:history',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'users.info': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.update': null,
};

const source = filesBelow('src/slack', /\.ts$/).map(textOf).join('\n');

/** What Slack asks for before it tells of an event; the code listens to these by name. */
const scopeOfEvent: Record<string, { scope?: string; listener: RegExp }> = {
  app_mention: { scope: 'app_mentions:read', listener: /\.event\('app_mention'/ },
  'message.im': { scope: 'im:history', listener: /\.event\('message'/ },
  app_home_opened: { listener: /\.event\('app_home_opened'/ },
};

/** The methods of the Web API that src/slack calls, by `client.a.b(` and by `apiCall('a.b'`. */
function methodsUsed(): string[] {
  const calls = [
    ...source.matchAll(/\bclient\??\.((?:[a-z]+\.)+(?!bind\b|call\b|apply\b)[a-zA-Z]+)\(/g),
    ...source.matchAll(/\bapiCall\(\s*'([\w.]+)'/g),
  ];
  return [...new Set(calls.map(([, method = '']) => method))].sort();
}

function isValid(candidate: unknown): { errors: unknown[] } {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(textOf('test/fixtures/slack/manifest.schema.2.0.0.json')));
  validate(candidate);
  return { errors: validate.errors ?? [] };
}

describe('manifest.yml', () => {
  it("is valid by Slack's own schema", () => {
    expect(isValid(manifest).errors).toEqual([]);
  });

  it('is held against a schema that finds mistakes', () => {
    expect(isValid({ ...manifest, fetaures: {} }).errors).not.toEqual([]);
    expect(isValid({ ...manifest, display_information: { name: 'x'.repeat(36) } }).errors).not.toEqual([]);
  });

  it('is valid with Socket Mode, made as its comment says', () => {
    expect(text).toMatch(/^# With Socket Mode.*set socket_mode_enabled to true and remove the four lines/m);
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith('#') || !line.includes('kubecent.example.com'));
    expect(text.split('\n').length - lines.length).toBe(4);
    const socket = parse(lines.join('\n').replace('socket_mode_enabled: false', 'socket_mode_enabled: true'));
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(isValid(socket).errors).toEqual([]);
  });

  it('asks for what the code uses, and for nothing else', () => {
    const methods = methodsUsed();
    expect(methods.filter((method) => !(method in scopeOf))).toEqual([]);
    expect(methods.length).toBeGreaterThan(0);
    const { bot_events: events } = manifest.settings.event_subscriptions;
    expect(events).toEqual(Object.keys(scopeOfEvent));
    for (const event of events) expect(source).toMatch(scopeOfEvent[event]?.listener ?? 'no such event');
    const scopes = [
      ...methods.flatMap((method) => scopeOf[method]?.split(' ') ?? []),
      ...events.flatMap((event: string) => scopeOfEvent[event]?.scope ?? []),
    ];
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect([...bot, ...optional].sort()).toEqual([...new Set(['commands', ...scopes])].sort());
    // what it cannot do without
    expect(bot).toEqual(['commands', 'chat:write']);
  });

  it('has the command, the buttons and the events, at one address', () => {
    const [command, ...others] = manifest.features.slash_commands;
    expect(others).toEqual([]);
    expect(command).toMatchObject({ command: '/kubecent', should_escape: false });
    expect(command?.usage_hint).toBeTruthy();
    expect(manifest.settings.interactivity).toEqual({
      is_enabled: true,
      request_url: command?.url,
      message_menu_options_url: command?.url,
    });
    expect(manifest.settings.event_subscriptions.request_url).toBe(command?.url);
    expect(command?.url).toMatch(/^https:\/\/.+\/slack\/events$/);
  });
});
