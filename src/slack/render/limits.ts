/**
 * Every limit of Slack that Kubecent keeps, in one table. Lengths count UTF-16 units, the strictest reading.
 * Where Slack's own pages disagree the smaller figure stands. "own" marks a limit that is ours, for readability.
 */
export const limits = {
  blocks: 50,
  /** All texts of a message's blocks together: more has been refused with msg_blocks_too_long. */
  blockCharacters: 9_500,
  /** The text beside blocks: notification and screen readers (own). */
  summaryText: 1_000,
  /** The text of a message without blocks. */
  plainMessage: 4_000,
  header: 150,
  contextText: 2_000,
  /** Own. */
  subtitle: 300,
  /** One piece of rich text (own). */
  richTextPiece: 3_000,
  /** One block of rich text (own). */
  richText: 6_000,

  actions: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  /** The text beside a menu. */
  sectionText: 3_000,
  menuOptions: 5,
  optionLabel: 75,
  /** The value of an entry of an overflow menu. */
  optionValue: 150,
  /** The value of a choice of a list: 150 on newer pages of Slack's, 75 on older ones. */
  choiceValue: 75,
  address: 3_000,

  options: 100,
  privateMetadata: 3_000,
  placeholder: 150,
  /** Of the 255 characters of an `action_id`, what is left behind "run:123:". */
  actionStart: 240,

  dataTables: 1,
  dataTableRows: 201,
  dataTableColumns: 20,
  dataTableCharacters: 20_000,
  /** Rows shown at once, of 100 allowed (own). */
  dataTablePage: 10,
  /** Rows of a table in letters, which has no pages (own). */
  plainTableRows: 25,
  /** Own. */
  tableCaption: 150,
  /** Own: a name of 253 characters fills a phone's screen, in a table or above it. */
  nameCell: 60,
  /** Own. */
  otherCell: 40,

  charts: 2,
  chartTitle: 50,
  chartPoints: 20,
  /** 12 on newer pages, 6 on older ones. */
  chartSeries: 6,
  chartName: 20,
  chartAxisLabel: 50,
} as const;
