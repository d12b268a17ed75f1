/**
 * The schema of the ledger, step by step; a step is never changed once it has been published.
 * A day's rows are columns in blocks, not rows of a table: docs/ledger.md, "How days are stored".
 */
export const ledgerMigrations: readonly { name: string; statements: readonly string[] }[] = [
  {
    name: '001-ledger',
    statements: [
      `create table ledger_cluster (
         id int generated always as identity primary key,
         name text not null unique,
         grain text not null default 'container',
         grain_why text not null default '',
         grain_since_ms bigint not null default 0)`,
      // labels can be longer than an index takes: places are told apart by a digest
      `create table ledger_place (
         id int generated always as identity primary key,
         digest text not null unique,
         kind text not null,
         namespace text not null,
         controller_kind text not null,
         controller text not null,
         container text not null,
         labels jsonb not null)`,
      'create index ledger_place_namespace on ledger_place (namespace)',
      `create table ledger_revision (
         id int generated always as identity primary key,
         cluster_id int not null references ledger_cluster,
         day date not null,
         number int not null,
         look text not null,
         written_ms bigint not null,
         visible_ms bigint,
         looks int not null,
         looked_ms bigint not null,
         version int not null default 0,
         head jsonb not null,
         grains jsonb not null,
         total bigint not null,
         content_hash text not null,
         restated jsonb,
         accepted jsonb)`,
      'create index ledger_revision_day on ledger_revision (cluster_id, day)',
      `create table ledger_day (
         cluster_id int not null references ledger_cluster,
         day date not null,
         revision_id int not null references ledger_revision,
         primary key (cluster_id, day))`,
      'create index ledger_day_revision on ledger_day (revision_id)',
      `create table ledger_block (
         revision_id int not null references ledger_revision on delete cascade,
         grain text not null,
         part int not null,
         bytes bytea not null,
         primary key (revision_id, grain, part))`,
      // the bytes are deflated already
      'alter table ledger_block alter column bytes set storage external',
    ],
  },
];
