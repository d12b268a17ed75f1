/** What each colour means, in words; a pie's also says how much. */
export function Legend({ names }: { names: readonly { name: string; detail: string }[] }) {
  return (
    <ul class="legend">
      {names.map(({ name, detail }, index) => (
        <li key={name}>
          <span class={`swatch series-${index}`} aria-hidden="true" />
          <span class="legend-name">{name}</span>
          {detail !== '' && <span class="legend-detail">{detail}</span>}
        </li>
      ))}
    </ul>
  );
}
