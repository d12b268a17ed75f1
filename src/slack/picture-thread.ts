import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Draws an SVG as PNG. Rejects where that fails or takes too long. */
export type DrawPicture = (svg: string) => Promise<Uint8Array>;

const limitMs = 30_000;
/** Of a picture that is shown 720 wide, so that it is sharp on any screen. */
const pixels = 1_440;

/**
 * The program of the thread: drawing computes for a second at the first time, not on ours. It is a text because a thread
 * starts from a file of its own, which would be another one in tests than in the build.
 */
const threadProgram = `
const { readFile } = require('node:fs/promises');
const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  const { initWasm, Resvg } = require(workerData.module);
  const [program, face] = await Promise.all([readFile(workerData.program), readFile(workerData.face)]);
  await initWasm(program);
  const font = { fontBuffers: [face], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
  const drawing = new Resvg(workerData.svg, { font, fitTo: { mode: 'width', value: workerData.pixels } });
  parentPort.postMessage(drawing.render().asPng());
})();
`;

/** Draws in a thread that is there for this one picture: there is one a day, and its memory is given back. */
export const drawInThread: DrawPicture = async (svg) => {
  const require = createRequire(import.meta.url);
  const workerData = {
    svg,
    pixels,
    module: require.resolve('@resvg/resvg-wasm'),
    program: require.resolve('@resvg/resvg-wasm/index_bg.wasm'),
    face: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  };
  const worker = new Worker(threadProgram, { eval: true, workerData });
  worker.unref();
  const limit = setTimeout(() => void worker.terminate(), limitMs);
  try {
    return await new Promise<Uint8Array>((taken, failed) => {
      worker.on('message', taken);
      worker.on('error', failed);
      worker.on('exit', () => failed(new Error('the thread that draws ended')));
    });
  } finally {
    clearTimeout(limit);
    void worker.terminate();
  }
};
