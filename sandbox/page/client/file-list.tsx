import { useContext } from 'preact/hooks';
import type { PageFile } from '../protocol.js';
import { WorkspaceContext } from './workspace.js';

const KILO = 1_000;

/** The files of a message: each can be kept, a picture is shown as well. */
export function FileList({ ids }: { ids: readonly string[] }) {
  const { files } = useContext(WorkspaceContext);
  const carried = ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
  if (carried.length === 0) return null;
  return (
    <ul class="files" aria-label="Files">
      {carried.map((file) => (
        <li key={file.id}>
          <FileCard file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileCard({ file: { id, name, title, mimetype, altText, sizeBytes } }: { file: PageFile }) {
  const address = `/files/${id}`;
  return (
    <>
      {mimetype.startsWith('image/') && <img class="picture-block" src={address} alt={altText || title} />}
      <a class="file" href={address} download={name}>
        <span class="file-name">{title}</span>
        <span class="file-facts">
          {name}, {sizeText(sizeBytes)}, download
        </span>
      </a>
    </>
  );
}

function sizeText(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  const kilo = bytes / KILO;
  return kilo < KILO ? `${kilo.toFixed(1)} kB` : `${(kilo / KILO).toFixed(1)} MB`;
}
