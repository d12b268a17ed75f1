/** Stands for a block or element that this page does not know. */
export function Fallback({ type }: { type: string }) {
  return (
    <p class="fallback" data-block="fallback">
      This block cannot be shown{type === '' ? '' : ` (${type})`}.
    </p>
  );
}
