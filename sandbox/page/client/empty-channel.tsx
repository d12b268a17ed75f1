interface EmptyChannelProps {
  name: string;
  hints: readonly string[];
  onRun(line: string): void;
}

/** What to type, while nothing has been said yet. */
export function EmptyChannel({ name, hints, onRun }: EmptyChannelProps) {
  const [first] = hints;
  return (
    <div class="empty">
      <h2>This is the very beginning of {name}</h2>
      <p>
        Ask what Kubernetes costs: type a command below and press Enter.
        {first !== undefined && (
          <>
            {' For example '}
            <button type="button" class="hint" onClick={() => onRun(first)}>
              {first}
            </button>
          </>
        )}
      </p>
    </div>
  );
}
