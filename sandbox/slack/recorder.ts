import type { RecordedCall } from './contract.js';

export interface Recorder {
  /** Keeps a call; `bytes` is how large its request was. */
  record(call: RecordedCall, bytes: number): void;
  /** The newest calls, in order. */
  calls(): readonly RecordedCall[];
}

const MAX_BYTES = 32 * 1024 * 1024;

/** A record of the newest calls: at most `maxCalls` of them and 32 MiB of requests. */
export function createRecorder(maxCalls: number): Recorder {
  let kept: { call: RecordedCall; bytes: number }[] = [];
  let total = 0;
  return {
    record(call, bytes) {
      kept.push({ call, bytes });
      total += bytes;
      while (kept.length > maxCalls || (total > MAX_BYTES && kept.length > 1)) {
        total -= kept[0]?.bytes ?? 0;
        kept = kept.slice(1);
      }
    },
    calls: () => kept.map(({ call }) => call),
  };
}
