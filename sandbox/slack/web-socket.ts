import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { decodeFrame, encodeFrame, type Frame, OPCODE } from './web-socket-frame.js';

export interface WebSocketConnection {
  send(text: string): void;
  ping(): void;
  /** Sends a close frame and ends the connection. */
  close(): void;
}

/** The constant of RFC 6455, section 1.3. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Answers an upgrade request and speaks WebSocket from then on; pings of the client are answered here. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  on: { text: (text: string) => void; closed: () => void },
): WebSocketConnection {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}${HANDSHAKE_GUID}`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload));
  };
  let parts: Buffer[] = [];
  const take = (frame: Frame) => {
    if (frame.opcode === OPCODE.ping) return write(OPCODE.pong, frame.payload);
    if (frame.opcode === OPCODE.close) {
      write(OPCODE.close, frame.payload);
      socket.end();
      return;
    }
    if (frame.opcode !== OPCODE.text && frame.opcode !== OPCODE.continuation) return;
    parts.push(frame.payload);
    if (!frame.final) return;
    const text = Buffer.concat(parts).toString('utf8');
    parts = [];
    on.text(text);
  };
  let pending: Buffer = head;
  const read = (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let next = decodeFrame(pending); next; next = decodeFrame(pending)) {
      pending = next.rest;
      take(next.frame);
    }
  };
  socket.on('data', read);
  socket.on('error', () => socket.destroy());
  socket.on('close', on.closed);
  read(Buffer.alloc(0));
  return {
    send: (text) => write(OPCODE.text, Buffer.from(text)),
    ping: () => write(OPCODE.ping, Buffer.from('Ping from the sandbox')),
    close() {
      write(OPCODE.close, Buffer.from([0x03, 0xe8]));
      socket.end();
    },
  };
}
