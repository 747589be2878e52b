// Light or dark: the system's until somebody chooses. What was chosen is kept in this browser.

const name = "ballast-theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function apply() {
  const chosen = localStorage.getItem(name);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  listeners.forEach(listen => listen());
}

export const theme = {
  get isDark() { return (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark"; },
  toggle() { localStorage.setItem(name, theme.isDark ? "light" : "dark"); apply(); },
  listen(listener: () => void) { listeners.add(listener); return () => { listeners.delete(listener); }; },
};

/** A colour of the style sheet as it is now, for what is drawn on a canvas. */
export function colour(variable: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${variable})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

export const movesLittle = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

system.addEventListener("change", apply);
apply();
