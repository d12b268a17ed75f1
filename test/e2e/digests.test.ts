import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ShownMessage, ShownView } from '../../sandbox/slack/contract.js';
import { countsOf, samplesOf } from '../support/metrics.js';
import { until } from '../support/until.js';
import { findButton, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mondayMs = Date.parse('2026-11-30T08:00:30Z');

describe('digests', () => {
  let whole: WholeApp;
  beforeAll(async () => {
    whole = await startWholeApp({
      keepsLedger: true,
      scopes: ['commands', 'chat:write', 'users:read', 'app_mentions:read', 'files:write'],
      environment: { BACKFILL_DAYS: '7' },
      openCost: { retentionDays: 24 },
    });
  });
  afterAll(() => whole.stop());

  const isMine = ({ metadata }: ShownMessage, part: string) =>
    String(metadata?.event_payload.key ?? '').endsWith(`-${part}`);
  const inChannel = (part = 'digest', channel = whole.channel) =>
    whole.slack.messages(channel).filter((message) => isMine(message, part));
  const direct = () => whole.slack.messages(whole.slack.directChannel());
  const lookNow = () => whole.app.jobs?.add('digest-tick', {}, { id: 'now' });
  const form = () => until(() => whole.slack.views()[0]);
  /** Looks for due digests until there are so many in the channel. */
  const comes = (count: number, part = 'digest') =>
    until(async () => {
      await lookNow();
      const found = inChannel(part);
      return found.length >= count && found;
    });
  /** Both tables, once they are in its thread. */
  const repliesTo = (digest: ShownMessage | undefined) =>
    until(() => {
      const replies = whole.slack.messages(whole.channel).filter(({ threadTs }) => threadTs === digest?.ts);
      return replies.length === 2 && replies;
    });
  const toAction = (view: ShownView, id: string) => {
    const block = view.blocks.find(
      ({ block_id }) => block_id === id || String(block_id).startsWith(`${id}-`),
    );
    return { blockId: String(block?.block_id), actionId: `form:${id}` };
  };

  it('come once at their time, with their tables in the thread, and say when the next one comes', async () => {
    const made = await whole.ask('subscribe weekly mon 09:00 Europe/Berlin namespaces savings');
    expect(wordsOf(made.blocks)).toContain('next Mon 30 Nov 09:00 Berlin');
    whole.clock.nowMs = mondayMs;
    const [digest] = await comes(1);
    const threads = await repliesTo(digest);
    expect(threads.map(({ text }) => text.split(':')[0])).toEqual(['Cost by namespace', 'Savings']);
    const words = wordsOf(digest?.blocks);
    expect(words).toContain('7 closed days, 23–29 Nov (UTC)');
    expect(words).toMatch(/Of each \$100: \d+ used/);
    expect(words).toContain('next Mon 7 Dec 09:00 Berlin');
    for (let look = 0; look < 3; look += 1) await lookNow();
    expect(inChannel()).toHaveLength(1);
    const again = await whole.ask('digest 2026-11-23..2026-11-29');
    expect(wordsOf(again.blocks)).toContain(digest?.text.match(/\$[\d,.]+/)?.[0] ?? 'no money');
  });

  it('give their whole table as a file into their thread, to whoever presses', async () => {
    const [digest] = inChannel();
    if (!digest) throw new Error('no digest');
    const row = findButton(digest, 'CSV');
    await whole.slack.press(digest.ts, row, { channel: whole.channel, user: whole.slack.users[1]?.id ?? '' });
    const file = await until(() => whole.slack.files()[0]);
    expect(file.sharedIn).toEqual([{ channel: whole.channel, ts: expect.any(String), threadTs: digest.ts }]);
    expect(Buffer.from(file.bytes).toString().split('\n').length).toBeGreaterThan(3);
  });

  it('are scheduled from an answer, in a form that has its report and conditions', async () => {
    const answer = await whole.ask('pods payments 7d');
    await whole.slack.press(answer.ts, findButton(answer, 'Schedule'), { channel: whole.channel });
    const { values, id } = await form();
    const filled = JSON.stringify(values);
    for (const piece of ['"pods"', 'namespace=payments', whole.channel]) expect(filled).toContain(piece);
    expect(filled).not.toContain('"savings"');
    await whole.slack.closeView(id);
  });

  it('are counted for Prometheus, beside questions, days, jobs and requests, with no name of anybody', async () => {
    const told = async () => (await whole.app.metrics?.text())?.body ?? '';
    await until(async () => countsOf(await told(), 'kubecent_job_runs_total')['name=digest outcome=done']);
    const body = await told();
    expect(countsOf(body, 'kubecent_digests_total')).toEqual({ 'outcome=delivered': 1 });
    expect(countsOf(body, 'kubecent_digest_lateness_seconds_count')).toEqual({ '': 1 });
    const questions = samplesOf(body).filter(
      ({ name }) => name === 'kubecent_question_duration_seconds_count',
    );
    const asked = questions.map(({ labels }) => `${labels.surface} ${labels.report} ${labels.outcome}`);
    expect(asked).toEqual(expect.arrayContaining(['digest digest answered', 'slack digest answered']));
    expect(countsOf(body, 'kubecent_slack_calls_total')).toMatchObject({
      'method=chat.postMessage code=none': 3,
      'method=response_url code=none': expect.any(Number),
    });
    const requests = countsOf(body, 'kubecent_opencost_requests_total');
    expect(requests).toMatchObject({ 'cluster=prod route=allocation outcome=answered': expect.any(Number) });
    const days = samplesOf(body).filter(({ name }) => name === 'kubecent_ledger_days');
    expect(days.reduce((sum, { value }) => sum + value, 0)).toBe(7);
    const labels = samplesOf(body).flatMap(({ labels }) => Object.values(labels));
    const names = [whole.channel, whole.slack.users[0]?.id, 'payments', 'checkout', 'platform'];
    expect(labels.filter((label) => names.some((name) => label.includes(String(name))))).toEqual([]);
  });

  it('are listed, run now, paused, resumed and deleted', async () => {
    const list = await whole.ask('subscriptions');
    expect(wordsOf(list.blocks)).toContain('every Monday at 09:00 Europe/Berlin');
    expect(wordsOf(list.blocks)).toContain('last Mon 30 Nov 09:00 Berlin: sent');
    const ran = await whole.press(list, 'Run now');
    expect(wordsOf(ran?.blocks)).toContain('on its way into the channel');
    const [, second] = await comes(2);
    await repliesTo(second);
    const paused = await whole.press(ran as ShownMessage, 'Pause');
    expect(wordsOf(paused?.blocks)).toContain('paused');
    whole.clock.nowMs = mondayMs + 7 * dayMs;
    await lookNow();
    const resumed = await whole.press(paused as ShownMessage, 'Resume');
    expect(wordsOf(resumed?.blocks)).toContain('next Mon 14 Dec 09:00 Berlin');
    const asked = await whole.press(resumed as ShownMessage, 'Delete');
    expect(wordsOf(asked?.blocks)).toContain('Delete “Kubernetes cost”?');
    const gone = await whole.press(asked as ShownMessage, 'Delete it');
    expect(wordsOf(gone?.blocks)).toContain('No digests in this channel yet');
    expect(inChannel()).toHaveLength(2);
  });

  it('are made by a form that says its next dates, previews, and names what is wrong beside it', async () => {
    await whole.slack.command('subscribe');
    const first = await form();
    expect(wordsOf(first.blocks)).toContain('Next: Mon 14 Dec 09:00 Berlin');
    const { slack } = whole;
    await slack.fill(first.id, toAction(first, 'kind'), 'cron');
    const cron = await until(() =>
      slack.views().find(({ blocks }) => blocks.some(({ block_id }) => block_id === 'cron')),
    );
    await slack.fill(cron.id, toAction(cron, 'cron'), 'every day');
    await slack.submit(cron.id);
    expect(slack.views()[0]?.errors).toEqual({ cron: expect.stringContaining('is not a cron expression') });
    await slack.fill(cron.id, toAction(cron, 'cron'), '0 9 1 * *');
    await slack.fill(cron.id, toAction(cron, 'scope'), 'nonsense');
    await slack.submit(cron.id);
    expect(slack.views()[0]?.errors).toEqual({
      scope: expect.stringContaining('“nonsense” is no condition'),
    });
    await slack.fill(cron.id, toAction(cron, 'scope'), 'namespace=payments');
    const before = direct().length;
    await slack.pressInView(cron.id, { blockId: 'do', actionId: 'form:preview' });
    await until(() => direct().length > before);
    expect(wordsOf(direct().at(-1)?.blocks)).toContain('namespace=payments');
    await until(() => wordsOf(slack.views()[0]?.blocks).includes('direct messages'));
    await slack.submit(slack.views()[0]?.id ?? '');
    await until(() => slack.views().length === 0);
    const list = await whole.ask('subscriptions');
    expect(wordsOf(list.blocks)).toContain('only namespace=payments');
    expect(wordsOf(list.blocks)).toContain('next Fri 1 Jan 09:00 Berlin');
  });

  it('are edited by one of two who do so at once; the other is told', async () => {
    const { slack } = whole;
    const list = await whole.ask('subscriptions');
    await slack.press(list.ts, findButton(list, 'Edit'), { channel: whole.channel });
    const mine = await form();
    // somebody else is faster
    await whole.press(list, 'Pause');
    await slack.submit(mine.id);
    expect(slack.views()[0]?.errors).toEqual({
      name: expect.stringContaining('Somebody else has just changed'),
    });
    await slack.closeView(mine.id);
  });

  it('offer a better time where their days close later', async () => {
    const { slack } = whole;
    const [, sam] = slack.users;
    await slack.command('subscribe', { user: sam?.id ?? '' });
    const view = await until(() => slack.views(sam?.id)[0]);
    expect(wordsOf(view.blocks)).toContain('earliest complete digest at 12:00 in Sydney');
    await slack.pressInView(view.id, { blockId: 'do', actionId: 'form:better' });
    const better = await until(() =>
      slack.views(sam?.id).find(({ blocks }) => wordsOf(blocks).includes('Mon 14 Dec 12:00')),
    );
    expect(wordsOf(better.blocks)).not.toContain('earliest complete digest');
    await slack.closeView(better.id);
  });

  it('are refused to whoever may not change them', async () => {
    const { slack } = whole;
    const [, sam] = slack.users;
    await slack.command('subscriptions', { user: sam?.id ?? '' });
    const list = await until(() =>
      slack
        .messages(whole.channel, sam?.id)
        .findLast(({ text, author }) => author === 'app' && text.includes('digest in this channel')),
    );
    await slack.press(list.ts, findButton(list, 'Delete'), { channel: whole.channel, user: sam?.id ?? '' });
    const asked = await until(() =>
      slack
        .messages(whole.channel, sam?.id)
        .find(({ ts, text }) => ts === list.ts && text.startsWith('Delete')),
    );
    await slack.press(asked.ts, findButton(asked, 'Delete it'), {
      channel: whole.channel,
      user: sam?.id ?? '',
    });
    await until(() =>
      slack
        .messages(whole.channel, sam?.id)
        .find(({ text }) => text.includes('can be changed by who made it')),
    );
  });

  it('of which nobody knows whether they came are not sent again; their owner is told once and may', async () => {
    const { slack, clock } = whole;
    await whole.ask('subscribe daily 09:00 UTC name="Daily"');
    const before = inChannel().length;
    // in the channel alone: a direct message of before may still be on its way
    const { channel } = whole;
    slack.setFaults({ next: [{ method: 'chat.postMessage', channel, times: 1, kind: 'reset_before' }] });
    clock.nowMs = Date.parse('2026-12-08T09:00:30Z');
    await until(async () => {
      await lookNow();
      return slack.calls.some(({ method, status }) => method === 'chat.postMessage' && status === 0);
    });
    clock.nowMs += 2 * minuteMs;
    const notice = await until(async () => {
      await lookNow();
      await whole.app.jobs?.add('notices', {}, { id: 'now' });
      return direct().find(({ text }) => text.includes('It is not known whether Slack took'));
    });
    expect(inChannel()).toHaveLength(before);
    await slack.press(notice.ts, findButton(notice, 'Send again'), { channel: slack.directChannel() });
    await comes(before + 1);
    expect(direct().filter(({ text }) => text.includes('It is not known'))).toHaveLength(1);
  });

  it('go on by themselves after a channel took no messages, and owners are told once of both', async () => {
    const { slack, clock } = whole;
    slack.setChannel(whole.channel, { archived: true });
    clock.nowMs = Date.parse('2026-12-09T09:00:30Z');
    const told = (words: string) =>
      until(async () => {
        await lookNow();
        await whole.app.jobs?.add('notices', {}, { id: 'now' });
        return direct().filter(({ text }) => text.includes(words)).length > 0;
      });
    await told('the channel is archived');
    slack.setChannel(whole.channel, { archived: false });
    const before = inChannel().length;
    clock.nowMs = Date.parse('2026-12-10T09:00:30Z');
    await comes(before + 1);
    await told('works again');
    expect(direct().filter(({ text }) => text.includes('the channel is archived'))).toHaveLength(1);
  });

  it('are made from a mention by a button, and Slack’s ids of mentions are forgotten after a day', async () => {
    const { slack, channel } = whole;
    for (const view of slack.views()) await slack.closeView(view.id);
    await slack.say(`<@${slack.botUserId}> subscribe`, { channel });
    const offer = ({ text }: ShownMessage) => text.startsWith('Slack opens a form only');
    const shown = await until(() => slack.messages(channel).find(offer));
    await slack.press(shown.ts, findButton(shown, 'Open the form'), { channel });
    expect((await form()).title).toBe('Subscribe');
    whole.clock.nowMs += 2 * dayMs;
    await whole.app.jobs?.add('cleanup', {}, { id: 'now' });
    await until(() => whole.log.some(({ words }) => / [1-9]\d* old records/.test(String(words))));
  });
});
