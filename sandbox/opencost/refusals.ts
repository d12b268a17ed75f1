import { windowText } from './failure-texts.js';
import { envelope, json, text } from './http-answer.js';
import type { Interval } from './time.js';
import { parseFlag } from './window-grammar.js';

/** An answer without figures. */
interface Refusal {
  status: number;
  type: string;
  body: string;
}

/** The errors of /allocation: a bad window is text with JSON glued to it, since the server goes on after the first. */
export function refuseAllocation(query: URLSearchParams, window: Interval | null): Refusal | null {
  if (!window) {
    const glued = envelope(500, '', null, 'Error: illegal window: [nil, nil)');
    return { status: 400, type: text, body: `${badWindow(query)}${glued}` };
  }
  if (window.endMs < window.startMs) return failed(500, `Error: illegal window: ${windowText(window)}`);
  const proportional = parseFlag(query.get('includeProportionalAssetResourceCosts'));
  if (proportional && !parseFlag(query.get('includeIdle'))) {
    const message =
      'Error: bad request - includeIdle must be set true if includeProportionalAssetResourceCosts is true';
    return failed(400, message);
  }
  if (window.endMs === window.startMs && parseFlag(query.get('accumulate'))) {
    const message = 'error accumulating all:AllocationSetRange has empty AssetSet in accumulation';
    return failed(500, `Error: error accumulating by all: ${message}`);
  }
  return null;
}

/** The errors of /assets, all of them text. */
export function refuseAssets(query: URLSearchParams, window: Interval | null): Refusal | null {
  if (!window) return { status: 400, type: text, body: badWindow(query) };
  if (window.endMs < window.startMs) {
    return { status: 500, type: text, body: `Error getting assets: illegal window: ${windowText(window)}\n` };
  }
  const filter = query.get('filter') ?? '';
  if (filter === '' || filter.includes(':')) return null;
  const problem = `parsing filter: 1 error occurred:\n\t* at '${filter}': expect filter field`;
  return { status: 500, type: text, body: `Error getting assets: err parsing filter '': ${problem}\n\n\n` };
}

function badWindow(query: URLSearchParams): string {
  return `Invalid 'window' parameter: illegal window: ${query.get('window') ?? ''}\n`;
}

function failed(code: number, message: string): Refusal {
  return { status: code, type: json, body: envelope(code, '', null, message) };
}
