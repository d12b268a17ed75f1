const EMOJI: Readonly<Record<string, string>> = {
  arrow_down: '⬇️',
  arrow_up: '⬆️',
  bar_chart: '📊',
  bell: '🔔',
  bulb: '💡',
  calendar: '📅',
  chart_with_downwards_trend: '📉',
  chart_with_upwards_trend: '📈',
  heavy_check_mark: '✔️',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  mag: '🔍',
  moneybag: '💰',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  red_circle: '🔴',
  rotating_light: '🚨',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
};

/** The character of an emoji name, or null where this page does not know it. */
export function emojiOf(name: string): string | null {
  return EMOJI[name] ?? null;
}

/** The text of a rich_text emoji: its code points where they are given ("1f6a8", joined by "-"), else its name. */
export function emojiText(name: string, unicode: string): string {
  const points = unicode.split('-').map((point) => Number.parseInt(point, 16));
  if (unicode !== '' && points.every((point) => point > 0 && point <= 0x10ffff))
    return String.fromCodePoint(...points);
  return emojiOf(name) ?? `:${name}:`;
}
