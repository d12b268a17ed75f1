import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFaults } from '../../../sandbox/slack/faults.js';
import { METHODS } from '../../../sandbox/slack/methods/index.js';
import { createRecorder } from '../../../sandbox/slack/recorder.js';
import { createTriggers } from '../../../sandbox/slack/triggers.js';
import { decodeFrame, encodeFrame, OPCODE } from '../../../sandbox/slack/web-socket-frame.js';

describe('methods', () => {
  it('has one file per method, and every file is registered', () => {
    const shared = ['index.ts', 'method.ts', 'message-pages.ts', 'view.ts'];
    const files = readdirSync(new URL('../../../sandbox/slack/methods', import.meta.url));
    const kebab = (name: string) =>
      name.replaceAll('.', '-').replaceAll(/[A-Z]+(?=[A-Z][a-z])|[A-Z]/g, (word) => `-${word.toLowerCase()}`);
    expect(files.filter((file) => !shared.includes(file)).sort()).toEqual(
      METHODS.map(({ name }) => `${kebab(name)}.ts`).sort(),
    );
  });
});

describe('faults', () => {
  it('uses up entries in order, by method or for any', () => {
    const faults = createFaults();
    faults.set({
      next: [
        { method: 'chat.postMessage', times: 2, kind: 'server_error' },
        { method: '*', times: 1, kind: 'rate_limited', detail: 3 },
      ],
    });
    expect(faults.take('chat.postMessage')?.kind).toBe('server_error');
    expect(faults.take('views.open')).toEqual({ kind: 'rate_limited', detail: 3 });
    expect(faults.take('chat.postMessage')?.kind).toBe('server_error');
    expect(faults.take('chat.postMessage')).toBeNull();
    expect(faults.take('views.open')).toBeNull();
  });

  it('may be for one channel alone', () => {
    const faults = createFaults();
    faults.set({ next: [{ method: '*', channel: 'C1', times: 1, kind: 'server_error' }] });
    expect(faults.take('chat.postMessage', 'C2')).toBeNull();
    expect(faults.take('chat.postMessage')).toBeNull();
    expect(faults.take('chat.postMessage', 'C1')?.kind).toBe('server_error');
    expect(faults.take('chat.postMessage', 'C1')).toBeNull();
  });

  it('forgets the old ones when set anew', () => {
    const faults = createFaults();
    faults.set({ refuseDataBlocks: true, next: [{ method: '*', times: 9, kind: 'server_error' }] });
    faults.set({});
    expect(faults.take('auth.test')).toBeNull();
    expect(faults.lasting().refuseDataBlocks).toBe(false);
  });
});

describe('the record of calls', () => {
  const call = (method: string) => ({ method, args: {}, status: 200, answer: null, atMs: 0 });

  it('keeps the newest calls', () => {
    const recorder = createRecorder(2);
    for (const method of ['a', 'b', 'c']) recorder.record(call(method), 10);
    expect(recorder.calls().map(({ method }) => method)).toEqual(['b', 'c']);
  });

  it('keeps at most 32 MiB, but always the last call', () => {
    const recorder = createRecorder(100);
    recorder.record(call('a'), 20 * 1024 * 1024);
    recorder.record(call('b'), 12 * 1024 * 1024);
    expect(recorder.calls()).toHaveLength(2);
    recorder.record(call('c'), 1);
    expect(recorder.calls().map(({ method }) => method)).toEqual(['b', 'c']);
    recorder.record(call('d'), 64 * 1024 * 1024);
    expect(recorder.calls().map(({ method }) => method)).toEqual(['d']);
  });
});

describe('trigger ids', () => {
  it('open one view, within three seconds, for the one who pressed', () => {
    let nowMs = 0;
    const triggers = createTriggers(() => nowMs);
    const [first, second] = [
      { userId: 'U1', channelId: 'C1' },
      { userId: 'U2', channelId: null },
    ].map(triggers.issue);
    nowMs = 3000;
    expect(triggers.exchange(first)).toEqual({ userId: 'U1', channelId: 'C1' });
    expect(triggers.exchange(first)).toEqual({ error: 'exchanged_trigger_id' });
    nowMs = 3001;
    expect(triggers.exchange(second)).toEqual({ error: 'expired_trigger_id' });
    expect(triggers.exchange('made up')).toEqual({ error: 'invalid_trigger_id' });
  });
});

describe('WebSocket frames', () => {
  /** What a client sends: the server's frame with the mask bit, a key and masked bytes. */
  function masked(frame: Buffer, key: Buffer): Buffer {
    const short = (frame[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    const head = Buffer.from(frame.subarray(0, start));
    head[1] = (head[1] ?? 0) | 0x80;
    const body = frame.subarray(start).map((byte, index) => byte ^ (key[index % 4] ?? 0));
    return Buffer.concat([head, key, body]);
  }

  it('come back as they went, masked or not, however long', () => {
    const sizes = fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536, 70_000);
    const keys = fc.uint8Array({ minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(sizes, keys, fc.boolean(), (size, key, isMasked) => {
        const payload = Buffer.alloc(size, 'kubecent');
        const plain = encodeFrame(OPCODE.text, payload);
        const bytes = isMasked ? masked(plain, Buffer.from(key)) : plain;
        const decoded = decodeFrame(Buffer.concat([bytes, Buffer.from('next')]));
        expect(decoded?.frame.opcode).toBe(OPCODE.text);
        expect(decoded?.frame.final).toBe(true);
        expect(decoded?.frame.payload.equals(payload)).toBe(true);
        expect(decoded?.rest.toString()).toBe('next');
        expect(decodeFrame(bytes.subarray(0, bytes.length - 1))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});
