import { describe, expect, it } from '@jest/globals';
import { isJob, jobStems, labelsOfAllRuns } from '../../../src/cost/jobs.js';

const stems = (...names: string[]) => Object.fromEntries(jobStems(names));

describe('the stem of a job', () => {
  it('is its name, where OpenCost has taken the run number off already', () => {
    expect(stems('nightly-report')).toEqual({ 'nightly-report': 'nightly-report' });
  });

  it('loses a run number of 8 or 10 digits and no other number', () => {
    expect(stems('report-29919000', 'report-1700000000', 'import-2026', 'load-123456789')).toEqual({
      'report-29919000': 'report',
      'report-1700000000': 'report',
      'import-2026': 'import-2026',
      'load-123456789': 'load-123456789',
    });
  });

  it('loses five random characters with a digit among them', () => {
    expect(stems('import-x7k2p')).toEqual({ 'import-x7k2p': 'import' });
  });

  it('loses five letters only where another job of the namespace shares the stem', () => {
    expect(stems('import-bcdfg')).toEqual({ 'import-bcdfg': 'import-bcdfg' });
    expect(stems('import-bcdfg', 'import-x7k2p', 'load-bcdfg')).toEqual({
      'import-bcdfg': 'import',
      'import-x7k2p': 'import',
      'load-bcdfg': 'load-bcdfg',
    });
  });

  it('keeps what no generator makes: vowels, other digits, other lengths', () => {
    for (const name of ['import-again', 'import-x1k0p', 'import-x7k2', 'import-x7k2pq', 'x7k2p']) {
      expect(stems(name, 'import-other')[name]).toBe(name);
    }
  });
});

describe('jobs', () => {
  it('are told by the kind that OpenCost prints', () => {
    expect([isJob('job'), isJob('deployment'), isJob('')]).toEqual([true, false, false]);
  });

  it('have labels without those that name the single run', () => {
    const labels = { app: 'import', job_name: 'import-x7k2p', batch_kubernetes_io_controller_uid: '1' };
    expect(labelsOfAllRuns(labels)).toEqual({ app: 'import' });
    expect(labelsOfAllRuns({ team: 'data' })).toEqual({ team: 'data' });
  });
});
