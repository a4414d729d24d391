/** A link into something folded up opens it. */
export function openLinkedDetails(): void {
  const open = (): void => {
    const target = document.getElementById(linkedId());
    if (target === null) return;
    for (let details = target.closest('details'); details !== null; details = details.parentElement?.closest('details') ?? null) {
      details.open = true;
    }
    target.scrollIntoView();
  };
  window.addEventListener('hashchange', open);
  if (location.hash.length > 1) open();
}

/** The id that the address names; '' for an address that is no such thing. */
function linkedId(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}
