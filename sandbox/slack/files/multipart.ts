const HEAD_END = '\r\n\r\n';

/** The bytes of the first part that is a file (has a filename) of a multipart form; null: there is none. */
export function fileInForm(contentType: string, body: Buffer): Buffer | null {
  const match = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2]?.trim();
  if (boundary === undefined) return null;
  for (const part of partsOf(body, `--${boundary}`)) {
    const headEnd = part.indexOf(HEAD_END);
    if (headEnd < 0) continue;
    const head = part.subarray(0, headEnd).toString('utf8');
    if (/content-disposition:[^\r\n]*;\s*filename\*?=/i.test(head))
      return part.subarray(headEnd + HEAD_END.length);
  }
  return null;
}

/** What lies between two delimiters, without the line ends beside them. */
function partsOf(body: Buffer, delimiter: string): Buffer[] {
  const parts: Buffer[] = [];
  let from = body.indexOf(delimiter);
  while (from >= 0) {
    const start = from + delimiter.length + 2;
    const next = body.indexOf(`\r\n${delimiter}`, start - 2);
    if (next < 0) break;
    parts.push(body.subarray(start, Math.max(start, next)));
    from = next + 2;
  }
  return parts;
}
