import type { App, types, webApi } from '@slack/bolt';
import { KubecentError, NotUnderstood } from '../../errors.js';
import type { Logger } from '../../logger.js';
import type { Sharing } from '../actions/sharing.js';
import type { Asker } from '../commands/command.js';
import { type Clock, pause } from '../ports.js';
import { cleanText } from '../render/clean-text.js';
import { cutEnd } from '../render/cut-text.js';
import { input, plain } from './form-elements.js';
import type { FilledView } from './form-values.js';
import { pressAgain } from './open-form.js';

const formId = 'share-form';
const longestMetadata = 3_000;
/** Slack closes a form whose submission is not answered within three seconds. */
const patienceMs = 2_000;

/** Opens the form that asks where an answer goes. Throws KubecentError. */
export function createOpenShareForm(client: Pick<webApi.WebClient, 'views'>) {
  return async ({ triggerId, workspace }: Asker, line: string): Promise<null> => {
    const memory = JSON.stringify({ line, workspace });
    if (memory.length > longestMetadata)
      throw new NotUnderstood('This line is too long for the form. Share the answer where you asked for it.');
    if (triggerId === null) throw pressAgain();
    try {
      await client.views.open({
        trigger_id: triggerId,
        view: shareForm(line, memory) as unknown as types.View,
      });
    } catch (cause) {
      throw pressAgain(cause);
    }
    return null;
  };
}

/** Its submission: shares, and says beside the channel why that did not work. */
export function registerShareForm(
  app: App,
  needs: {
    sharing: Sharing;
    clock: Clock;
    logger: Logger;
    track: <T>(work: Promise<T>) => Promise<T>;
  },
): void {
  const { sharing, clock, logger, track } = needs;
  const submitted = new Set<string>();

  /** null: shared; else why not. Never rejects. */
  const share = async (
    view: types.View & FilledView,
    body: { team?: { id: string } | null; user: { id: string } },
  ) => {
    try {
      const { line, workspace } = memoryOf(view);
      const channel = view.state.values.channel?.['form:channel']?.selected_conversation ?? '';
      if (channel === '') return 'Choose a channel.';
      if (workspace !== (body.team?.id ?? workspace)) return 'This form was opened in another workspace.';
      await sharing.share(line, { channel, threadTs: null, by: body.user.id });
      return null;
    } catch (error) {
      logger[error instanceof KubecentError ? 'warn' : 'error']({ err: error }, 'an answer was not shared');
      return error instanceof KubecentError ? error.userMessage : 'Sharing failed on our side. Try again.';
    }
  };

  app.view(formId, async ({ ack, view, body, client }) => {
    if (submitted.has(view.id)) {
      await ack();
      return;
    }
    submitted.add(view.id);
    const over = new AbortController();
    const late = pause(clock, patienceMs, over.signal).then(() => 'late' as const);
    const work = track(share(view as never, body as never)).finally(() => submitted.delete(view.id));
    const outcome = await Promise.race([work.then((problem) => ({ problem })), late]);
    over.abort();
    if (outcome !== 'late') {
      const { problem } = outcome;
      await ack(problem === null ? undefined : { response_action: 'errors', errors: { channel: problem } });
      return;
    }
    await ack({ response_action: 'update', view: saying('Sharing the answer …') as unknown as types.View });
    const problem = await work;
    const said = saying(problem ?? 'The answer is shared.') as unknown as types.View;
    await client.views
      .update({ view_id: view.id, view: said })
      // closed meanwhile: whoever closed it looks at the channel
      .catch((err: unknown) => logger.debug({ err }, 'the share form was gone'));
  });
}

function memoryOf({ private_metadata: text }: FilledView): { line: string; workspace: string } {
  try {
    const { line, workspace } = JSON.parse(text) as Record<string, unknown>;
    if (typeof line === 'string' && typeof workspace === 'string') return { line, workspace };
  } catch {
    // falls through to the same sentence
  }
  throw new NotUnderstood('This form is from an older version. Close it and press again.');
}

function shareForm(line: string, memory: string): Record<string, unknown> {
  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: memory,
    title: plain('Share'),
    submit: plain('Share'),
    close: plain('Cancel'),
    blocks: [
      input(
        'channel',
        'Channel',
        {
          type: 'conversations_select',
          // costs leave the company through channels that are shared with others
          filter: {
            include: ['public', 'private'],
            exclude_bot_users: true,
            exclude_external_shared_channels: true,
          },
        },
        { hint: plain('Kubecent can post where it was invited: /invite @Kubecent.') },
      ),
      {
        type: 'context',
        elements: [plain(`Everybody there will see: ${cutEnd(cleanText(line), 300)}`)],
      },
    ],
  };
}

function saying(sentence: string): Record<string, unknown> {
  return {
    type: 'modal',
    callback_id: formId,
    title: plain('Share'),
    close: plain('Close'),
    blocks: [{ type: 'section', text: plain(sentence) }],
  };
}
