/** A coin for the app, the first letter for a person. */
export function Avatar({ author, name }: { author: 'app' | 'person'; name: string }) {
  if (author === 'person') {
    return (
      <span class="avatar avatar-person" aria-hidden="true">
        {[...name][0]?.toLocaleUpperCase() ?? '?'}
      </span>
    );
  }
  return (
    <svg class="avatar" viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx="6" fill="#326ce5" />
      <circle cx="18" cy="18" r="10.5" fill="none" stroke="#fff" stroke-width="2.5" />
      <path
        d="M22 14.2a5.4 5.4 0 1 0 0 7.6M18 10.5v15"
        fill="none"
        stroke="#fff"
        stroke-width="2.2"
        stroke-linecap="round"
      />
    </svg>
  );
}
