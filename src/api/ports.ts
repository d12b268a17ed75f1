import type { FastifyInstance } from 'fastify';
import type { AccessToken } from '../access/token.js';
import type { Scope } from '../cost-service/question.js';
import type { Logger } from '../logger.js';
import type { Token } from '../reports/line.js';
import type { AnyReport, ReportAnswer } from '../reports/report.js';

/** Answers reports to programs. */
export interface ReportDesk {
  /** All reports, in the order of help. */
  readonly reports: readonly AnyReport[];
  /** Answers one report for whoever may see `scope`. Throws KubecentError. */
  answer(report: AnyReport, tokens: readonly Token[], scope: Scope): Promise<ReportAnswer>;
}

/** What the process needs to answer at all. */
export interface Readiness {
  name: string;
  isReady: boolean;
}

/** Metrics in the text that Prometheus reads. */
export interface MetricsText {
  text(): Promise<{ contentType: string; body: string }>;
}

export interface ApiOptions {
  /** The address to listen on. */
  host: string;
  /** 0: any free port. */
  port: number;
  /** Without any, whoever reaches the port sees everything, and `host` must be of this machine alone. */
  tokens: readonly AccessToken[];
  /** Of each token. */
  requestsPerMinute: number;
  desk: ReportDesk;
  /** Database, queue, … but not OpenCost, whose outage is not ours. Never throws. */
  readiness(): Promise<readonly Readiness[]>;
  metrics: MetricsText;
  /** Further routes, such as the admin page. */
  extra?: (server: FastifyInstance) => Promise<void>;
  version: string;
  now: () => number;
  logger: Logger;
}
