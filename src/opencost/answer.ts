import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import {
  OpenCostEmptyBody,
  OpenCostMalformed,
  OpenCostTooLarge,
  OpenCostTruncated,
  OpenCostWrongType,
} from './answer-errors.js';
import { createDeadline } from './deadline.js';
import { NotOpenCost, OpenCostError, OpenCostTimeout } from './errors.js';
import { type AnswerHead, describeAnswer, describeFault, readText } from './exchange.js';
import { meansNoData, refusalFailure } from './failure.js';
import { createSplitter, type WireEntry, type WireFrame } from './splitter.js';
import type { Transport } from './transport.js';

export interface Ask {
  transport: Transport;
  pathAndQuery: string;
  /** For this one attempt, until the last byte of its body. */
  timeoutMs: number;
  signal: AbortSignal;
  maxAnswerBytes: number;
  /** `data` may be an object of rows, as /assets gives it. */
  acceptsObject: boolean;
  /** A question that OpenCost goes on computing after the caller has left. */
  expensive: boolean;
}

/** Bytes after which other work of the process gets its turn: about 3 ms of parsing. */
const breathBytes = 256 * 1024;
const maxRowBytes = 8_000_000;
const maxRefusalBytes = 256_000;
/** What is kept of the beginning of an answer, to say what it was when it is none of OpenCost's. */
const beginningBytes = 500;

/**
 * One attempt at one question: rows as they arrive, read only as fast as they are taken. Yields nothing where
 * OpenCost has no data. Leaving early closes the connection. Throws an OpenCostError.
 */
export async function* readAnswer(ask: Ask): AsyncGenerator<WireEntry, void, void> {
  const { transport, timeoutMs } = ask;
  const deadline = createDeadline({
    timeoutMs,
    onTimeout: () => new OpenCostTimeout(timeoutMs),
    parent: ask.signal,
  });
  let body: Readable | undefined;
  try {
    const opened = await transport.open(ask.pathAndQuery, deadline.signal);
    body = opened.body;
    const { head } = opened;
    const isPage = head.contentType.includes('text/html');
    if (head.status >= 200 && head.status < 300 && !isPage) {
      yield* readRows(ask, head, body);
      return;
    }
    const text = await readText(body, maxRefusalBytes);
    const cause = describeAnswer(head, text, transport.blot);
    if (head.status < 300) throw new NotOpenCost('it is a web page', cause, true);
    if (head.status >= 500 && meansNoData(text)) return;
    throw refusalFailure({ head, text, expensive: ask.expensive, cause });
  } catch (fault) {
    if (deadline.signal.aborted) throw deadline.signal.reason;
    if (fault instanceof OpenCostError) throw fault;
    throw new OpenCostTruncated(0, describeFault(fault, transport.blot));
  } finally {
    deadline.clear();
    body?.destroy();
  }
}

async function* readRows(ask: Ask, head: AnswerHead, body: Readable): AsyncGenerator<WireEntry, void, void> {
  const splitter = createSplitter({ acceptsObject: ask.acceptsObject, maxValueBytes: maxRowBytes });
  let bytes = 0;
  let breathAt = breathBytes;
  let beginning = '';
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      if (bytes === 0) beginning = Buffer.from(chunk.subarray(0, beginningBytes)).toString();
      bytes += chunk.length;
      if (bytes > ask.maxAnswerBytes) throw new OpenCostTooLarge(ask.maxAnswerBytes);
      for (const entry of splitter.push(chunk)) yield entry;
      if (bytes < breathAt) continue;
      breathAt = bytes + breathBytes;
      await breathe();
    }
    checkFrame(splitter.end(), ask, head);
  } catch (fault) {
    if (fault instanceof NotOpenCost) fault.cause ??= describeAnswer(head, beginning, ask.transport.blot);
    if (fault instanceof OpenCostError) throw fault;
    const details = describeFault(fault, ask.transport.blot);
    if (String(details.facts.code ?? '').startsWith('Z_')) {
      throw new OpenCostMalformed('it cannot be unpacked', details);
    }
    throw new OpenCostTruncated(splitter.rows(), details);
  }
}

/** What stood around the rows: an error may hide behind status 200. */
function checkFrame(frame: WireFrame, ask: Ask, head: AnswerHead): void {
  const { code, data } = frame;
  if (data === 'empty') throw new OpenCostEmptyBody(describeAnswer(head, '', ask.transport.blot));
  if (code !== undefined && code !== null && typeof code !== 'number') throw new OpenCostWrongType('code');

  const text = typeof frame.message === 'string' ? frame.message : '';
  const failed = typeof code === 'number' ? code >= 300 : data === 'null' && text !== '';
  if (failed) {
    if (meansNoData(text)) return;
    const stated = { ...head, status: typeof code === 'number' ? code : 500 };
    const cause = describeAnswer(stated, text, ask.transport.blot);
    throw refusalFailure({ head: stated, text, expensive: ask.expensive, cause });
  }
  if (data === 'absent') {
    throw new NotOpenCost('an answer without data', describeAnswer(head, text, ask.transport.blot));
  }
}
