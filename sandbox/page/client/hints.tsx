/** Example commands; a click runs one. */
export function Hints({ hints, onRun }: { hints: readonly string[]; onRun(line: string): void }) {
  return (
    <div class="hints">
      <span class="hints-title">Try</span>
      {hints.map((hint) => (
        <button key={hint} type="button" class="hint" onClick={() => onRun(hint)}>
          {hint}
        </button>
      ))}
    </div>
  );
}
