/** Put the focus into the first of the fields at fault; whether there was one. */
export function focusFirst(form: HTMLFormElement | null, names: readonly string[]): boolean {
  const [first] = names;
  if (first === undefined) return false;
  form?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  return true;
}
