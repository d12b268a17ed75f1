import type { ComponentChildren } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { type Json, record, string } from '../json.js';
import { Field, isField, isGroup } from './field.js';
import { FillingContext } from './filling.js';

/** A labelled field of a form, with its hint and what is wrong with it. */
export function InputBlock({ block }: { block: Json }) {
  const id = useId();
  const filling = useContext(FillingContext);
  const element = record(block.element);
  const blockId = string(block.block_id);
  const hint = string(record(block.hint).text);
  const error = filling?.view.errors[blockId] ?? '';
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  if (filling === null || filling.inMessage || !isField(element.type))
    return <p class="fallback">This input ({string(element.type) || 'unknown'}) cannot be shown here.</p>;
  return (
    <Labelled
      id={id}
      label={string(record(block.label).text)}
      group={isGroup(element.type)}
      optional={block.optional === true}
    >
      <Field
        element={element}
        blockId={blockId}
        id={id}
        {...(describedBy === '' ? {} : { describedBy })}
        invalid={error !== ''}
        required={block.optional !== true}
        dispatched={block.dispatch_action === true}
      />
      {error !== '' && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <span aria-hidden="true">⚠</span> {error}
        </p>
      )}
      {hint !== '' && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </Labelled>
  );
}

interface LabelledProps {
  id: string;
  label: string;
  group: boolean;
  optional: boolean;
  children: ComponentChildren;
}

function Labelled({ id, label, group, optional, children }: LabelledProps) {
  const words = (
    <>
      {label}
      {optional && <span class="field-optional"> (optional)</span>}
    </>
  );
  if (group)
    return (
      <fieldset class="field">
        <legend>{words}</legend>
        {children}
      </fieldset>
    );
  return (
    <div class="field">
      <label for={id}>{words}</label>
      {children}
    </div>
  );
}
