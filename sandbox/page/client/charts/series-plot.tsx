import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Axes } from './axes.js';
import { Bars } from './bars.js';
import { frameOf } from './frame.js';
import { Areas, Lines } from './lines.js';
import type { SeriesChart } from './model.js';

const MARKS = { line: Lines, bar: Bars, area: Areas };

/** A line, bar or area chart as wide as its place, drawn at real pixels so that its words stay readable. */
export function SeriesPlot({ chart, label }: { chart: SeriesChart; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const Marks = MARKS[chart.kind];
  const frame = frameOf(chart, Math.max(width, 200));
  return (
    <div ref={box} class="plot">
      {width > 0 && (
        <svg width={frame.width} height={frame.height} role="img" aria-label={label}>
          <Axes chart={chart} frame={frame} />
          <Marks chart={chart} frame={frame} />
        </svg>
      )}
    </div>
  );
}
