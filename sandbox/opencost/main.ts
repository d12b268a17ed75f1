import { parseArgs } from 'node:util';
import { startSampleOpenCost } from './server.js';

const usage = `Usage: node sandbox/opencost/main.js [--port 9003] [--clock 2026-11-24T09:00:00Z]
       [--cluster sample] [--prefix /model] [--retention-days 120] [--namespaces 1000 --pods 10000]
Without --clock the server follows the real time.
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9003' },
    clock: { type: 'string' },
    cluster: { type: 'string', default: 'sample' },
    prefix: { type: 'string', default: '' },
    'retention-days': { type: 'string', default: '120' },
    namespaces: { type: 'string' },
    pods: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const clockMs = values.clock === undefined ? null : Date.parse(values.clock);
  if (Number.isNaN(clockMs)) throw new Error(`--clock is no instant: ${values.clock}`);
  const { namespaces, pods } = values;
  const server = await startSampleOpenCost({
    port: Number(values.port),
    cluster: values.cluster,
    pathPrefix: values.prefix,
    retentionDays: Number(values['retention-days']),
    ...(clockMs === null ? {} : { clock: () => clockMs }),
    ...(namespaces && pods ? { scale: { namespaces: Number(namespaces), pods: Number(pods) } } : {}),
  });
  process.stdout.write(`Sample OpenCost at ${server.url}\n`);
  process.stdout.write(`Try: curl '${server.url}/allocation?window=yesterday&step=1d&aggregate=namespace'\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
});
