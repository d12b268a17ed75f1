/** What takes minutes otherwise takes seconds here. */
export const chaosPace = { tickMs: 500, settleMs: 4_500, slackTimeoutMs: 1_500, holdMs: 2_000 };
