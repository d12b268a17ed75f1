import type { Logger } from '../../logger.js';
import type { MonthDays } from '../../reports/month-glance.js';
import type { Pictures } from '../pictures.js';
import { type Clock, pause } from '../ports.js';
import { dayChartSvg } from './day-chart.js';
import type { HomeFacts, HomeSource } from './home-facts.js';

/** What is known at the moment, for everybody. */
export interface Board {
  facts: HomeFacts;
  /** Set: the figures of the month are older than the rest, since they could not be read anew. */
  monthOfMs: number | null;
  /** Since when something is not known; null where all is. */
  unknownSinceMs: number | null;
  /** The picture of the days; null: they are drawn in letters. */
  fileId: string | null;
}

export interface HomeBoard {
  /** At once; null: nothing has been looked up yet. */
  current(): Board | null;
  /** True: it is old enough to be looked up anew. */
  isDue(): boolean;
  /** Looks everything up; whoever asks meanwhile waits for the same look. Never rejects. */
  refresh(): Promise<void>;
  /** Resolves when days that were still being read are there, as far as one waits for an answer, and the picture is made. Never rejects. */
  settled(): Promise<void>;
  /** Slack does not show the picture: letters stand in. */
  giveUpPicture(fileId: string): void;
}

/** What is partial is looked up again soon. */
const partialMs = 15_000;
/** A picture that takes longer is shown when it is there. */
const pictureWaitMs = 8_000;

/** Keeps what Home shows: opened by two hundred people at once, it is looked up once. */
export function createHomeBoard(dependencies: {
  source: HomeSource;
  pictures: Pictures;
  now: () => number;
  clock: Clock;
  logger: Logger;
}): HomeBoard {
  const { source, pictures, now, clock, logger } = dependencies;
  let board: Board | null = null;
  let dueMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  let drawing: Promise<void> = Promise.resolve();

  const look = async (patience: 'brief' | 'patient'): Promise<void> => {
    try {
      const facts = await source.load(patience);
      const next = { ...keepKnown(board, facts), fileId: null };
      const fileId = await pictureOf(next.facts.month?.days ?? null);
      board = { ...next, fileId };
      const isWhole = facts.unknown.length === 0 && (facts.month?.unreadDays ?? 0) === 0;
      dueMs = now() + (isWhole ? source.ttlMs : Math.min(partialMs, source.ttlMs));
    } catch (err) {
      dueMs = now() + partialMs;
      logger.error({ err }, 'What Home shows could not be looked up');
    }
  };

  /** null: there is none, or not yet. */
  const pictureOf = async (days: MonthDays | null): Promise<string | null> => {
    if (!days || days.days.length < 2) return null;
    const name = `cost-by-day-${days.name.replace(/\W+/g, '-').toLowerCase()}`;
    const file = pictures.fileOf(dayChartSvg(days), name);
    drawing = file.then((fileId) => {
      if (board && board.facts.month?.days === days) board = { ...board, fileId };
    });
    const over = new AbortController();
    const late = pause(clock, pictureWaitMs, over.signal).then(() => null);
    const fileId = await Promise.race([file, late]);
    over.abort();
    return fileId;
  };

  const lookOnce = (patience: 'brief' | 'patient'): Promise<void> => {
    looking ??= look(patience).finally(() => {
      looking = null;
    });
    return looking;
  };

  return {
    current: () => board,
    isDue: () => now() >= dueMs,
    refresh: () => lookOnce('brief'),
    async settled() {
      if ((board?.facts.month?.unreadDays ?? 0) > 0) await lookOnce('patient');
      await drawing;
    },
    giveUpPicture(fileId) {
      pictures.giveUp(fileId);
      if (board?.fileId === fileId) board = { ...board, fileId: null };
    },
  };
}

/** Figures that cannot be read anew stay, with their age. Pure. */
export function keepKnown(before: Board | null, facts: HomeFacts): Omit<Board, 'fileId'> {
  const isKnown = (month: HomeFacts['month']) => month !== null && month.lines.length > 0;
  const keeps = !isKnown(facts.month) && before !== null && isKnown(before.facts.month);
  const isUnknown = facts.unknown.length > 0;
  return {
    facts: keeps
      ? { ...facts, month: before.facts.month, savings: facts.savings ?? before.facts.savings }
      : facts,
    monthOfMs: keeps ? (before.monthOfMs ?? before.facts.atMs) : null,
    unknownSinceMs: isUnknown ? (before?.unknownSinceMs ?? facts.atMs) : null,
  };
}
