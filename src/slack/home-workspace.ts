import type { webApi } from '@slack/bolt';
import { KubecentError } from '../errors.js';
import type { Logger } from '../logger.js';

/** Who pressed, as Slack tells it. */
export interface Presser {
  team?: { id: string } | null;
  user: { team_id?: string };
}

/** Throws a KubecentError for whoever is from another workspace: guests of shared channels see our buttons too. */
export type Admit = (presser: Presser) => Promise<void>;

/** Slack is asked once which workspace is ours. Within an organisation, its people are ours wherever they are at home. */
export function createAdmission(client: Pick<webApi.WebClient, 'auth'>, logger: Logger): Admit {
  let home: { team: string | undefined; isOrganisation: boolean } | null = null;
  return async ({ team, user }) => {
    home ??= await client.auth.test().then(
      ({ team_id, enterprise_id }) => ({ team: team_id, isOrganisation: enterprise_id !== undefined }),
      (err: unknown) => {
        logger.warn({ err }, 'slack does not say which workspace is ours');
        return null;
      },
    );
    if (home?.isOrganisation) return;
    const teams = [home?.team, team?.id, user.team_id].filter((id) => id !== undefined);
    if (new Set(teams).size > 1) throw foreign();
  };
}

function foreign(): KubecentError {
  return new KubecentError({
    code: 'OTHER_WORKSPACE',
    userMessage: 'This Kubecent answers the people of its own workspace alone.',
  });
}
