import type { ComponentChildren } from "preact";
import { isOld, reading } from "./store";
import { clock } from "./format";

interface CardProps { id: string; title: string; of?: string[]; aside?: ComponentChildren; class?: string; children: ComponentChildren }

/** A section with its name; it says itself when what it shows is old or could not be read. */
export function Card({ id, title, of = [], aside, class: className = "", children }: CardProps) {
  const old = of.filter(name => isOld(name));
  const wrong = of.map(name => reading(name)).find(r => r.error && r.status !== 404);
  return (
    <section class={`card ${className} ${old.length > 0 ? "is-old" : ""}`} aria-labelledby={`${id}-title`} id={id}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {old.length > 0 && <span class="tag warn">stale since {clock(Math.min(...old.map(name => reading(name).at)))}</span>}
        {aside && <div class="aside">{aside}</div>}
      </header>
      {wrong && <p class="problem">{wrong.error}</p>}
      {children}
    </section>
  );
}

export const Tag = ({ tone = "", children }: { tone?: string; children: ComponentChildren }) => <span class={`tag ${tone}`}>{children}</span>;

export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;

/** How much of a limit is used: 0 to 1, more than 1 is full. */
export function Meter({ share, label, tone }: { share: number; label: string; tone?: string }) {
  const used = Math.max(0, Math.min(1, share));
  const state = tone ?? (used >= 1 ? "alarm" : used >= 0.6 ? "warn" : "calm");
  return (
    <div class={`meter ${state}`} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(used * 100)}>
      <i style={{ width: `${used * 100}%` }} />
    </div>
  );
}

interface ChoiceProps { label: string; options: string[]; value: string; onChange: (value: string) => void; show?: (value: string) => string }

/** One of a few, as a row of buttons. */
export function Choice({ label, options, value, onChange, show = v => v }: ChoiceProps) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map(o => <button type="button" key={o} aria-pressed={o === value} onClick={() => onChange(o)}>{show(o)}</button>)}
    </div>
  );
}

/** A table that scrolls sideways on its own, so that the page never does. */
export function Table({ label, head, isBusy = false, children }: { label: string; head: ComponentChildren; isBusy?: boolean; children: ComponentChildren }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label} aria-busy={isBusy}>
      <table><thead>{head}</thead><tbody>{children}</tbody></table>
    </div>
  );
}
