import { useEffect, useRef } from 'preact/hooks';
import { type Json, record, string } from '../json.js';
import { TextObject } from '../text/text-object.js';

interface ConfirmProps {
  confirm: Json;
  onConfirm(): void;
  onDeny(): void;
}

/** The dialog of a `confirm` object; Escape denies. */
export function Confirm({ confirm, onConfirm, onDeny }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const label = (key: string, otherwise: string) => string(record(confirm[key]).text) || otherwise;
  return (
    <dialog ref={dialog} class="confirm" onClose={onDeny}>
      <h3>{label('title', 'Are you sure?')}</h3>
      <TextObject text={record(confirm.text)} />
      <div class="confirm-buttons">
        <button type="button" class="button" onClick={onDeny}>
          {label('deny', 'Cancel')}
        </button>
        <button
          type="button"
          class={`button ${confirm.style === 'danger' ? 'button-danger' : 'button-primary'}`}
          onClick={onConfirm}
        >
          {label('confirm', 'Yes')}
        </button>
      </div>
    </dialog>
  );
}
