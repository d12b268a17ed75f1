/** The schema of what people made, step by step; a step is never changed once it has been published. */
export const storeMigrations: readonly { name: string; statements: readonly string[] }[] = [
  {
    name: '002-digests',
    statements: [
      `create table subscription (
         id text primary key,
         version int not null,
         created_ms bigint not null,
         facts jsonb not null)`,
      // without a reference: the record outlives its subscription
      `create table delivery (
         subscription text not null,
         slot_ms bigint not null,
         part text not null,
         state text not null,
         period jsonb not null,
         version int not null,
         next_ms bigint not null,
         attempts int not null default 0,
         sending_ms bigint,
         sent_ms bigint,
         channel text not null,
         ts text,
         code text not null default '',
         said jsonb,
         primary key (subscription, slot_ms, part))`,
      `create index delivery_open on delivery (next_ms) where state in ('due', 'sending', 'withheld')`,
      `create index delivery_sent on delivery (sent_ms) where state = 'sent'`,
      `create table notice (
         id text primary key,
         workspace text not null,
         "user" text not null,
         document jsonb not null,
         created_ms bigint not null,
         told_ms bigint)`,
    ],
  },
  {
    name: '003-snoozes',
    statements: [
      // never changed but by who undoes it: the record of who hid what stays
      `create table snooze (
         saving text not null,
         made_ms bigint not null,
         until_ms bigint,
         undone_ms bigint,
         undone_by text,
         facts jsonb not null,
         primary key (saving, made_ms))`,
      `create index snooze_open on snooze (saving, made_ms) where undone_ms is null`,
    ],
  },
  {
    name: '004-seen-events',
    statements: ['create table seen_event (id text primary key, seen_ms bigint not null)'],
  },
];
