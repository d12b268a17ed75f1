import { type ChildProcess, fork } from 'node:child_process';

/** A process of our own that answers messages, one at a time and in order. */
export interface Child<Request, Reply> {
  ask(request: Request): Promise<Reply>;
  stop(): Promise<void>;
}

/** What a worker is told and tells: its own reply, or why it failed. */
type Envelope<Reply> = { reply: Reply } | { failure: string };

/** Starts `bench/workers/<name>.js` and waits for its first reply, which says that it is ready. */
export async function startChild<Request, Reply>(
  name: string,
  argument: unknown = null,
  nodeOptions: readonly string[] = [],
): Promise<{ child: Child<Request, Reply>; ready: Reply }> {
  const worker: ChildProcess = fork(new URL(`./${name}.js`, import.meta.url), [JSON.stringify(argument)], {
    execArgv: [...nodeOptions],
  });
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  const next = () => new Promise<Reply>((resolve, reject) => waiting.push({ resolve, reject }));
  const endWithUs = () => worker.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      process.off('exit', endWithUs);
      for (const { reject } of waiting.splice(0)) reject(new Error(`${name} ended with ${code}`));
      resolve();
    });
  });
  worker.on('message', (envelope: Envelope<Reply>) => {
    const first = waiting.shift();
    if ('reply' in envelope) first?.resolve(envelope.reply);
    else first?.reject(new Error(`${name}: ${envelope.failure}`));
  });
  const ready = await next();
  const child: Child<Request, Reply> = {
    ask(request) {
      const reply = next();
      worker.send(request as object);
      return reply;
    },
    async stop() {
      worker.kill('SIGKILL');
      await ended;
    },
  };
  return { child, ready };
}

/** The worker's side: `start` is given the argument and says what answers each message, and the first reply. */
export function serveParent<Argument, Request, Reply>(
  start: (argument: Argument) => Promise<{ ready: Reply; answer: (request: Request) => Promise<Reply> }>,
): void {
  const send = (envelope: Envelope<Reply>) => process.send?.(envelope);
  const fail = (error: unknown) =>
    send({ failure: error instanceof Error ? (error.stack ?? '') : String(error) });
  process.once('disconnect', () => process.exit(0));
  start(JSON.parse(process.argv[2] ?? 'null')).then(({ ready, answer }) => {
    let before: Promise<unknown> = Promise.resolve();
    process.on('message', (request) => {
      before = before.then(() => answer(request as Request)).then((reply) => send({ reply }), fail);
    });
    send({ reply: ready });
  }, fail);
}
