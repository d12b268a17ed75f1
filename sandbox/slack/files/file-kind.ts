const SIGNATURES: readonly { mimetype: string; bytes: readonly number[] }[] = [
  { mimetype: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mimetype: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mimetype: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
];

const BY_NAME: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

const IMAGE_NAMES: readonly string[] = ['png', 'jpg', 'jpeg', 'gif'];

/** The type of a file: of pictures by their first bytes, of all others by the end of the name. */
export function mimetypeOf(name: string, bytes: Uint8Array): string {
  const picture = SIGNATURES.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  return picture?.mimetype ?? BY_NAME[endOf(name)] ?? 'application/octet-stream';
}

/** Whether a file of this type can be shown by blocks. */
export function isPicture(mimetype: string): boolean {
  return SIGNATURES.some((one) => one.mimetype === mimetype);
}

/** Whether a file that is yet to be uploaded says by its name that it is a picture. */
export function isNamedPicture(name: string): boolean {
  return IMAGE_NAMES.includes(endOf(name));
}

/** Slack's short word for the type, such as "csv". */
export function filetypeOf(name: string): string {
  return endOf(name) || 'binary';
}

function endOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
