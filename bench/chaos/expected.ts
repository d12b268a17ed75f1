/** What a day costs by the bytes that the sample OpenCost gives for it, summed without any code of Kubecent, in cents. */
export async function centsOfDay(openCostUrl: string, dayStartMs: number): Promise<number> {
  const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  const window = `${instant(dayStartMs)},${instant(dayStartMs + 86_400_000)}`;
  const answer = await fetch(`${openCostUrl}/allocation?window=${window}&step=1d&includeIdle=true`);
  const { data } = (await answer.json()) as { data: Record<string, Record<string, unknown>>[] };
  const parts = [
    'cpuCost',
    'gpuCost',
    'ramCost',
    'pvCost',
    'networkCost',
    'loadBalancerCost',
    'sharedCost',
    'externalCost',
  ];
  const adjustments = parts.map((part) => `${part}Adjustment`);
  let units = 0;
  for (const row of Object.values(data[0] ?? {}))
    for (const name of [...parts, ...adjustments]) units += Math.round(Number(row[name] ?? 0) * 100_000);
  return Math.round(units / 1_000);
}

/** The money that a digest says first, in cents; null where it says none. */
export function centsSaid(text: string): number | null {
  const match = /\$([\d,]+\.\d\d)/.exec(text);
  return match?.[1] ? Math.round(Number(match[1].replaceAll(',', '')) * 100) : null;
}
