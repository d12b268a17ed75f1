import type { Schedule } from './schedule.js';

/** A digest that a channel gets. */
export interface Subscription {
  /** A short text, unique. */
  id: string;
  /** What people call it. */
  name: string;
  workspace: string;
  channel: string;
  /** Slack's id of who made it; '' where the configuration did. */
  madeBy: string;
  /** Others who may change it. */
  owners: readonly string[];
  /** Reports whose tables stand in the thread. */
  reports: readonly string[];
  /** Conditions as they are typed: "cluster=prod-eu namespace=payments label:team=web"; '' for all. */
  scope: string;
  schedule: Schedule;
  zone: string;
  /** Nothing is sent while nothing matters. */
  quiet: boolean;
  /** From kubecent.yaml: shown, not changed here. */
  managed: boolean;
  state: SubscriptionState;
  createdMs: number;
  /** Slots after this instant are its own: when it was made, when its times were changed, when it was resumed. */
  fromMs: number;
  /** Counts changes, so that two who change it at once are told. */
  version: number;
}

/** `broken`: Slack refuses its digests for good; it is tried again at each slot, and goes on by itself when that works. */
export type SubscriptionState =
  | { kind: 'active' }
  | { kind: 'paused'; by: string; atMs: number }
  | { kind: 'broken'; code: string; atMs: number };

/** What a person chooses. */
export type SubscriptionChoice = Pick<
  Subscription,
  'name' | 'channel' | 'owners' | 'reports' | 'scope' | 'schedule' | 'zone' | 'quiet'
>;

export interface Person {
  id: string;
  /** An admin of the workspace, or named in ADMINS. */
  isAdmin: boolean;
}

/** Makers, named owners and admins; nobody changes what the configuration says. */
export function mayChange({ madeBy, owners, managed }: Subscription, person: Person): boolean {
  if (managed) return false;
  return person.isAdmin || person.id === madeBy || owners.includes(person.id);
}

/** Who is told of it: its maker and named owners; [] where the configuration made it and named nobody. */
export function ownersOf({ madeBy, owners }: Subscription): string[] {
  return [...new Set([madeBy, ...owners])].filter((id) => id !== '');
}
