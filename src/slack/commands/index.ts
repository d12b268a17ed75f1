import type { SubscriptionDesk } from '../../digests/desk.js';
import type { People } from '../people.js';
import type { OpenForm } from '../views/open-form.js';
import type { SlackCommand } from './command.js';
import { subscribeCommand } from './subscribe.js';
import { subscriptionsCommand } from './subscriptions.js';

export interface CommandNeeds {
  desk: SubscriptionDesk;
  people: People;
  openForm: OpenForm;
  now: () => number;
}

/** Commands that are no reports. A new one: one file, and one line here. */
const factories: readonly ((needs: CommandNeeds) => SlackCommand)[] = [
  subscribeCommand,
  subscriptionsCommand,
];

export function createCommands(needs: CommandNeeds): SlackCommand[] {
  return factories.map((factory) => factory(needs));
}

/** The command that a line begins with, and the rest of the line; null: it is for the reports. */
export function findCommand(
  commands: readonly SlackCommand[],
  line: string,
): { command: SlackCommand; rest: string } | null {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const wanted = word.toLowerCase();
  const command = commands.find(({ name, aliases }) => [name, ...aliases].includes(wanted));
  return command ? { command, rest } : null;
}
