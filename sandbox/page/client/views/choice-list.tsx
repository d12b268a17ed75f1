import { useId } from 'preact/hooks';
import type { FieldProps } from './filling.js';
import type { Choice } from './offered.js';

interface ChoiceListProps extends Pick<FieldProps, 'describedBy' | 'invalid'> {
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Whether several can be chosen. */
  many: boolean;
  onChoose(values: readonly string[]): void;
}

/** Check boxes, or radio buttons where only one can be chosen. */
export function ChoiceList({ choices, chosen, many, describedBy, invalid, onChoose }: ChoiceListProps) {
  const name = useId();
  const toggle = (value: string, on: boolean) => {
    if (!many) return onChoose([value]);
    const others = chosen.filter((one) => one !== value);
    onChoose(on ? [...others, value] : others);
  };
  return (
    <div class="choices">
      {choices.map(({ value, label, description }) => (
        <label key={value} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(value)}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => toggle(value, event.currentTarget.checked)}
          />
          <span>
            {label}
            {description !== '' && <small>{description}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
