import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 that treats its connections badly on request. */
export interface FaultProxy {
  readonly port: number;
  /** Bytes that went through towards the server so far. */
  readonly sentBytes: number;
  /** Connections that are open now, counted on both sides. */
  readonly open: number;
  /** Nothing passes in either direction; connections stay, and new ones are accepted. */
  freeze(): void;
  thaw(): void;
  /** Breaks every connection now. */
  cut(): void;
  /** Breaks every connection, and each new one too, until `accept`. */
  refuse(): void;
  accept(): void;
  /** Holds back every answer for so long, from now on. */
  delay(delayMs: number): void;
  stop(): Promise<void>;
}

export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let frozen = false;
  let refusing = false;
  let delayMs = 0;
  let sentBytes = 0;

  function pass(work: () => void): void {
    if (frozen) held.push(work);
    else work();
  }

  function track(socket: Socket, other: Socket): void {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }

  const server = createServer((near) => {
    if (refusing) {
      near.destroy();
      return;
    }
    const far = connect(target.port, target.host);
    track(near, far);
    track(far, near);
    near.on('data', (bytes) => {
      sentBytes += bytes.length;
      pass(() => far.write(bytes));
    });
    far.on('data', (bytes) => {
      const answer = () => pass(() => near.write(bytes));
      if (delayMs > 0) setTimeout(answer, delayMs);
      else answer();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const thaw = () => {
    frozen = false;
    for (const work of held.splice(0)) work();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get sentBytes() {
      return sentBytes;
    },
    get open() {
      return sockets.size;
    },
    freeze() {
      frozen = true;
    },
    thaw,
    cut,
    refuse() {
      refusing = true;
      cut();
    },
    accept() {
      refusing = false;
    },
    delay(wantedMs) {
      delayMs = wantedMs;
    },
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
