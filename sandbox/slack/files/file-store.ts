import type { ShownFile } from '../contract.js';
import { mimetypeOf } from './file-kind.js';

type Share = ShownFile['sharedIn'][number];

/** A file from the moment its upload was asked for. */
export interface StoredFile extends Omit<ShownFile, 'bytes'> {
  /** As announced; the bytes that come must be so many. */
  length: number;
  /** null: not uploaded yet. */
  bytes: Uint8Array | null;
  createdMs: number;
  /** When the upload was completed; null: not yet, and nobody knows the file. */
  completedMs: number | null;
}

export interface FileStore {
  /** A file that is yet to be uploaded. */
  announce(file: { name: string; length: number; altText: string; user: string }): StoredFile;
  /** The bytes of an announced file; false: unknown, uploaded already, or not as many as announced. */
  receive(id: string, bytes: Uint8Array): boolean;
  /** Uploaded files become known, under their titles. */
  complete(id: string, title: string): void;
  share(id: string, where: Share): void;
  /** null: no such file. */
  find(id: unknown): StoredFile | null;
  /** The completed ones, oldest first. */
  list(): readonly ShownFile[];
}

const KEPT = 300;

/** Files of the workspace, the newest 300; `changed` is called when one is complete or shared. */
export function createFileStore(
  now: () => number,
  newId: (prefix: string) => string,
  changed: () => void,
): FileStore {
  const files = new Map<string, StoredFile>();
  const place = (file: StoredFile) => {
    files.set(file.id, file);
    const [oldest] = files.keys();
    if (files.size > KEPT && oldest !== undefined) files.delete(oldest);
    return file;
  };
  return {
    announce(file) {
      const unknown = { mimetype: '', bytes: null, completedMs: null, sharedIn: [] };
      return place({ ...unknown, ...file, id: newId('F'), title: file.name, createdMs: now() });
    },
    receive(id, bytes) {
      const file = files.get(id);
      if (!file || file.bytes !== null || file.length !== bytes.length) return false;
      place({ ...file, bytes, mimetype: mimetypeOf(file.name, bytes) });
      return true;
    },
    complete(id, title) {
      const file = files.get(id);
      if (!file) return;
      place({ ...file, title, completedMs: now() });
      changed();
    },
    share(id, where) {
      const file = files.get(id);
      if (!file) return;
      place({ ...file, sharedIn: [...file.sharedIn, where] });
      changed();
    },
    find: (id) => files.get(String(id)) ?? null,
    list: () => [...files.values()].flatMap(shown),
  };
}

function shown({
  length: _length,
  createdMs: _created,
  completedMs,
  bytes,
  ...file
}: StoredFile): ShownFile[] {
  return completedMs === null || bytes === null ? [] : [{ ...file, bytes }];
}
