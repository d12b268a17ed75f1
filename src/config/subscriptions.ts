import * as z from 'zod';

const text = (words: string) => z.string(words);
const userId = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'must be Slack ids of people, such as U012AB3CD');

/** A digest as it is written under `subscriptions:`. What `when` means is for others to say. */
export const subscriptionSchema = z.strictObject(
  {
    name: text('must be text').optional(),
    channel: z
      .string('must be Slack’s id of a channel, such as C012AB3CD')
      .regex(/^[CDG][A-Z0-9]{2,}$/, 'must be Slack’s id of a channel, such as C012AB3CD'),
    when: text('must say when, such as "weekly mon 09:00 Europe/Berlin namespaces savings"'),
    owners: z.array(userId, 'must be a list of Slack ids of people').optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : 'must be a digest with a channel and when',
  },
);

export type WrittenSubscription = Readonly<z.output<typeof subscriptionSchema>>;
export const subscriptionKeys = Object.keys(subscriptionSchema.shape);
