/** 0 answered, 1 failed, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

/** Where the answer to one command line goes. */
export interface TerminalSink {
  print(text: string): void;
  /** Errors: never mixed into what is printed. */
  printError(text: string): void;
  /** A few words about what is being done, over those before; '' takes them away. For people alone. */
  printProgress(words: string): void;
  /** Width of the terminal in characters; null when what is printed is not looked at by a person. */
  columns: number | null;
  colours: boolean;
}

/** Answers the command line of one terminal. */
export type TerminalRun = (args: readonly string[], sink: TerminalSink) => Promise<ExitCode>;
