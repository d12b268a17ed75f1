import type { webApi } from '@slack/bolt';
import type { Logger } from '../../logger.js';
import type { PostToChannel } from '../channel-poster.js';
import { type CsvFile, firstLines, writeCsv } from '../csv-file.js';
import type { Files } from '../files.js';
import type { AnswerContext, CsvOf } from '../ports.js';
import type { Level, RenderedMessage } from '../render/blocks.js';
import { escapeMarks } from '../render/clean-text.js';
import { renderCode } from '../render/copy-text.js';

/** Where a file goes: into the thread of a message that everybody sees, or to one person alone. */
export type CsvPlace = { channel: string; threadTs: string } | { user: string };

/** Gives the whole table of a line as a file. Hands back what the presser is told. Throws what asking throws. */
export type GiveCsv = (
  line: string,
  place: CsvPlace,
  context: AnswerContext,
) => Promise<string | ((level: Level) => RenderedMessage)>;

/** Room for the sentence above the lines. */
const fallbackCharacters = 3_000;

/** Why there is no file, for people; anything else is Slack's own trouble. */
const reasons: Readonly<Record<string, string>> = {
  missing_scope: 'Kubecent may not send files here: the permission files:write was not granted.',
  not_allowed_token_type: 'Kubecent may not send files here: the permission files:write was not granted.',
  file_uploads_disabled: 'This workspace does not allow files.',
  file_uploads_except_images_disabled: 'This workspace allows no files but pictures.',
  not_in_channel: 'Kubecent is not in this channel any more, so it can show no file here.',
  channel_not_found: 'Kubecent is not in this channel any more, so it can show no file here.',
  messages_tab_disabled: 'Slack lets Kubecent send you no direct messages, so there is no place for a file.',
};

export function createCsvGiving(dependencies: {
  client: Pick<webApi.WebClient, 'chat'>;
  csvOf: CsvOf;
  files: Files;
  post: PostToChannel;
  logger: Logger;
}): GiveCsv {
  const { client, csvOf, files, post, logger } = dependencies;

  /** null: it is there; else Slack's code. */
  const deliver = async (csv: CsvFile, comment: string, place: CsvPlace): Promise<string | null> => {
    const uploaded = await files.upload({ name: csv.name, bytes: Buffer.from(csv.text) });
    if (uploaded.kind === 'refused') return uploaded.code;
    if ('channel' in place) return files.show(uploaded, { ...place, comment });
    // a file can only go to a channel's own id, and a message tells that of direct messages
    const posted = await post({
      channel: place.user,
      threadTs: null,
      render: () => ({ text: escapeMarks(comment), blocks: [] }),
    });
    if (posted.kind !== 'sent') return posted.code;
    const { channel, ts } = posted;
    const code = await files.show(uploaded, { channel, threadTs: ts });
    if (code !== null)
      // the file that it speaks of is not coming; where this fails too, the presser is told all the same
      await client.chat.delete({ channel, ts }).catch((err: unknown) => logger.debug({ err }, 'not deleted'));
    return code;
  };

  return async (line, place, context) => {
    const asked = await csvOf(line, context);
    const table = { ...asked, command: wholeOf(asked.command) };
    context.onProgress?.('sending the file');
    const csv = await writeCsv(table);
    const rows = `${csv.rows} ${csv.rows === 1 ? 'row' : 'rows'}`;
    const code = await deliver(csv, `The whole table of “${table.command}”: ${rows}, in the thread.`, place);
    if (code === null)
      return 'channel' in place
        ? `The whole table, ${rows}, is in the thread.`
        : `The whole table, ${rows}, is in your direct messages with Kubecent.`;
    logger.warn({ code, command: table.command }, 'a table could not be sent as a file');
    return fallback(csv, {
      reason: reasons[code] ?? 'Slack did not take the file.',
      rows,
      command: table.command,
    });
  };
}

/** The line without what it says of the rows to show: a file has all of them. */
function wholeOf(command: string): string {
  return command.replace(/ (top|from)=\d+(?= |$)/g, '');
}

/** What fits into a message, and where the whole is to be had. */
function fallback(
  csv: CsvFile,
  { reason, rows, command }: { reason: string; rows: string; command: string },
): (level: Level) => RenderedMessage {
  const first = firstLines(csv, fallbackCharacters);
  const shown = first.rows === csv.rows ? `All ${rows}` : `The first ${first.rows} of ${rows}`;
  const sentence = `${reason} ${shown} as text. The whole table comes from a terminal, kubecent ${command} --csv, and over REST with format=csv.`;
  return (level) => renderCode(first.text, { notice: escapeMarks(sentence), above: sentence, level });
}
